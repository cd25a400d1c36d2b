"""The one alphabet of every way in: what is written is what is read, and nothing in it is hidden (design §5)."""

import re
import unicodedata

from portal.text import characters
from portal.text.characters import LINE_ENDS

_SPACE_AT_END = re.compile("(?<! ) +(?=\n|$)")
_BLANK_LINES = re.compile("\n{3,}")
_DAMAGED, _CONTROL, _UNSHOWN = {"Cs", "Cn"}, {"Cc"}, {"Cf", "Co"}


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
    text = text.translate(characters.READ_AS)
    for _ in range(2):  # a joiner that goes lets an accent meet its letter, and letters that meet need no joiner
        text = text if characters.JOINERS.isdisjoint(text) else characters.IDLE_JOINER.sub("", text)
        _expect_few_marks(text)
        text = unicodedata.normalize("NFC", text)
    _expect_few_marks(text)
    _expect_true(text)
    return text


def _expect_few_marks(text: str) -> None:
    if not characters.ALL_MARKS.isdisjoint(text) and characters.MANY_MARKS.search(text):
        raise UnfitText("Your text has too many accents on one letter. Type it again instead of pasting it.")


def _expect_true(text: str) -> None:
    """Refuse what makes a reader see other words, or another order, than are written."""
    if characters.TURNS_WORDS.search(text):
        raise UnfitText("Your text contains a hidden mark that changes the order of words. Remove it and try again.")
    if not characters.SIGNS_FROM_RIGHT.isdisjoint(text) and characters.TURNS_NUMBERS.search(text):
        raise UnfitText("Your text contains a sign that changes the order of numbers. Type it again with other signs.")
    if characters.STRIKES.search(text):
        raise UnfitText("Your text contains a mark that strikes letters through. Remove it and try again.")
    if not characters.ALL_MARKS.isdisjoint(text) and characters.LOOSE_MARK.search(text):
        raise UnfitText("Your text contains an accent that stands on no letter. Remove it and try again.")


def _expect_shown(used: set[str]) -> None:
    kinds = {unicodedata.category(character) for character in used - characters.JOINERS - {"\n"}}
    if kinds & _DAMAGED:
        raise UnfitText("Your text contains a damaged character. Type it again instead of pasting it.")
    if kinds & _CONTROL:
        raise UnfitText("Your text contains a control character, which cannot be shown. Remove it and try again.")
    if kinds & _UNSHOWN:
        raise UnfitText("Your text contains a character that others cannot see. Remove it and try again.")
