"""Small changes with large meanings, said in plain sentences."""

import re
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)"
)
_DATE = re.compile(
    rf"\b\d{{4}}-\d\d-\d\d\b|\b\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}\b"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}\b(?:,?\s+\d{{4}}\b)?|\b{_MONTH}\s+\d{{1,2}}(?:,\s*\d{{4}}|\b(?!\d))|\b{_MONTH}\s+\d{{4}}\b"
)
_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_VALUES = {word: str(value) for value, word in enumerate(_UNITS.split())}
_VALUES |= {word: str(value) for value, word in zip(range(20, 100, 10), _TENS.split(), strict=True)}
_VALUES |= {
    f"{tens}-{unit}": str(int(_VALUES[tens]) + int(_VALUES[unit])) for tens in _TENS.split() for unit in _UNITS.split()[1:10]
}
_VALUES |= {"once": "once", "twice": "twice", "half": "half", "hundred": "hundred", "thousand": "thousand"}
_NUMBER = re.compile(
    r"(?<![\w.])(?P<number>\d+(?:[.,:]\d+)*|(?:%s)\b)(?P<unit>\s*%%|\s+(?:hours?|days?|weeks?|months?|years?|minutes?|sessions?)\b)?"
    % "|".join(sorted(_VALUES, key=len, reverse=True)),
    re.IGNORECASE,
)
_NEGATION = re.compile(r"\b(?:not|no|never|none|nor|neither|without|unless|except|cannot)\b|\b\w+n['’]t\b", re.IGNORECASE)
_MODAL = re.compile(
    r"\b(?:may|must|shall|should|can|cannot|could|will|would|might|need(?:s)? to|ha(?:s|ve) to|ought to)\b|\b(?:mus|shoul|ca|coul|wo|woul)n['’]t\b",
    re.IGNORECASE,
)


class _Term(NamedTuple):
    meaning: str
    shown: str
    full: str


def flags(before: str, after: str) -> list[str]:
    """A sentence for each changed date, number, negation and modal verb, such as "A number changes: two becomes four.\""""
    return [
        sentence
        for name, find in (("date", _dates), ("number", _numbers), ("negation", _negations), ("duty word", _modals))
        for sentence in _compare(name, find, before, after)
    ]


def _compare(name: str, find: Callable[[str], list[_Term]], before: str, after: str) -> Iterator[str]:
    old, new = find(before), find(after)
    matcher = SequenceMatcher(None, [term.meaning for term in old], [term.meaning for term in new], autojunk=False)
    for kind, start, end, after_start, after_end in matcher.get_opcodes():
        if kind == "equal":
            continue
        removed, added = old[start:end], new[after_start:after_end]
        paired = min(len(removed), len(added))
        yield from (_pair(name, was, becomes) for was, becomes in zip(removed, added, strict=False))
        yield from (f"A {name} is removed: {term.full}." for term in removed[paired:])
        yield from (f"A {name} is added: {term.full}." for term in added[paired:])


def _pair(name: str, was: _Term, becomes: _Term) -> str:
    if was.shown.lower() == becomes.shown.lower():
        return f"A {name} changes: {was.full} becomes {becomes.full}."
    return f"A {name} changes: {was.shown} becomes {becomes.shown}."


def _dates(text: str) -> list[_Term]:
    return [_plain(match[0]) for match in _DATE.finditer(text)]


def _numbers(text: str) -> list[_Term]:
    found = []
    for match in _NUMBER.finditer(_DATE.sub(" ", text)):
        number, unit = match["number"], (match["unit"] or "").strip().lower()
        value = _VALUES.get(number.lower(), number)
        found.append(_Term(f"{value} {unit.rstrip('s')}", number, " ".join(match[0].split())))
    return found


def _negations(text: str) -> list[_Term]:
    return [_plain(match[0]) for match in _NEGATION.finditer(text)]


def _modals(text: str) -> list[_Term]:
    return [_plain(match[0]) for match in _MODAL.finditer(_DATE.sub(" ", text))]


def _plain(words: str) -> _Term:
    shown = " ".join(words.split())
    return _Term(shown.lower(), shown, shown)
