"""What waits for one reader, one change after the other, in the order in which the plan is read."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from portal.domain.cases.case import Membership
from portal.domain.negotiation.kept_answer import kept_by
from portal.domain.plans.content import Content
from portal.domain.plans.plan import Plan
from portal.domain.proposals.kinds.title import TITLE
from portal.domain.proposals.proposal import Proposal
from portal.queries.plans.plan_page import open_proposals
from portal.queries.talk.questions import Questions, questions_about, waits_for


@dataclass(frozen=True)
class Walk:
    """The changes that wait for a reader, as steps from 1; `ready` are those with an answer that is not sent yet."""

    steps: list[Proposal]
    ready: set[UUID]

    def place(self, proposal: Proposal) -> int:
        """Which step a change is; 0 for one that does not wait."""
        return self.steps.index(proposal) + 1 if proposal in self.steps else 0

    def before(self, proposal: Proposal) -> Proposal | None:
        """The step before this change; None for the first, and for a change that does not wait."""
        place = self.place(proposal)
        return self.steps[place - 2] if place > 1 else None

    def after(self, proposal: Proposal) -> Proposal | None:
        """The step after this change; None for the last, and for a change that does not wait."""
        place = self.place(proposal)
        return self.steps[place] if 0 < place < len(self.steps) else None

    def onwards(self, proposal: Proposal) -> Proposal | None:
        """The next step that has no answer yet, round from the last to the first; None when each has one."""
        place = self.place(proposal)
        others = [*self.steps[place:], *self.steps[: max(place - 1, 0)]]
        return next((one for one in others if one.id not in self.ready), None)


def walk_of(session: Session, plan: Plan, member: Membership) -> Walk:
    """What waits for this reader's answer, reply or another look."""
    proposals = open_proposals(session, plan, member)
    questions = questions_about(session, proposals)
    places = _places(plan.content)

    def place(one: Proposal) -> tuple[int, int]:
        return places.get(one.home(plan.content, one.latest.said), len(places)), one.number or 0

    waiting = [one for one in proposals if _waits(one, member, questions)]
    return Walk(sorted(waiting, key=place), ready_answers(session, plan, member))


def ready_answers(session: Session, plan: Plan, member: Membership) -> set[UUID]:
    """The changes to which the reader's side has an answer that could be sent, and is not sent yet."""
    kept = kept_by(session, plan, member.side) if member.party else []
    return {one.proposal.id for one in kept if one.is_current and one.answer.is_whole}


def _waits(proposal: Proposal, member: Membership, questions: Questions) -> bool:
    if proposal.put_forward_at is None:
        return proposal.needs_fitting(proposal.plan.content)
    return waits_for(proposal, member.side, questions.get(proposal.id, []))


def _places(content: Content) -> dict[str, int]:
    """Where in the plan each part of it stands, by its key."""
    keys: Sequence[str] = [TITLE, "", *(one.key for one in content.stages), *(one.key for _, one in content.walk())]
    return {key: number for number, key in enumerate(keys)}
