"""People's words on their way in."""

from portal.text.alphabet import UnfitText, fold


def clean(text: str, limit: int, *, lines: bool = True) -> str:
    """The text as it is stored: in the one alphabet, no space around it (design §5).

    Raises UnfitText for what the alphabet does not hold, for more than `limit` characters, and, without `lines`, for
    more than one line.
    """
    text = fold(text).strip()
    if not lines and "\n" in text:
        raise UnfitText("Your text must be on one line.")
    if len(text) > limit:
        raise UnfitText(f"Your text is {len(text):,} characters. The limit is {limit:,}.")
    return text
