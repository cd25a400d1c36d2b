"""What nobody sees in a redline, in words: a change of spaces or lines has a label instead of a mark (design §5)."""

import unicodedata

_SEEN = "LNPS"  # letters, numbers, punctuation and symbols


def unseen(text: str) -> str:
    """What changed where no letter, digit or mark did, such as "2 line breaks"; "" when it can be seen."""
    if not text or any(unicodedata.category(character)[0] in _SEEN for character in text):
        return ""
    for number, name in ((text.count("\n"), "line break"), (sum(map(str.isspace, text)), "space")):
        if number:
            return name if number == 1 else f"{number} {name}s"
    return "hidden character"
