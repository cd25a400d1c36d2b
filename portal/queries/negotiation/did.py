"""What an act did, as the panel after it says it: what happened, who sees it, what comes next, and the way back."""

import enum
from collections.abc import Callable, Sequence, Set
from dataclasses import replace
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.actions import Action
from portal.domain.cases.case import Membership
from portal.domain.plans.plan import Plan
from portal.domain.proposals.proposal import Proposal, Status
from portal.policy import may
from portal.queries.negotiation.panel import Panel, WayOn, issued_panel
from portal.queries.negotiation.walk import Walk, walk_of
from portal.queries.talk.questions import questions_about
from portal.text.english import capital

MOST_NUMBERS = 200
NOT_BOUND = "Nobody is bound until both have signed."


class Act(enum.Enum):
    """What a page was asked to do, as its address says it afterwards."""

    READY = "ready"
    ANSWERED = "answered"
    SENT = "sent"
    CONFIRMED = "confirmed"
    ASKED = "asked"
    TAKEN_BACK = "taken-back"
    ISSUED = "issued"


class Told(NamedTuple):
    """An act of a reader on some changes of a plan, and what waits for that reader by now."""

    plan: Plan
    member: Membership
    changes: Sequence[Proposal]
    walk: Walk

    @property
    def other(self) -> str:
        """The other party by name; both, for PSR's people."""
        case, party = self.plan.case, self.member.party
        return case.name_of(party.other) if party else "both parties"

    @property
    def readers(self) -> str:
        """Who sees what was sent."""
        return (
            "Both parties and their PSR adviser" if any(one.health for one in self.changes) else "Both parties and PSR"
        )

    @property
    def many(self) -> str:
        """How many changes there are, before their name; "" where the address has room for no more of them."""
        return f"{len(self.changes)} " if len(self.changes) < MOST_NUMBERS else ""

    @property
    def numbers(self) -> str:
        """The changes in words: "suggested change 3", "suggested changes 3, 4 and 7"."""
        *before, last = [str(one.number) for one in self.changes]
        return f"suggested changes {', '.join(before)} and {last}" if before else f"suggested change {last}"


def panel(session: Session, plan: Plan, member: Membership, act: str, numbers: Sequence[int]) -> Panel | None:
    """The panel after this member's act on the changes of these numbers; None where the plan does not bear it out."""
    if act == Act.ISSUED.value:
        return issued_panel(plan, member)
    if act not in _PANELS or not 0 < len(numbers) <= MOST_NUMBERS:
        return None
    did, write = _PANELS[act]
    wanted = select(Proposal).where(Proposal.plan_id == plan.id, Proposal.number.in_(numbers)).order_by(Proposal.number)
    told = Told(plan, member, session.scalars(wanted).all(), walk_of(session, plan, member))
    done = did(told)
    changes = [one for one in told.changes if one.id in done]
    return write(told._replace(changes=changes)) if changes else None


def _ready(told: Told) -> Panel:
    return Panel(
        heading=f"Your answer to {told.numbers} is ready. It is not sent yet.",
        happened=[],
        sees="Only your side sees it until you send it. You can change it, or take it away, at any time.",
    )


def _answered(told: Told) -> Panel:
    several = len(told.changes) > 1
    return Panel(
        heading=f"Your {told.many}answers are sent" if several else "Your answer is sent",
        happened=[_became(one, told) for one in told.changes],
        sees=f"{told.readers} see your answer. The notes of your side stay with your side.",
        comes_next=_next(told),
        way_back=f"You can suggest other words at any time, also for what is in the plan now. {NOT_BOUND}"
        if not told.plan.agreed
        else "What is agreed can be changed again: suggest a change. Both must agree to it.",
        onwards=told.walk.onwards(told.changes[-1]),
        way_on=_way_on(told),
    )


def _sent(told: Told) -> Panel:
    one = len(told.changes) == 1
    return Panel(
        heading="Your suggestion is sent" if one else f"Your {told.many}suggestions are sent",
        happened=[f"{capital(told.numbers)} now {'waits' if one else 'wait'} for {told.other}."],
        sees=f"{told.readers} see {'it' if one else 'them'}, with your reason.",
        comes_next=_next(told),
        way_back=f"You can take {'it' if one else 'each'} back until "
        f"{told.other if told.member.party else 'a party'} has answered.",
        onwards=told.walk.onwards(told.changes[-1]),
        way_on=_way_on(told),
    )


def _confirmed(told: Told) -> Panel:
    heading = "You confirmed your suggestion" if len(told.changes) == 1 else "You confirmed your suggestions"
    return replace(_sent(told), heading=heading)


def _asked(told: Told) -> Panel:
    return Panel(
        heading="Your question is sent",
        happened=[f"You asked about {told.numbers}. It waits for a reply, and no answer is expected of you before."],
        sees=f"{told.readers} see your question.",
        comes_next=_next(told),
        way_back="You can still answer the change without waiting for the reply.",
        onwards=told.walk.onwards(told.changes[-1]),
        way_on=_way_on(told),
    )


def _taken_back(told: Told) -> Panel:
    return Panel(
        heading="You took your suggestion back",
        happened=[f"{capital(told.numbers)} no longer waits for an answer. The plan stays as it is."],
        sees=f"{told.readers} can still read it, and see that you took it back.",
        comes_next=_next(told),
        way_back="You can suggest the same words again at any time.",
        onwards=told.walk.onwards(told.changes[-1]),
        way_on=_way_on(told),
    )


def _became(proposal: Proposal, told: Told) -> str:
    where = f"Suggested change {proposal.number}, {proposal.title(proposal.where(proposal.plan.content))}"
    if proposal.status is Status.IN_EFFECT:
        then = "It holds once both have signed the plan again." if told.plan.agreed else "It is in the plan now."
        return f"{where}: you agreed. {then}"
    if proposal.status is Status.DECLINED:
        return f"{where}: you did not agree. The present words stay."
    return f"{where}: your yes is noted. It is in the plan when {told.other} agrees too."


def _next(told: Told) -> str:
    """What is asked of the reader now, or that nothing is."""
    left = [one for one in told.walk.steps if one.id not in told.walk.ready]
    if left:
        return f"{len(left)} more {'waits' if len(left) == 1 else 'wait'} for you. There is no last day."
    if _way_on(told) is WayOn.SIGN:
        return "What you both agreed to is in force once both of you have signed it."
    if told.walk.ready:
        return "Your other answers are ready. They are not sent yet."
    return "No suggested change waits for you now. My plans shows when it is your turn again."


def _way_on(told: Told) -> WayOn | None:
    """The next thing to do where no change waits for this reader."""
    plan = told.plan
    if any(one.id not in told.walk.ready for one in told.walk.steps):
        return None
    if told.walk.ready:
        return WayOn.KEPT
    varied = plan.variations(plan.current) and not plan.is_frozen
    return WayOn.SIGN if varied and may(told.member, Action.OPEN_AGREEMENT, plan) else None


def _answered_by(told: Told) -> set[UUID]:
    """Those to which this member gave the answer, of what others sent."""
    others = [one for one in told.changes if one.put_forward_by_id != told.member.id]
    return {one.id for one in others if told.member.id in (*(yes.by_id for yes in one.latest.assents), _no_by(one))}


def _no_by(proposal: Proposal) -> UUID | None:
    declined = proposal.outcome if proposal.status is Status.DECLINED else None
    return declined.by_id if declined else None


def _sent_by(told: Told) -> set[UUID]:
    return {one.id for one in told.changes if one.outcome is None and one.put_forward_by_id == told.member.id}


def _confirmed_by(told: Told) -> set[UUID]:
    stood_by = ((one, one.latest.confirmation) for one in told.changes if one.outcome is None)
    return {one.id for one, confirmed in stood_by if confirmed and confirmed.by_id == told.member.id}


def _asked_by(told: Told) -> set[UUID]:
    session = Session.object_session(told.plan)
    asked = questions_about(session, told.changes) if session else {}
    return {key for key, several in asked.items() if any(one.by_id == told.member.id for one in several)}


def _taken_back_by(told: Told) -> set[UUID]:
    ended = ((one.id, one.outcome) for one in told.changes if one.status is Status.WITHDRAWN)
    return {key for key, outcome in ended if outcome and outcome.by_id == told.member.id}


_PANELS: dict[str, tuple[Callable[[Told], Set[UUID]], Callable[[Told], Panel]]] = {
    Act.READY.value: (lambda told: told.walk.ready, _ready),
    Act.ANSWERED.value: (_answered_by, _answered),
    Act.SENT.value: (_sent_by, _sent),
    Act.CONFIRMED.value: (_confirmed_by, _confirmed),
    Act.ASKED.value: (_asked_by, _asked),
    Act.TAKEN_BACK.value: (_taken_back_by, _taken_back),
}
