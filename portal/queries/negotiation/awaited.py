"""Who is awaited, for what, since when and for how many working days: what lists, pages and reminders say of it."""

import enum
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.agreements.agreement import Agreement, agreements_of
from portal.domain.cases.case import Membership
from portal.domain.cases.roles import SIGNING_ROLES, Party, Role, Side
from portal.domain.dates import london_day
from portal.domain.negotiation.blocker import blockers_on
from portal.domain.plans.plan import Plan
from portal.domain.proposals.proposal import Proposal
from portal.domain.proposals.version import Outcome
from portal.queries.negotiation.stops import Stops, counted, stops_on, working_days
from portal.queries.talk.questions import Questions, is_asked, questions_about, waits_for, waits_since
from portal.text.english import listed


class What(enum.Enum):
    """What somebody is awaited for, in the words of pages: one, and several."""

    ANSWER = ("an answer to a suggested change", "answers to {} suggested changes")
    REPLY = ("a reply to a question", "replies to {} questions")
    LOOK_AGAIN = ("another look at a change that no longer fits", "another look at {} changes that no longer fit")
    SIGNATURE = ("a signature", "{} signatures")
    EXPLANATION = ("an explanation before signing", "{} explanations before signing")

    def in_words(self, times: int) -> str:
        one, several = self.value
        return one if times == 1 else several.format(times)

    @property
    def has_a_clock(self) -> bool:
        """Whether its days are counted: nobody counts them while an explanation is awaited."""
        return self is not What.EXPLANATION


@dataclass(frozen=True)
class Awaited:
    """A side that a plan waits for: how often for what, and since when the oldest of what is counted has waited.

    `working_days` have come since then, today's included, without those on which the count stood still; it stands
    still now where `is_stopped`. `since` is None where nothing of it is counted.
    """

    plan: Plan
    side: Side
    waits: Mapping[What, int]
    since: datetime | None
    working_days: int
    is_stopped: bool

    @property
    def what(self) -> str:
        """For what, in words."""
        return listed([what.in_words(self.waits[what]) for what in What if what in self.waits])

    def people(self, today: date) -> list[Membership]:
        """Who of the side can do what is awaited: on an agreed plan, and to sign, those who sign for it."""
        party = self.side.party
        if party is None:
            return [one for one in self.plan.case.present(today) if one.has(Role.ADVISER)]
        signs = self.plan.agreed or What.SIGNATURE in self.waits
        present = [one for one in self.plan.case.present(today) if one.voice is party]
        return [one for one in present if one.has(SIGNING_ROLES[party])] if signs else present


def awaited_on(session: Session, case_ids: Collection[UUID], today: date) -> list[Awaited]:
    """Whom the plans of these cases wait for, as far as this session reads: a fixed number of queries."""
    plans = session.scalars(select(Plan).where(Plan.case_id.in_(case_ids)).order_by(Plan.imported_at)).unique().all()
    sent = (
        select(Proposal)
        .outerjoin(Outcome, Outcome.proposal_id == Proposal.id)
        .where(Proposal.plan_id.in_([plan.id for plan in plans]))
        .where(Proposal.put_forward_at.is_not(None), Outcome.id.is_(None))
    )
    proposals = session.scalars(sent).unique().all()
    questions, blockers = questions_about(session, proposals), blockers_on(session, [plan.id for plan in plans])
    stops = stops_on(session, plans, blockers, today)
    return [
        one
        for plan in plans
        for one in awaited_in(
            plan, [each for each in proposals if each.plan_id == plan.id], questions, stops[plan.id], today
        )
    ]


def awaited_in(
    plan: Plan, proposals: Sequence[Proposal], questions: Questions, stops: Stops, today: date
) -> list[Awaited]:
    """Whom one plan waits for: nobody while it is no plan yet, is closed, or its case is paused."""
    if not plan.is_issued or plan.rests:
        return []
    found: dict[Side, list[tuple[What, datetime]]] = {}
    waits = _for_signing(plan) if plan.is_frozen else _for_changes(proposals, questions)
    for side, what, since in waits:
        found.setdefault(side, []).append((what, since))
    sides = (Side.ORGANISATION, Side.PRACTITIONER, Side.PSR)
    return [_of_side(plan, side, found[side], stops, today) for side in sides if side in found]


def _of_side(plan: Plan, side: Side, waits: Sequence[tuple[What, datetime]], stops: Stops, today: date) -> Awaited:
    since = min((at for what, at in waits if what.has_a_clock), default=None)
    stopped = stops.get(side, ())
    return Awaited(
        plan=plan,
        side=side,
        waits=Counter(what for what, _ in waits),
        since=since,
        working_days=working_days(london_day(since), today, stopped) if since else 0,
        is_stopped=not counted(stopped)(today),
    )


def _for_changes(proposals: Sequence[Proposal], questions: Questions) -> Iterator[tuple[Side, What, datetime]]:
    for one in proposals:
        asked = questions.get(one.id, ())
        for side in (Side.ORGANISATION, Side.PRACTITIONER, Side.PSR):
            if one.put_forward_at and waits_for(one, side, asked):
                replies = one.side is side and is_asked(asked)
                what = What.LOOK_AGAIN if one.waits_for_its_author else What.REPLY if replies else What.ANSWER
                yield side, what, waits_since(one, side, asked)


def _for_signing(plan: Plan) -> Iterator[tuple[Side, What, datetime]]:
    text: Agreement = agreements_of(plan)[-1]
    asked = text.explanation_request
    for party in Party:
        if text.signature_of(party) is None and not (party is Party.PRACTITIONER and asked):
            yield Side(party.value), What.SIGNATURE, text.opened_at
    if asked and text.waits_for_explanation:
        yield Side.ORGANISATION, What.EXPLANATION, asked.at


def called(plan: Plan, side: Side, member: Membership) -> str:
    """What this reader calls a side: "You" is who may do for it what is awaited."""
    if side.party is None:
        return "PSR"
    return "You" if plan.voice_of(member) is side.party else plan.case.name_of(side.party)
