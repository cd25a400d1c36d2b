"""Whose turn it is, since when, and for what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from portal.domain.case import Membership, Party, Side
from portal.domain.proposal import Proposal, Status


@dataclass(frozen=True)
class Turn:
    """How many suggested changes wait for whom: for the reader's side, for the other, and since when."""

    answers: int = 0
    fits: int = 0
    theirs: int = 0
    organisation: int = 0
    practitioner: int = 0
    private: int = 0
    since: datetime | None = None
    their_since: datetime | None = None

    @property
    def is_yours(self) -> bool:
        return bool(self.answers or self.fits)


def turn_of(proposals: Sequence[Proposal], member: Membership) -> Turn:
    """Count what waits, from the reader's place; PSR's people read both parties' counts."""
    sent = [one for one in proposals if one.put_forward_at]
    mine = [one for one in sent if _waits_for(one, member.side)]
    theirs = [one for one in sent if one not in mine]
    fits = [one for one in mine if one.status is not Status.OPEN]
    return Turn(
        answers=len(mine) - len(fits),
        fits=len(fits),
        theirs=len(theirs),
        organisation=sum(_waits_for(one, Side.ORGANISATION) for one in sent),
        practitioner=sum(_waits_for(one, Side.PRACTITIONER) for one in sent),
        private=len(proposals) - len(sent),
        since=min((_since(one) for one in mine), default=None),
        their_since=min((_since(one) for one in theirs), default=None),
    )


def _waits_for(proposal: Proposal, side: Side) -> bool:
    """An open change waits for a party that has not said yes; one that no longer fits, for its author's side."""
    if proposal.status is Status.OPEN:
        return side.party is not None and not proposal.assented(Party(side.value))
    return proposal.side is side


def _since(proposal: Proposal) -> datetime:
    return (
        proposal.latest.made_at
        if proposal.status is not Status.OPEN
        else (proposal.put_forward_at or proposal.created_at)
    )
