"""Words that must not be kept, found however they are written and covered letter by letter (design: people)."""

import json
import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Any

import rfc8785

COVER = "█"
SHORTEST = 3
_HIDDEN = "[\u00ad\u034f\u200b-\u200f\u2060\ufeff]*"
_ALIKE = ["'‘’‚‛ʼ`´", '"“”„‟«»', "-‐‑‒–—―−"]
_BETWEEN_DIGITS = rf"[\s.\-‐-―]*{_HIDDEN}"
_PIECES = re.compile(r"\s+|.", re.S)
Value = Any


class TooShort(ValueError):
    """So few letters stand everywhere."""


class Blank:
    """Covers these words: in any case, with any quotes, dashes and white space, also where a soft hyphen parts them.

    A number of digits is found however it is grouped. What is covered keeps its length, so that places in a text still
    hold. Whole words are meant: "Ann" leaves "Annual" as it is. Raises TooShort for fewer than three letters or digits.
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        self._found = re.compile("|".join(map(_pattern, phrases)), re.IGNORECASE)

    def covered(self, text: str) -> str:
        """The text with these words covered; also inside JSON, whose form it keeps."""
        return self._through(text, lambda plain: self._found.sub(lambda found: COVER * len(found[0]), plain))

    def count(self, text: str) -> int:
        """How often the words stand in it."""
        times = 0

        def counted(plain: str) -> str:
            nonlocal times
            times += sum(1 for _ in self._found.finditer(plain))
            return plain

        self._through(text, counted)
        return times

    def _through(self, text: str, change: Callable[[str], str]) -> str:
        parsed, write = _as_json(text)
        return change(text) if write is None else write(self._each(parsed, change))

    def _each(self, value: Value, change: Callable[[str], str]) -> Value:
        if isinstance(value, str):
            return self._through(value, change)
        if isinstance(value, list):
            return [self._each(one, change) for one in value]
        if isinstance(value, dict):
            return {name: self._each(one, change) for name, one in value.items()}
        return value


def _pattern(phrase: str) -> str:
    words = " ".join(unicodedata.normalize("NFC", re.sub(_HIDDEN, "", phrase)).split())
    if sum(map(str.isalnum, words)) < SHORTEST:
        raise TooShort
    digits = re.sub(r"[\s.\-]", "", words)
    if digits.isdigit():
        return rf"(?<!\d){_BETWEEN_DIGITS.join(digits)}(?!\d)"
    pieces = [r"\s+" if piece.isspace() else _letter(piece) for piece in _PIECES.findall(words)]
    before, after = (r"(?<!\w)" if words[0].isalnum() else ""), (r"(?!\w)" if words[-1].isalnum() else "")
    return f"{before}{_HIDDEN.join(pieces)}{after}"


def _letter(one: str) -> str:
    alike = next((letters for letters in _ALIKE if one in letters), "")
    if alike:
        return f"[{re.escape(alike)}]"
    apart = unicodedata.normalize("NFD", one)
    return f"(?:{re.escape(one)}|{re.escape(apart)})" if apart != one else re.escape(one)


def _as_json(text: str) -> tuple[Value, Callable[[Value], str] | None]:
    """What a JSON text holds, with what writes it in the very form it has; nothing for any other text."""
    if not text.startswith(("{", "[")):
        return None, None
    try:
        parsed = json.loads(text)
        return parsed, next((write for write in (_canonical, json.dumps) if write(parsed) == text), None)
    except (ValueError, RecursionError):
        return None, None


def _canonical(value: Value) -> str:
    return rfc8785.dumps(value).decode()
