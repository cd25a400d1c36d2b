"""Dates and numbers in a text, with what they mean whichever way they are written."""

import re
from collections.abc import Iterator
from functools import lru_cache

from portal.text.terms import Term, plain

_MONTHS = "January February March April May June July August September October November December".split()
_MONTH = "(?:" + "|".join([*_MONTHS, r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"]) + ")"
_ALONE = "|".join(month for month in _MONTHS if month not in {"March", "May"})
_AFTER = "|".join(rf"(?<=\b{word} )" for word in ("in", "by", "of", "to", "from", "until", "since", "early", "late"))
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = re.compile(
    r"\b(?=[\dA-Z])(?:\d{4}-\d\d-\d\d\b|\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)\b|\d{1,2}\.\d{1,2}\.\d{4}\b"
    rf"|{_DAY}(?:\s+of)?\s+{_MONTH}\b(?:,?\s+\d{{4}}\b)?"
    rf"|{_MONTH}\s+(?:{_DAY}\b(?:,?\s+\d{{4}}\b)?|\d{{4}}\b)"
    rf"|(?:{_ALONE})\b|(?:{_AFTER})(?:March|May)\b"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b)"
)

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_VALUES = {word: value for value, word in enumerate(_SMALL)} | {word: 20 + 10 * n for n, word in enumerate(_TENS)}
_VALUES |= {"once": 1, "twice": 2, "dozen": 12}
_BIG = {"hundred": 100, "thousand": 1000}
_ONES = "|".join(sorted(_SMALL, key=len, reverse=True))
_SPELLED = rf"(?:(?:{'|'.join(_TENS)})(?:[ -](?:{_ONES})\b)?|{_ONES}|a(?=\s+(?:hundred|thousand)\b))\b"
_WORDS = rf"{_SPELLED}(?:\s+(?:hundred|thousand)\b(?:\s+and\s+{_SPELLED})?){{0,2}}"
_PERIOD = r"(?:hour|day|week|fortnight|month|quarter|year|stage)"
_ADVERBS = {"hourly": "hour", "daily": "day", "nightly": "night", "weekly": "week", "fortnightly": "2 week"}
_ADVERBS |= {"monthly": "month", "quarterly": "quarter", "yearly": "year", "annually": "year", "annual": "year"}
_UNITS = {
    "%": r"%|per\s?cent\b",
    "mg": r"mg\b|milligrams?\b",
    "microgram": r"mcg\b|[µμ]g\b|micrograms?\b",
    "g": r"g\b|grams?\b",
    "kg": r"kg\b|kilograms?\b",
    "ml": r"ml\b|millilitres?\b",
    "litre": r"litres?\b",
    "unit": r"units?\b",
    "minute": r"min(?:ute)?s?\b",
    "hour": r"h(?:ou)?rs?\b",
    "working day": r"working[ -]days?\b",
    "day": r"(?:calendar[ -])?days?\b",
    "week": r"w(?:ee)?ks?\b",
    "fortnight": r"fortnights?\b",
    "month": r"months?\b",
    "year": r"years?\b",
    "session": r"sessions?\b",
    "WTE": r"(?:wte|fte)\b|whole[ -]time equivalents?\b",
    "PA": r"PAs?\b|programmed activit(?:y|ies)\b",
    "am": r"a\.?m\b\.?",
    "pm": r"p\.?m\b\.?",
}
_UNIT = "|".join(_UNITS.values())
_IDIOMS = r"(?<!\bno )(?<!\bat )(?<!\bthe )(?<!\bthis )(?<!\bthat )(?<!\beach )"
_NUMBER = re.compile(
    rf"(?<![\w.])(?P<number>\d+(?:[.,:]\d+)*|{_IDIOMS}(?:{_WORDS}(?!\s+(?:another|of)\b)|dozen\b|half\b|twice\b"
    rf"|once\b(?=\s+(?:a|an|per|each|every|daily|weekly|monthly)\b)))(?:[\s-]*(?P<unit>{_UNIT}))?"
    rf"(?P<rate>\s*/\s*{_PERIOD}\b|\s+(?:(?:a|an|per|each|every)\s+{_PERIOD}|{'|'.join(_ADVERBS)})\b)?",
    re.IGNORECASE,
)
_FREQUENCY = re.compile(
    rf"\b(?:{'|'.join(_ADVERBS)})\b|\b(?P<each>every|each|per)\s+(?:(?P<other>other|second)\s+)?(?P<period>{_PERIOD})\b",
    re.IGNORECASE,
)


def dates(text: str) -> list[Term]:
    """Every date, month and day of the week, by year, month and day."""
    return [Term(*match.span(), _date(match[0]), plain(match[0])) for match in _DATE.finditer(text)]


def numbers(text: str) -> list[Term]:
    """Every number, in figures or in words, with its unit and what it is per."""
    return list(_numbers(text))


def frequencies(text: str) -> list[Term]:
    """Every "weekly" or "every month"."""
    return [Term(*match.span(), _period(match), plain(match[0])) for match in _FREQUENCY.finditer(text)]


def _numbers(text: str) -> Iterator[Term]:
    for match in _NUMBER.finditer(text):
        rate = _rate(match["rate"]) if match["rate"] else ""
        unit = _unit(match["unit"]) if match["unit"] else ""
        shown = text[match.start() : match.start("rate") if rate else match.end()]
        yield Term(*match.span(), _value(match["number"].lower()), plain(shown), unit, rate)


@lru_cache
def _unit(words: str) -> str:
    return next(name for name, pattern in _UNITS.items() if re.fullmatch(pattern, words, re.IGNORECASE))


def _rate(words: str) -> str:
    period: str = re.findall(r"\w+", words)[-1].lower()
    return _ADVERBS.get(period, period)


def _value(number: str) -> str:
    if number.isdigit():
        return number
    if number[0].isdigit():
        figure = re.sub(r",(?=\d{3}\b)", "", number)
        return re.sub(r"\.?0+$", "", figure) if figure.count(".") == 1 else figure
    total = part = 0
    for word in re.findall("[a-z]+", number):
        if word == "half":
            return "half"
        if word in _BIG:
            total, part = total + max(part, 1) * _BIG[word], 0
        else:
            part += _VALUES.get(word, 0)
    return str(total + part)


def _date(words: str) -> str:
    if re.fullmatch(r"[\d/.-]+", words):
        parts = re.split("[-/.]", words)
        day, month, year = parts if "-" not in words else parts[::-1]
        return f"{year[-2:]}-{int(month)}-{int(day)}"
    name = next(word for word in re.findall("[A-Za-z]+", words) if word[:1].isupper())[:3]
    month = next((str(n) for n, full in enumerate(_MONTHS, 1) if full.startswith(name)), name)
    figures = re.findall(r"\d+", words)
    year = next((figure[-2:] for figure in figures if len(figure) > 2), "")
    day = next((figure for figure in figures if len(figure) <= 2), "0")
    return f"{year}-{month}-{int(day)}"


def _period(match: re.Match[str]) -> str:
    if match["each"]:
        return ("2 " if match["other"] else "") + match["period"].lower()
    return _ADVERBS[match[0].lower()]
