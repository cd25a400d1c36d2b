"""Whether a word is another only in its spelling or its form."""

from collections.abc import Callable, Sequence
from functools import lru_cache

from portal.text.opposites import forms
from portal.text.redline import Edit

_SAME_SOUND = [
    ("isation", "ization"),
    ("ise", "ize"),
    ("ising", "izing"),
    ("ised", "ized"),
    ("yse", "yze"),
    ("our", "or"),
]
_SAME_SOUND += [("ogue", "og"), ("amme", "am"), ("ae", "e"), ("oe", "e"), ("tre", "ter"), ("ll", "l"), ("nce", "nse")]
_SAME_SOUND += [("ice", "ise"), ("mt", "ment"), ("&", "and")]
_FEWEST_LETTERS, _FEWEST_IN_A_SLIP = 4, 7
_FEWEST_ALIKE, _LEAST_ALIKE = 5, 0.65


@lru_cache(maxsize=65_536)
def is_respelt(one: str, other: str) -> bool:
    """Whether the words differ in large letters, their ending, or one letter as a slip of the hand leaves it.

    Two names with large letters that differ are two names.
    """
    small, other_small = one.lower(), other.lower()
    if one[:1].isupper() and other[:1].isupper():
        return _stem(small) == _stem(other_small)
    if small == other_small or _unspelt(small) == _unspelt(other_small) or forms(small) & forms(other_small):
        return True
    if any(letter.isdigit() for letter in one + other):
        return False
    return min(len(one), len(other)) >= _FEWEST_LETTERS and (
        _is_one_slip(small, other_small) or _begin_alike(small, other_small)
    )


def without_slips(before: str, edits: Sequence[Edit], is_known: Callable[[str], bool]) -> str:
    """The text before with each long word that was mistyped as it is spelt now; of two known words each was meant."""
    parts, at = [], 0
    for start, end, new in edits:
        parts += [before[at:start], _as_spelt_now(before[start:end], new, is_known)]
        at = end
    return "".join([*parts, before[at:]])


def _as_spelt_now(old: str, new: str, is_known: Callable[[str], bool]) -> str:
    """Words that took the place of as many, each read as the other where that is all that differs."""
    words, now = old.split(" "), new.split(" ")
    if len(words) != len(now):
        return old
    slips = (
        _is_slip(one, other) and not (is_known(one) and is_known(other)) for one, other in zip(words, now, strict=True)
    )
    return " ".join(other if slip else one for one, other, slip in zip(words, now, slips, strict=True))


def _is_slip(one: str, other: str) -> bool:
    long = min(len(one), len(other)) >= _FEWEST_IN_A_SLIP
    return long and one.isalpha() and other.isalpha() and _is_one_slip(one.lower(), other.lower())


def _stem(name: str) -> str:
    """A name without what makes it plural or a possessor."""
    return name.replace("’", "'").removesuffix("'s").rstrip("s'")


def _unspelt(word: str) -> str:
    for british, american in _SAME_SOUND:
        word = word.replace(british, american)
    return word.replace("-", "").replace("'", "").replace("’", "").rstrip("s")


def _begin_alike(one: str, other: str) -> bool:
    """Whether most of the longer word begins both, as in criteria and criterion."""
    same = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return same >= _FEWEST_ALIKE and same >= _LEAST_ALIKE * max(len(one), len(other))


def _is_one_slip(one: str, other: str) -> bool:
    """One letter more, less or other, or two letters the wrong way round."""
    if len(one) > len(other):
        one, other = other, one
    same = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    if len(other) - len(one) == 1:
        return one[same:] == other[same + 1 :]
    turned = one[:same] + one[same : same + 2][::-1] + one[same + 2 :]
    return len(one) == len(other) and (one[same + 1 :] == other[same + 1 :] or turned == other)
