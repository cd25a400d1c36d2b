"""Whole numbers below a thousand, in figures or in words, and another number written in the same manner."""

import re
from collections.abc import Mapping

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ONES = "|".join(_SMALL[1:10])
COUNT = (
    rf"(?:\d{{1,3}}(?![\d.,]*\d)|(?:{'|'.join(_TENS)})(?:[ -](?:{_ONES})\b)?"
    rf"|{'|'.join(sorted(_SMALL, key=len, reverse=True))})"
)


def count_of(words: str) -> int:
    """The number that these words, which `COUNT` matched, stand for."""
    if words.isdigit():
        return int(words)
    return sum(_value(one) for one in re.findall("[a-z]+", words.lower()))


def counted_like(words: str, number: int) -> str:
    """This number, in figures or in words as those were written; in figures from a hundred on."""
    if words.isdigit() or number > 99:
        return str(number)
    tens, ones = divmod(number, 10)
    rest = f"-{_SMALL[ones]}" if ones else ""
    written = _SMALL[number] if number < len(_SMALL) else _TENS[tens - 2] + rest
    return written.capitalize() if words[:1].isupper() else written


def renumbered(words: str, now: Mapping[int, int]) -> str:
    """The same words with other numbers: those that `now` names, each written as it was."""

    def other(match: re.Match[str]) -> str:
        number = count_of(match[0])
        return counted_like(match[0], now.get(number, number))

    return re.sub(rf"(?i)\b{COUNT}\b", other, words)


def _value(word: str) -> int:
    return _SMALL.index(word) if word in _SMALL else 10 * (_TENS.index(word) + 2)
