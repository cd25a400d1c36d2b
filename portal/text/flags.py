"""Small changes with large meanings, said in plain sentences."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from portal.text.tokens import changes

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)"
)
_DATE = re.compile(
    r"\b\d{4}-\d\d-\d\d\b"
    r"|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}\b(?:,?\s+\d{{4}}\b)?"
    rf"|\b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s+\d{{4}}\b)?"
    rf"|\b{_MONTH}\s+\d{{4}}\b"
)
_TEENS = re.findall(
    r"\w+",
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen",
)
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_VALUES = {word: str(value) for value, word in enumerate(_TEENS)}
_VALUES |= {word: str(tens) for word, tens in _TENS.items()}
_VALUES |= {f"{word}-{_TEENS[unit]}": str(tens + unit) for word, tens in _TENS.items() for unit in range(1, 10)}
_NUMBER_WORDS = "|".join([*sorted(_VALUES, key=len, reverse=True), "once", "twice", "half", "hundred", "thousand"])
_NUMBER = re.compile(
    rf"(?<![\w.])(?P<number>\d+(?:[.,:]\d+)*|(?:{_NUMBER_WORDS})\b)"
    r"(?P<unit>\s*%|\s+(?:minute|hour|day|week|month|year|session)s?\b)?",
    re.IGNORECASE,
)
_NEGATION = re.compile(
    r"\b(?:not|no|never|none|nor|neither|without|unless|except|cannot)\b|\b\w+n['’]t\b",
    re.IGNORECASE,
)
_MODAL = re.compile(
    r"\b(?:(?:can|could|wo|would|must|should|need)n?['’]t|cannot|may|must|shall|should|can|could|will|would|might"
    r"|needs? to|ha(?:s|ve) to|ought to)\b",
    re.IGNORECASE,
)


class _Term(NamedTuple):
    """What is compared, and the words to show: briefly, or with the unit where only the unit differs."""

    meaning: str
    shown: str
    full: str


def flags(before: str, after: str) -> list[str]:
    """A sentence for each changed date, number, negation or modal verb (design §5).

    Such as "A number changes: two becomes four."; a number only written another way ("two", "2") is none.
    """
    return [
        sentence
        for name, find in (("date", _dates), ("number", _numbers), ("negation", _negations), ("duty word", _modals))
        for sentence in _compare(name, find, before, after)
    ]


def _compare(name: str, find: Callable[[str], list[_Term]], before: str, after: str) -> Iterator[str]:
    old, new = find(before), find(after)
    for change in changes([term.meaning for term in old], [term.meaning for term in new]):
        removed, added = old[change.start : change.end], new[change.after_start : change.after_end]
        paired = min(len(removed), len(added))
        yield from (_becomes(name, *pair) for pair in zip(removed, added, strict=False))
        yield from (f"A {name} is removed: {term.full}." for term in removed[paired:])
        yield from (f"A {name} is added: {term.full}." for term in added[paired:])


def _becomes(name: str, old: _Term, new: _Term) -> str:
    if old.shown.lower() == new.shown.lower():
        return f"A {name} changes: {old.full} becomes {new.full}."
    return f"A {name} changes: {old.shown} becomes {new.shown}."


def _dates(text: str) -> list[_Term]:
    return _terms(_DATE, text)


def _numbers(text: str) -> list[_Term]:
    found = []
    for match in _NUMBER.finditer(_without_dates(text)):
        value = _VALUES.get(match["number"].lower(), match["number"].lower())
        unit = (match["unit"] or "").strip().lower().removesuffix("s")
        found.append(_Term(f"{value} {unit}", match["number"], " ".join(match[0].split())))
    return found


def _negations(text: str) -> list[_Term]:
    return _terms(_NEGATION, text)


def _modals(text: str) -> list[_Term]:
    return _terms(_MODAL, _without_dates(text))


def _terms(pattern: re.Pattern[str], text: str) -> list[_Term]:
    found = (" ".join(match[0].split()) for match in pattern.finditer(text))
    return [_Term(words.lower(), words, words) for words in found]


def _without_dates(text: str) -> str:
    return _DATE.sub(" – ", text)
