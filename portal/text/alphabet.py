"""The one alphabet of every way in: what is written is what is read, and nothing in it is hidden (design §5)."""

import re
import unicodedata

from portal.text.tokens import MARKS

LINE_ENDS = re.compile("\r\n?|[\n\v\f\u2028\u2029]")
_WINDOWS = {
    code: bytes([code]).decode("cp1252") for code in range(0x80, 0xA0) if code not in {0x81, 0x8D, 0x8F, 0x90, 0x9D}
}
_SPACES = dict.fromkeys([0x09, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x2800, 0x3000], " ")
_BULLETS = dict.fromkeys([0xF0A7, 0xF0B7], "•")  # as Word writes them in its symbol fonts
_UNSEEN = [
    *(0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x200B, 0x200E, 0x200F, 0x3164, 0xFEFF, 0xFFA0),
    *(*range(0x180B, 0x1810), *range(0x2060, 0x2065), *range(0x206A, 0x2070), *range(0xFE00, 0xFE10)),
    *(*range(0xFFF0, 0xFFFC), 0x1D159, *range(0x1D173, 0x1D17B), *range(0x1BCA0, 0x1BCA4), *range(0xE0000, 0xE1000)),
]
_FOLDED = str.maketrans(_WINDOWS | _SPACES | _BULLETS | dict.fromkeys(_UNSEEN, ""))

_JOINED = "\u0600-\u1cff\ua800-\uabff\ufb50-\ufdff\ufe70-\ufefc\U00010a00-\U00011fff"
_PICTURES = "\u2190-\u2bff\U0001f000-\U0001faff"
_LOOSE_JOINER = re.compile(f"(?<![{_JOINED}{_PICTURES}])[\u200c\u200d]|[\u200c\u200d](?![{_JOINED}{_PICTURES}])")
_SPACE_AT_END = re.compile(" +(?=\n|$)")
_BLANK_LINES = re.compile("\n{3,}")

_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
_OVERLAY = re.compile("[\u0332-\u0338\u035f\u20d2\u20d3\u20d8-\u20da\u20e5\u20e6\u20ea\u20eb]")
_PILE = re.compile(f"[{MARKS}]{{31}}")
_LOOSE_MARK = re.compile(f"(?:\\A|[ \n])[{MARKS}]")
_DAMAGED, _CONTROL, _FORMAT, _OWN_FONT = {"Cs", "Cn"}, "Cc", "Cf", "Co"
_MARKS, _JOINERS = set(MARKS), {"\u200c", "\u200d"}


class UnfitText(ValueError):
    """Text that cannot be taken; the message is a sentence fit to show a person."""


def fold(text: str) -> str:
    """The text as everybody reads it: NFC, one kind of space, lines ended by LF, at most one blank line.

    What is pasted along unseen is left out. Raises UnfitText for what deceives or cannot be shown: control characters,
    lone surrogates, characters that no font or only one has, marks that change the order of words or strike through
    them, marks on no letter, and more than 30 marks on one.
    """
    text = LINE_ENDS.sub("\n", text)
    text = text.replace("\t", " ") if text.isascii() else _in_one_form(text)
    text = _BLANK_LINES.sub("\n\n", _SPACE_AT_END.sub("", text))
    _expect_shown(set(text))
    return text


def _in_one_form(text: str) -> str:
    marked = not _MARKS.isdisjoint(text)
    if marked and _PILE.search(text):
        raise UnfitText("Your text has too many accents on one letter. Type it again instead of pasting it.")
    text = text.translate(_FOLDED)
    for _ in range(2):  # a joiner that goes lets an accent meet its letter, and letters that meet need no joiner
        text = unicodedata.normalize("NFC", _LOOSE_JOINER.sub("", text) if _JOINERS & set(text) else text)
    if _DIRECTION.search(text):
        raise UnfitText("Your text contains a hidden mark that changes the order of words. Remove it and try again.")
    if _OVERLAY.search(text):
        raise UnfitText("Your text contains a mark that strikes letters through. Remove it and try again.")
    if marked and _LOOSE_MARK.search(text):
        raise UnfitText("Your text contains an accent that stands on no letter. Remove it and try again.")
    return text


def _expect_shown(characters: set[str]) -> None:
    kinds = {unicodedata.category(character) for character in characters - _JOINERS - {"\n"}}
    if kinds & _DAMAGED:
        raise UnfitText("Your text contains a damaged character. Type it again instead of pasting it.")
    if _CONTROL in kinds:
        raise UnfitText("Your text contains a control character, which cannot be shown. Remove it and try again.")
    if kinds & {_FORMAT, _OWN_FONT}:
        raise UnfitText("Your text contains a character that others cannot see. Remove it and try again.")
