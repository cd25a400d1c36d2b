"""How a line begins and what it is: a bullet, a number or a letter; a stage, a fact; what a page adds to it."""

import re
from typing import NamedTuple

BULLETS = "-•*–—‣◦▪▫●○■□➢➤✓✔·∙+"
_BULLET = rf"(?:[{re.escape(BULLETS)}]|o(?=\t| {{2}}))"
_ROMAN = r"[ivxlc]{1,7}|[IVXLC]{1,7}"
_DOTTED = re.compile(r"(?P<value>\d{1,3}(?:\.\d{1,3})+[A-Z]?)[.):]?\s+(?P<words>\S.*)", re.DOTALL)
_LETTERED = re.compile(r"(?P<value>[A-Z]\.?\d{1,3}(?:\.\d{1,3})*[A-Z]?)[.)]?\s+(?P<words>\S.*)", re.DOTALL)
_CLOSED = re.compile(
    rf"(?P<open>[(\[]?)(?P<value>\d{{1,3}}|[A-Za-z]|{_ROMAN}|[a-z]{{2}})(?P<close>[.)\]])\s+(?P<words>\S.*)", re.DOTALL
)
_BARE = re.compile(r"(?P<value>\d{1,3})(?P<gap>\s+)(?P<words>[A-Z“‘\"'].*)", re.DOTALL)
_BULLETED = re.compile(rf"(?P<bullet>{_BULLET})(?:\s+|(?<=[•▪●■◦‣]))(?P<words>\S.*)", re.DOTALL)
_ONLY_A_MARK = re.compile(rf"{_BULLET}|[(\[]?(?:\d{{1,3}}(?:\.\d{{1,3}})*|[A-Za-z]|{_ROMAN})[.)\]]?")
_LOOKS_LIKE = {**dict.fromkeys("–—", "-"), **dict.fromkeys("●∙·", "•"), "✔": "✓"}
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}

RULE = re.compile(r"[-=_*~–—. ]{3,}|[-=_*~–—] ?[-=_*~–—]")
QUOTED = re.compile(r"(?:>\s*)+")
NOTE = re.compile(r"Notes?(?: \d+)?:.*", re.DOTALL)
FOOTNOTE = re.compile(r"[¹²³⁰⁴-⁹]+\s*\S.*|\[\^[^\]]+\]:.*", re.DOTALL)
FACT = re.compile(
    r"(?:(?P<type>Type)|Start(?:s|ing)?|Begin(?:s|ning)?|Commenc(?:es|ing|ement)|First day)"
    r"(?: of (?:the )?(?:plan|programme)| date| day| on)?\s*:\s*(?P<value>\S.*)",
    re.IGNORECASE,
)
STAGE_FACT = re.compile(
    r"(?P<name>Supervision|Level|Review|Length|Duration|Weeks)(?: level| point| meeting| of supervision)?\s*:"
    r"\s*(?P<value>\S.*)",
    re.IGNORECASE,
)
NAMED = re.compile(r"[A-Z][^:.]{0,40}:\s+\S.*", re.DOTALL)


class Mark(NamedTuple):
    """What a line begins with: its `style` ("bullet", "dotted", "lettered", "closed" or "bare"), its `value`
    ("1.2", "a", or the bullet itself), what stands around the value ("(a)" has "()"), and the words after it.
    """

    style: str
    value: str
    around: str
    words: str

    @property
    def is_decimal(self) -> bool:
        return self.style in ("closed", "bare") and self.value.isdigit()

    @property
    def counts(self) -> tuple[tuple[str, int], ...]:
        """The ways in which it can count, each with its place from 1: "c" is the third letter, or a hundred."""
        if self.style != "closed":
            return ((_LOOKS_LIKE.get(self.value, self.value), 0),)
        if self.value.isdigit():
            return ((f"1{self.around}", int(self.value)),)
        case = "a" if self.value.islower() else "A"
        ways = []
        if len(set(self.value)) == 1:
            ways.append((f"{case}{self.around}", ord(self.value[0].lower()) - 96 + 26 * (len(self.value) - 1)))
        if re.fullmatch(_ROMAN, self.value) and (number := _roman(self.value.lower())):
            ways.append((f"{'i' if case == 'a' else 'I'}{self.around}", number))
        return tuple(ways)


def mark_of(line: str) -> Mark | None:
    """What a line begins with, when it begins like an item or with a number; None for words."""
    bulleted = _BULLETED.fullmatch(line)
    words = bulleted["words"] if bulleted else line
    mark = _numbered(words)
    if mark and not (bulleted and mark.style == "bare"):
        return mark
    return Mark("bullet", bulleted["bullet"], "", words) if bulleted else None


def is_only_a_mark(words: str) -> bool:
    """Whether a line, or a cell, is a bullet or a number without words."""
    return _ONLY_A_MARK.fullmatch(words) is not None


def _numbered(words: str) -> Mark | None:
    if found := _DOTTED.fullmatch(words):
        return Mark("dotted", found["value"], "", found["words"])
    if found := _LETTERED.fullmatch(words):
        return Mark("lettered", found["value"], "", found["words"])
    if found := _CLOSED.fullmatch(words):
        mark = Mark("closed", found["value"], found["open"] + found["close"], found["words"])
        return mark if mark.counts and _is_balanced(mark) else None
    if found := _BARE.fullmatch(words):
        return Mark("bare", found["value"], "\t" if found["gap"] != " " else " ", found["words"])
    return None


def _is_balanced(mark: Mark) -> bool:
    return mark.around in ("()", "[]", ")", ".")


def _roman(value: str) -> int:
    """The number that a Roman one in small letters means; 0 for letters that make none."""
    total = 0
    for letter, following in zip(value, [*value[1:], ""], strict=True):
        worth = _ROMAN_VALUES[letter]
        total += -worth if following and _ROMAN_VALUES[following] > worth else worth
    return total if value == in_roman(total) else 0


def in_roman(number: int) -> str:
    """A number from 1 to 399 in small Roman letters."""
    pieces = [(100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")]
    written = ""
    for worth, letters in pieces:
        written += letters * (number // worth)
        number %= worth
    return written
