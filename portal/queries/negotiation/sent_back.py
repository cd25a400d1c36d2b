"""The page of answers as it was sent back, beside what holds now: so a refusal can say what has changed."""

from collections.abc import Sequence

from portal.domain.negotiation.forecast import Given, Prospect


def mark(given: Given) -> str:
    """An answer as the page sends it back: its change, and what tells it from any other answer."""
    return f"{given.proposal.number}:{given.mark}"


def differences(prospect: Prospect, shown: Sequence[str], fingerprint: str) -> list[str]:
    """What is different from the page that was sent back, a sentence each; `fingerprint` is what it said would come."""
    before = {number: mark for number, _, mark in (one.partition(":") for one in shown) if number.isdecimal()}
    after = {str(one.proposal.number): one.mark for one in prospect.going}
    gone = [f"Suggested change {number} can no longer go with them." for number in before if number not in after]
    new = [f"An answer to suggested change {number} has joined them." for number in after if number not in before]
    other = [
        f"The answer to suggested change {number}, or its reason, is another one now."
        for number, mark in after.items()
        if before.get(number, mark) != mark
    ]
    elsewhere = ["The plan has changed elsewhere. The answers are the same."]
    return gone + other + new or (elsewhere if fingerprint != prospect.fingerprint else [])
