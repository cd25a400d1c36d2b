"""Preparing a suggested change, private to one's side until it is put forward (design: proposals and assent)."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.domain.base import Refused
from portal.domain.cases.case import Membership
from portal.domain.negotiation import events
from portal.domain.plans.plan import Plan
from portal.domain.plans.structure import Place
from portal.domain.proposals.proposal import Asker, Proposal
from portal.domain.proposals.said import ChangeLimits
from portal.domain.proposals.version import Outcome

NOBODY_ASKED = "Say who asked PSR to suggest this."

Prepared = TypeVar("Prepared", bound=Proposal)


@dataclass(frozen=True)
class Author:
    """Who prepares a change of a plan, when and why; `answers_to` is the change that this one answers.

    PSR says in `asked_by` who asked for it.
    """

    session: Session
    plan: Plan
    by: Membership
    at: datetime
    reason: str
    answers_to: uuid.UUID | None = None
    asked_by: Asker | None = None

    def suggest(
        self, change: Prepared, after: str = "", place: Place | None = None, *, limits: ChangeLimits
    ) -> Prepared:
        """A change that was begun, saying `after`: words, weeks or an ISO date; `place` is where a clause would stand.

        Raises Refused when it says nothing new, is over a limit, or cannot be.
        """
        self.plan.expect_issued()
        if (self.asked_by is None) is (self.by.party is None):
            raise Refused(NOBODY_ASKED, "asked_by")
        self.plan.expect_standing()
        said = change.expected(self.plan.content, after, place, limits)
        self._expect_one_matter(change, place)
        for name, fact in self._facts().items():
            setattr(change, name, fact)
        self.session.add(change)
        change.write(self.plan.current, said, by=self.by, at=self.at, place=place)
        self.session.flush()
        change.tell(self.session, events.PROPOSAL_DRAFTED, self.by, self.at)
        return change

    def _facts(self) -> dict[str, Any]:
        return {
            "plan": self.plan,
            "side": self.by.side,
            "by_id": self.by.id,
            "reason": self.reason,
            "created_at": self.at,
            "answers_to": self.answers_to,
            "asked_by": self.asked_by,
        }

    def _expect_one_matter(self, change: Proposal, place: Place | None) -> None:
        """An answer to the other side's change is about the same words, weeks, day or place as that change."""
        answered = self.session.get(Proposal, self.answers_to) if self.answers_to else None
        if answered is None:
            return
        if answered.side is self.by.side or answered.matter(answered.latest.place) != change.matter(place):
            raise Refused("Your suggestion is not about the same thing as the change that it answers.")


def refuse_above(most: int, session: Session, plan: Plan, by: Membership) -> None:
    """Refuse one more suggestion when this member's side has `most` of them open."""
    still_open = (
        select(func.count())
        .select_from(Proposal)
        .outerjoin(Outcome, Outcome.proposal_id == Proposal.id)
        .where(Proposal.plan_id == plan.id, Proposal.side == by.side, Outcome.id.is_(None))
    )
    if (session.scalar(still_open) or 0) >= most:
        raise Refused(
            f"Your side has {most:,} suggested changes open, which is the most there can be. "
            "Take one back, or wait for an answer, then suggest this one."
        )
