"""Which passwords an account may have."""

import re
from collections.abc import Sequence

from zxcvbn_rs_py import zxcvbn

from portal.beforehand import slow
from portal.domain.base import Refused

SHORTEST, LONGEST = 12, 128
SAFE = 3  # of 4: what ten thousand tries a second do not find in years
SHORTEST_NAME, LEFT = 3, 8  # what of a name counts, and how much there must be beside it
NAMED = "This password is little more than your name or your address."
UNLIKE = "Three words that have nothing to do with each other, or with you, are a good password."


def expect_fit(password: str, field: str, *, known: Sequence[str]) -> None:
    """Refuse, with the reason, a password that is too short or too long, or easily found, also by who knows `known`."""
    if len(password) < SHORTEST:
        raise Refused(f"The password must have at least {SHORTEST} characters. {UNLIKE}", field)
    if len(password) > LONGEST:
        raise Refused(f"The password must have no more than {LONGEST} characters.", field)
    weakness = NAMED if len(_without(known, password)) < LEFT else _weakness(password, tuple(known))
    if weakness:
        raise Refused(f"{weakness} {UNLIKE}", field)


def known_of(*facts: str) -> list[str]:
    """The words that anybody may know of an account: parts of its address and name."""
    return [word for fact in facts for word in re.split(r"[^\w]+", fact) if word]


def _without(known: Sequence[str], password: str) -> str:
    """What is left of a password when the words that anybody may know are taken out."""
    left = password.lower()
    for word in sorted(known, key=len, reverse=True):
        left = left.replace(word.lower(), "") if len(word) >= SHORTEST_NAME else left
    return left


@slow
def _weakness(password: str, known: tuple[str, ...]) -> str:
    """Why a password is easily found, as a sentence; "" for one that is not."""
    judged = zxcvbn(password, list(known))
    if int(judged.score) >= SAFE:
        return ""
    warning = judged.feedback.warning if judged.feedback else None
    return str(warning) if warning else "This password is easy to guess."
