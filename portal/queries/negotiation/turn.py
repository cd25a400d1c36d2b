"""Whose turn it is, since when, and for what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from portal.domain.cases.case import Membership
from portal.domain.cases.roles import Party, Side
from portal.domain.proposals.proposal import Proposal
from portal.queries.talk.beside import NOTHING, Beside
from portal.queries.talk.questions import Questions, asks, is_asked, waits_for, waits_since

NOBODY: Mapping[Party, date] = {}


@dataclass(frozen=True)
class Turn:
    """How many suggested changes wait for whom: for the reader's side, for the other, for PSR, and since when.

    `answers` lack the yes of the reader's side, be they its own; `from_psr` of them need both parties'. `advice` is the
    day until which the reader's side takes advice, `their_advice` the other party's; `still` and `their_still` until
    when the count stands still because a party waits itself: nobody is reminded before it.
    `talks` are offers to talk and notes of talks that wait, `view` whether PSR still asks the reader's party for one.
    """

    answers: int = 0
    fits: int = 0
    questions: int = 0
    from_psr: int = 0
    asked: int = 0
    theirs: int = 0
    psr: int = 0
    organisation: int = 0
    practitioner: int = 0
    private: int = 0
    talks: int = 0
    their_talks: int = 0
    view: bool = False
    since: datetime | None = None
    their_since: datetime | None = None
    advice: date | None = None
    their_advice: date | None = None
    still: date | None = None
    their_still: date | None = None

    @property
    def is_yours(self) -> bool:
        return bool(self.has_a_clock or self.talks or self.view)

    @property
    def has_a_clock(self) -> bool:
        """Whether a suggested change waits for the reader's side: an offer to talk has no clock, nor has a view."""
        return bool(self.answers or self.fits or self.questions)

    @property
    def is_pressing(self) -> bool:
        """Whether the reader is asked to act now: nobody is while their side takes advice, or waits itself."""
        return self.has_a_clock and not (self.advice or self.still)


def turn_of(
    proposals: Sequence[Proposal],
    member: Membership,
    questions: Questions,
    taking_advice: Mapping[Party, date],
    beside: Beside = NOTHING,
    still: Mapping[Party, date] = NOBODY,
) -> Turn:
    """Count what waits, from the reader's place; PSR's people read both parties' counts."""
    side, party = member.side, member.party
    sent = [one for one in proposals if one.put_forward_at]
    waiting = {each: _waiting(sent, each, questions) for each in (*map(_side, Party), Side.PSR)}
    mine = waiting.get(side, {})
    theirs = {one: since for one, since in waiting[_side(party.other)].items() if one not in mine} if party else {}
    standing = [one for one in mine if not one.waits_for_its_author]
    answers = [one for one in standing if one.awaits(party)]
    return Turn(
        answers=len(answers),
        fits=len(mine) - len(standing),
        questions=sum(one.side is side and is_asked(questions.get(one.id, [])) for one in standing),
        from_psr=sum(one.side is Side.PSR for one in answers),
        asked=sum(not one.waits_for_its_author and asks(side, questions.get(one.id, [])) for one in sent),
        theirs=len(theirs),
        psr=len(waiting[Side.PSR].keys() - mine.keys()),
        organisation=len(waiting[Side.ORGANISATION]) + beside.waiting(Party.ORGANISATION),
        practitioner=len(waiting[Side.PRACTITIONER]) + beside.waiting(Party.PRACTITIONER),
        private=len(proposals) - len(sent),
        talks=beside.waiting(party) if party else 0,
        their_talks=beside.waiting(party.other) if party else 0,
        view=bool(party and beside.asks_view_of(party)),
        since=min(mine.values(), default=None),
        their_since=min(theirs.values(), default=None),
        advice=taking_advice.get(party) if party else None,
        their_advice=taking_advice.get(party.other) if party else None,
        still=still.get(party) if party else None,
        their_still=still.get(party.other) if party else None,
    )


def _waiting(sent: Sequence[Proposal], side: Side, questions: Questions) -> dict[Proposal, datetime]:
    """The changes that wait for a side, each with since when."""
    asked = {one: questions.get(one.id, []) for one in sent}
    return {one: waits_since(one, side, asked[one]) for one in sent if waits_for(one, side, asked[one])}


def _side(party: Party) -> Side:
    return Side(party.value)
