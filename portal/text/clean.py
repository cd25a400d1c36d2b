"""People's words on their way in."""

import re
import unicodedata

from portal.text.tokens import MARKS

_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
_PILE = re.compile(f"[{MARKS}]{{31}}")


class UnfitText(ValueError):
    """Text that cannot be taken; the message is a sentence fit to show a person."""


def clean(text: str, limit: int, *, lines: bool = True) -> str:
    """The text as it is stored: NFC, lines ended by LF, no space around it (design §5).

    Raises UnfitText for control characters, lone surrogates, hidden direction marks, more than 30 accents on one
    letter, more than `limit` characters, and, without `lines`, for more than one line.
    """
    if _PILE.search(text):
        raise UnfitText("Your text has too many accents on one letter. Type it again instead of pasting it.")
    text = unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", text)).strip()
    if _SURROGATE.search(text):
        raise UnfitText("Your text contains a damaged character. Type it again instead of pasting it.")
    if _CONTROL.search(text):
        raise UnfitText("Your text contains a control character, which cannot be shown. Remove it and try again.")
    if _DIRECTION.search(text):
        raise UnfitText("Your text contains a hidden mark that changes the order of words. Remove it and try again.")
    if not lines and "\n" in text:
        raise UnfitText("Your text must be on one line.")
    if len(text) > limit:
        raise UnfitText(f"Your text is {len(text):,} characters. The limit is {limit:,}.")
    return text
