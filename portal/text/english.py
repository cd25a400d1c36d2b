"""Small pieces of English that many sentences need."""


def counted(number: int, thing: str) -> str:
    """How many of something there are, in words: "1 change", "2 changes"."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def capital(words: str) -> str:
    """The same words with a capital at their beginning, and every other letter as it was."""
    return words[:1].upper() + words[1:]


def in_a_sentence(words: str) -> str:
    """The same words as they stand inside a sentence: with a small letter at their beginning."""
    return words[:1].lower() + words[1:]


def listed(things: list[str], last: str = "and") -> str:
    """Things one after the other, as a sentence names them: "a, b and c"; "" for none."""
    *before, end = things or [""]
    return f"{', '.join(before)} {last} {end}" if before else end
