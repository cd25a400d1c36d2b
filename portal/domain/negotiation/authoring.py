"""Preparing a suggested change, private to one's side until it is put forward (design: proposals and assent)."""

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

import rfc8785
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.domain.base import Refused
from portal.domain.cases.case import Membership
from portal.domain.negotiation import events
from portal.domain.plans.content import Content
from portal.domain.plans.limits import PlanLimits, expect_within
from portal.domain.plans.plan import Plan
from portal.domain.plans.structure import Place
from portal.domain.proposals.proposal import Asker, Proposal
from portal.domain.proposals.said import Said
from portal.domain.proposals.version import Outcome, ProposalVersion

NOBODY_ASKED = "Say who asked PSR to suggest this."
SAID_ALREADY = "Your side has suggested exactly this already, so it was not saved a second time."
NOT_SAID = {"mark", "kind", "answers", "clause"}  # of the terms: a new clause has a key of its own each time

Prepared = TypeVar("Prepared", bound=Proposal)


class SuggestedAlready(Refused):
    """The same side has a change that says just the same, and that nobody has answered yet: `first` is its id."""

    def __init__(self, first: uuid.UUID) -> None:
        super().__init__(SAID_ALREADY, "again")
        self.first = first


@dataclass(frozen=True)
class Author:
    """Who prepares a change of a plan, when and why; `answers_to` is the change that this one answers.

    PSR says in `asked_by` who asked for it. `again` is whether the side may suggest just the same a second time.
    """

    session: Session
    plan: Plan
    by: Membership
    at: datetime
    reason: str
    answers_to: uuid.UUID | None = None
    asked_by: Asker | None = None
    again: bool = True

    def suggest(self, change: Prepared, after: str = "", place: Place | None = None, *, limits: PlanLimits) -> Prepared:
        """A change that was begun, saying `after`: words, weeks or an ISO date; `place` is where a clause would stand.

        Raises Refused when it says nothing new, is over a limit, or cannot be, and SuggestedAlready.
        """
        self.plan.expect_issued()
        if (self.asked_by is None) is (self.by.party is None):
            raise Refused(NOBODY_ASKED, "asked_by")
        self.plan.expect_standing()
        said = expected(change, self.plan.content, after, place, limits)
        self._expect_one_matter(change, place)
        first = None if self.again else self._same(change, said, place)
        if first:
            raise SuggestedAlready(first.id)
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

    def _same(self, change: Proposal, after: str, place: Place | None) -> Proposal | None:
        """The open change of this side that says just the same; None where there is none."""
        open_ones = (
            select(Proposal)
            .join(ProposalVersion, ProposalVersion.proposal_id == Proposal.id)
            .outerjoin(Outcome, Outcome.proposal_id == Proposal.id)
            .where(Proposal.plan_id == self.plan.id, Proposal.side == self.by.side, Proposal.kind == change.named)
            .where(Outcome.id.is_(None), ProposalVersion.after == after)
            .order_by(Proposal.created_at)
        )
        terms, matter = json.loads(rfc8785.dumps(change.terms(self.plan.content, after, place))), change.matter(place)
        same = (
            one
            for one in self.session.scalars(open_ones).unique()
            if one.matter(one.latest.place) == matter and _said(one.latest.read_terms) == _said(terms)
        )
        return next(same, None)

    def _expect_one_matter(self, change: Proposal, place: Place | None) -> None:
        """An answer to the other side's change is about the same words, weeks, day or place as that change."""
        answered = self.session.get(Proposal, self.answers_to) if self.answers_to else None
        if answered is None:
            return
        if answered.side is self.by.side or answered.matter(answered.latest.place) != change.matter(place):
            raise Refused("Your suggestion is not about the same thing as the change that it answers.")


def _said(terms: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in terms.items() if name not in NOT_SAID}


def expected(change: Proposal, content: Content, after: str, place: Place | None, limits: PlanLimits) -> str:
    """What the next version of a change says, cleaned.

    Raises Refused when it says nothing new, cannot be, or would make the plan what none may be.
    """
    said = change.expected(content, after, place, limits)
    changed = change.applied(content, Said(change.present(content), said, place))
    expect_within(content, changed, limits, change.field)
    return said


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
