"""Each spell in which a plan waited for somebody, worked out from the rows of what people did, never kept."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.agreements.agreement import Agreement, agreements_of
from portal.domain.cases.roles import Party, Side
from portal.domain.dates import london_day
from portal.domain.plans.plan import Plan
from portal.domain.proposals.proposal import Proposal
from portal.domain.proposals.version import Fit, ProposalVersion
from portal.domain.talk.thread import Reopening, Settlement
from portal.queries.negotiation.awaited import What
from portal.queries.negotiation.stops import Stops, working_days
from portal.queries.talk.questions import Question, is_asked, questions_about, waits_for

SIDES = (Side.ORGANISATION, Side.PRACTITIONER, Side.PSR)
Quiet = Mapping[UUID, Sequence[tuple[datetime, datetime | None]]]  # when a question was settled, by its conversation


@dataclass(frozen=True)
class Spell:
    """A plan waited for a side, for this and so often, from a moment to another one; `until` is None while it waits."""

    side: Side
    what: What
    since: datetime
    until: datetime | None
    numbers: tuple[int, ...] = ()

    @property
    def times(self) -> int:
        return max(1, len(self.numbers))

    def days(self, stops: Stops, today: date) -> int | None:
        """How many working days were counted; None where nobody counts them."""
        if not self.what.has_a_clock:
            return None
        return working_days(london_day(self.since), london_day(self.until) if self.until else today, stops[self.side])


@dataclass(frozen=True)
class AsItWas:
    """A suggested change as it stood at a moment."""

    proposal: Proposal
    at: datetime

    @property
    def side(self) -> Side:
        return self.proposal.side

    @property
    def is_open(self) -> bool:
        sent, outcome, closed = self.proposal.put_forward_at, self.proposal.outcome, self.proposal.plan.closure
        ended = (outcome and outcome.at <= self.at) or (closed and closed.at <= self.at)
        return sent is not None and sent <= self.at and not ended

    @property
    def version(self) -> ProposalVersion:
        return next(one for one in reversed(self.proposal.versions) if one.made_at <= self.at)

    @property
    def waits_for_its_author(self) -> bool:
        if not self.is_open:
            return False
        read = self.version.confirmation
        unread = self.version.fit is Fit.REBASED and not (read and read.at <= self.at)
        return unread or self.version.fit is Fit.CONFLICT

    def awaits(self, party: Party | None) -> bool:
        said = any(one.party is party and one.at <= self.at for one in self.version.assents) if self.is_open else True
        return party is not None and not said and not self.waits_for_its_author


def spells_in(session: Session, plan: Plan) -> list[Spell]:
    """Every spell of a plan, the newest first; those of several changes on the same days stand together."""
    sent = select(Proposal).where(Proposal.plan_id == plan.id, Proposal.put_forward_at.is_not(None))
    proposals = session.scalars(sent.order_by(Proposal.number)).unique().all()
    questions = questions_about(session, proposals)
    quiet = _settled(session, [one.thread_id for asked in questions.values() for one in asked])
    found = [spell for one in proposals for spell in _of_change(one, questions.get(one.id, ()), quiet)]
    found = [*_together(found), *(spell for one in agreements_of(plan) for spell in _of_text(one))]
    return sorted(found, key=lambda one: (one.until is None, one.until or one.since, one.since), reverse=True)


def _settled(session: Session, thread_ids: Collection[UUID]) -> Quiet:
    wanted = (
        select(Settlement.thread_id, Settlement.at, Reopening.at)
        .outerjoin(Reopening, Reopening.settlement_id == Settlement.id)
        .where(Settlement.thread_id.in_(thread_ids))
    )
    found: defaultdict[UUID, list[tuple[datetime, datetime | None]]] = defaultdict(list)
    for thread_id, at, reopened in session.execute(wanted):
        found[thread_id].append((at, reopened))
    return found


def _of_change(proposal: Proposal, asked: Sequence[Question], quiet: Quiet) -> Iterator[Spell]:
    moments = _moments(proposal, asked, quiet)
    for side in SIDES:
        begun: tuple[What, datetime] | None = None
        for at in moments:
            then = AsItWas(proposal, at)
            what = _what(then, side, [_as_asked(one, quiet, at) for one in asked if one.at <= at])
            if begun and begun[0] is not what:
                yield Spell(side, *begun, at, (proposal.number or 0,))
                begun = None
            if what and not begun:
                begun = what, at
        if begun:
            yield Spell(side, *begun, None, (proposal.number or 0,))


def _what(then: AsItWas, side: Side, asked: Sequence[Question]) -> What | None:
    if not then.is_open or not waits_for(then, side, asked):
        return None
    replies = then.side is side and is_asked(asked)
    return What.LOOK_AGAIN if then.waits_for_its_author else What.REPLY if replies else What.ANSWER


def _as_asked(one: Question, quiet: Quiet, at: datetime) -> Question:
    settled = any(since <= at and (until is None or at < until) for since, until in quiet.get(one.thread_id, ()))
    answered = one.answered_at if one.answered_at and one.answered_at <= at else None
    return Question(one.thread_id, one.by_id, one.side, one.at, settled, answered)


def _moments(proposal: Proposal, asked: Sequence[Question], quiet: Quiet) -> list[datetime]:
    """When it may have begun to wait for somebody else, from when it was sent, the oldest first."""
    found = [one.made_at for one in proposal.versions]
    found += [one.confirmation.at for one in proposal.versions if one.confirmation]
    found += [yes.at for one in proposal.versions for yes in one.assents]
    found += [one.at for one in (proposal.outcome, proposal.plan.closure) if one]
    found += [at for one in asked for at in (one.at, one.answered_at) if at]
    found += [at for one in asked for settled in quiet.get(one.thread_id, ()) for at in settled if at]
    sent = proposal.put_forward_at
    return sorted({at for at in [*found, sent] if at and sent and at >= sent})


def _of_text(text: Agreement) -> Iterator[Spell]:
    """The signatures of a text that was frozen, and the explanation that was asked for."""
    ends = [one.at for one in (text.end, text.plan.closure) if one and one.at >= text.opened_at]
    asked = text.explanation_request
    for party in Party:
        signed = text.signature_of(party)
        until = min([*ends, *([signed.at] if signed else [])], default=None)
        if party is Party.PRACTITIONER and asked:
            yield Spell(Side.ORGANISATION, What.EXPLANATION, asked.at, until)
            until = asked.at
        yield Spell(Side(party.value), What.SIGNATURE, text.opened_at, until)


def _together(spells: Sequence[Spell]) -> Iterator[Spell]:
    """Those of one side, for one thing and on the same days, as one."""
    found: defaultdict[tuple[Side, What, date, date | None], list[Spell]] = defaultdict(list)
    for one in spells:
        found[one.side, one.what, london_day(one.since), london_day(one.until) if one.until else None].append(one)
    for (side, what, _, _), same in found.items():
        numbers = tuple(sorted({number for one in same for number in one.numbers}))
        ends = [one.until for one in same if one.until]
        yield Spell(side, what, min(one.since for one in same), max(ends) if ends else None, numbers)
