"""Dates and numbers in a text, with what they mean whichever way they are written."""

import re
from collections.abc import Iterator
from functools import lru_cache

from portal.text.terms import Table, Term, apart, plain
from portal.text.words.calendar import BEFORE_A_MONTH, DAYS, FEASTS, MONTHS, PARTS_OF_THE_DAY, SEASONS, SHORT_MONTHS
from portal.text.words.numerals import BIG, ORDINALS, PARTS, SIGNS, SMALL, TENS, VALUES
from portal.text.words.units import ADVERBS, PERIOD, UNITS

_MONTH = rf"(?i:{'|'.join(MONTHS)}|{SHORT_MONTHS})"
_NAMED = "|".join([*MONTHS, *map(str.upper, MONTHS)])
_ALONE = "|".join(month for month in _NAMED.split("|") if month.title() not in {"March", "May"})
_AFTER = "|".join([*(rf"(?<=\b{word} )|(?<=\b{word.title()} )" for word in BEFORE_A_MONTH), "(?<=[Mm]id-)"])
_DAY = r"(?<!\d)\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d\b"
_DATE = re.compile(
    r"\b(?:\d{4}-\d\d-\d\d\b|\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)\b|\d{1,2}\.\d{1,2}\.(?:\d{4}|\d\d)\b"
    r"|\d{1,2}-\d{1,2}-(?:\d{4}|\d\d)\b"
    rf"|{_DAY}(?:\s+of)?\s+{_MONTH}\b(?:,?\s+(?:\d{{4}}|['’]\d\d)\b)?"
    rf"|{_MONTH}\s+(?:the\s+)?(?:{_DAY}\b(?:,?\s+\d{{4}}\b)?|\d{{4}}\b)"
    rf"|(?:{_ALONE})\b|(?:{_AFTER})(?:{_NAMED}|{SHORT_MONTHS})\b|{DAYS}"
    rf"|(?i:{SEASONS})\b(?:\s+{_YEAR})?|(?i:{FEASTS})\b)"
)
_NO_SEASON = re.compile(r"\b(?:in|the|this|next|last|of|by|until|from|during|late|early|each|every)\s$", re.IGNORECASE)

_ONES = "|".join(sorted(SMALL, key=len, reverse=True))
_BIGS = "|".join(BIG)
_SPELLED = rf"(?:(?:{'|'.join(TENS)})(?:[ -](?:{_ONES})\b)?|{_ONES}|a(?=\s+(?:{_BIGS})\b))\b"
_WORDS = rf"{_SPELLED}(?:\s+(?:{_BIGS})\b(?:\s+and\s+{_SPELLED})?){{0,2}}"
_PART = "|".join(sorted(PARTS, key=len, reverse=True))
_SHARE = rf"(?:(?:an?|one|two|three|four|five)[ -])(?:{_PART})\b(?!-)|half\b|quarters?\b(?=\s+(?:of|an?)\b)|halves\b"
_SIGN = "[" + "".join(SIGNS) + "]"
_FIGURE = rf"\d+(?:[.,:]\d+)*(?:\s?{_SIGN}|(?:\s\d)?/\d+(?![\d/]))?|\.\d+|{_SIGN}"
_UNIT = "|".join(UNITS.values())
_EACH = rf"(?:a|an|per|each|every)\s+(?:{PERIOD}\b|kg\b|kilo(?:gram)?\b)"
_RATE = rf"\s*/\s*(?:{PERIOD}\b|{_UNIT})|\s+(?:{_EACH}|{'|'.join(ADVERBS)})\b"
_NUMBER = re.compile(
    rf"(?<![\w])(?P<money>[£$€]\s?)?(?<!\d\.)(?P<number>{_SHARE}|(?<!\w\.){_FIGURE}|{_WORDS}(?!\s+another\b)|(?:dozen|couple|pair)\b|twice\b"
    rf"|thrice\b|once\b(?=\s+(?:(?:a|an|per|each|every|daily|weekly|monthly)\b)|\s*[.,;]|\s*$))(?P<more>\+)?"
    rf"(?P<ordinal>st\b|nd\b|rd\b|th\b)?(?:[\s-]*(?P<unit>{_UNIT}))?"
    rf"(?(unit)|(?P<label>[a-z](?!\w))?(?![^\W_]))(?P<rate>(?:{_RATE}|-?hourly\b){{0,2}})",
    re.IGNORECASE,
)
_VAGUE = {"one", "pair", "couple"}
_IDIOM = re.compile(r"\b(?:no|at|the|this|that|each|every|which|any|some)\s$", re.IGNORECASE)
_FREQUENCY = re.compile(
    rf"\b(?:{'|'.join(ADVERBS)})\b|\b(?P<each>every|each|per)\s+(?:(?P<other>other|second)\s+)?(?P<period>{PERIOD})\b",
    re.IGNORECASE,
)
_ORDINAL = Table({word: word for word in [*ORDINALS, "last", "final", "next", "previous"]}, minor=True)
_DAYTIME = Table(PARTS_OF_THE_DAY, minor=True)


def dates(text: str) -> list[Term]:
    """Every date, month, season and day of the week, by year, month and day."""
    return [
        Term(*match.span(), _date(match[0]), plain(match[0]))
        for match in _DATE.finditer(text)
        if not re.fullmatch(SEASONS, match[0]) or _NO_SEASON.search(text, max(0, match.start() - 9), match.start())
    ]


def numbers(text: str) -> list[Term]:
    """Every number, in figures or in words, with its unit and what it is per."""
    return list(_numbers(text))


def ordinals(text: str) -> list[Term]:
    """Every "first" and "second"."""
    return _ORDINAL.find(text)


def times_of_day(text: str) -> list[Term]:
    """Every morning, night and weekend."""
    return _DAYTIME.find(text)


def frequencies(text: str) -> list[Term]:
    """Every "weekly" or "every month"."""
    return apart(Term(*match.span(), _period(match), plain(match[0])) for match in _FREQUENCY.finditer(text))


def _numbers(text: str) -> Iterator[Term]:
    for match in _NUMBER.finditer(text):
        number = match["number"].lower()
        if number == "one" and not match["unit"] and _is_idiom(text, match):
            continue
        rate = _rate(match["rate"]) if match["rate"] else ""
        unit = "ordinal" if match["ordinal"] else _unit(match["unit"]) if match["unit"] else ""
        meaning, shown = (
            _value(number) + (match["more"] or match["label"] or "").upper(),
            plain(text[match.start() : match.start("rate")]),
        )
        per = plain(match["rate"]) if match["rate"][:1] in "/-" else f" {plain(match['rate'])}"
        counted = (match["money"] or "").strip() + unit
        minor = number in _VAGUE and not unit
        yield Term(*match.span(), meaning, shown, counted, rate, per.rstrip(), minor=minor)


def _is_idiom(text: str, match: re.Match[str]) -> bool:
    return bool(_IDIOM.search(text, max(0, match.start() - 6), match.start()))


@lru_cache
def _unit(words: str) -> str:
    return next((name for name, pattern in UNITS.items() if re.fullmatch(pattern, words, re.IGNORECASE)), words)


def _rate(words: str) -> str:
    found = re.findall(r"[\w%°µμ]+", words.lower())
    return " ".join(ADVERBS.get(word, _unit(word)) for word in found if word not in {"a", "an", "per", "each", "every"})


def _value(number: str) -> str:
    if number.isdigit():
        return number
    if number[-1] in SIGNS:
        return f"{number[:-1].strip()} {SIGNS[number[-1]]}".strip()
    if "/" in number:
        return number
    if number[0].isdigit() or number[0] == ".":
        figure = re.sub(r",(?=\d{3}\b)", "", f"0{number}" if number[0] == "." else number)
        figure = re.sub(r"^0(?=\d:)", "", figure)
        return re.sub(r"\.?0+$", "", figure) if figure.count(".") == 1 else figure
    return _share(number) or _spelled(number)


def _share(number: str) -> str:
    *count, part = re.split("[ -]", number)
    if part not in PARTS or (part == "half" and not count):
        return "1/2" if part in ("half", "halves") and not count else ""
    return f"{VALUES.get(count[0], 1) if count else 1}/{PARTS[part]}"


def _spelled(number: str) -> str:
    total = part = 0
    for word in re.findall("[a-z]+", number):
        if word in BIG:
            total, part = total + max(part, 1) * BIG[word], 0
        else:
            part += VALUES.get(word, 0)
    return str(total + part)


def _date(words: str) -> str:
    if re.fullmatch(r"[\d/.-]+", words):
        parts = re.split("[-/.]", words)
        day, month, year = parts[::-1] if len(parts[0]) > 2 else parts
        return f"{_whole_year(year)}-{int(month)}-{int(day)}"
    name = next((word for word in re.findall("[A-Za-z]+", words) if word.lower() not in _BESIDE), "")[:3].title()
    month = next((str(n) for n, full in enumerate(MONTHS, 1) if full.startswith(name)), name)
    figures = re.findall(r"\d+", words)
    year = next((_whole_year(one) for one in figures if len(one) > 2), "")
    day = next((figure for figure in figures if len(figure) <= 2), "0")
    return f"{year}-{month}-{int(day)}"


_BESIDE = {"st", "nd", "rd", "th", "of", "the"}


def _whole_year(year: str) -> str:
    return year if len(year) > 2 else f"20{year}"


def _period(match: re.Match[str]) -> str:
    if match["each"]:
        return ("2 " if match["other"] else "") + match["period"].lower()
    return ADVERBS[match[0].lower()]
