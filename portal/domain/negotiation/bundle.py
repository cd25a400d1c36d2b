"""Suggested changes put forward together, with one covering note (design: proposals and assent)."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, Session, mapped_column

from portal.domain import record
from portal.domain.base import APPEND_ONLY, Base, Identified, Refused, words
from portal.domain.cases.case import Membership
from portal.domain.cases.roles import Side
from portal.domain.negotiation import events
from portal.domain.negotiation.negotiation import next_number, put_forward
from portal.domain.plans.of_plan import OfPlan
from portal.domain.plans.plan import Plan
from portal.domain.proposals.proposal import Proposal


class Bundle(OfPlan, Identified, Base):
    """One sending of several changes; `note` is read by everybody who reads the changes."""

    __tablename__ = "bundle"
    __table_args__ = APPEND_ONLY

    side: Mapped[Side] = mapped_column(words(Side))
    note: Mapped[str] = mapped_column(Text)
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    at: Mapped[datetime]


def put_forward_together(
    session: Session, plan: Plan, chosen: Sequence[tuple[Proposal, str]], *, note: str, by: Membership, at: datetime
) -> Bundle:
    """Show several private suggestions of one's side to the other party, all or none.

    `chosen` are the changes in the order of their numbers-to-be, each with the digest that was shown. Raises Refused,
    or Stale for words that are not the ones shown; the transaction cannot go on after that.
    """
    if not chosen:
        raise Refused("Choose the suggestions that you want to send.", "chosen")
    if any(proposal.side is not by.side or proposal.plan_id != plan.id for proposal, _ in chosen):
        raise Refused("Only your own side's suggestions can be sent.")
    bundle = Bundle(plan_id=plan.id, side=by.side, note=note, by_id=by.id, at=at)
    session.add(bundle)
    session.flush()
    kind, values = events.BUNDLE_PUT_FORWARD, {"note": note, "changes": str(len(chosen))}
    first, content = next_number(session, plan), plan.content
    with record.batch(session):
        plan.case.tell(session, record.Stream.SHARED, kind, by=by, subject=bundle.id, at=at, values=values)
        for number, (proposal, digest) in enumerate(chosen, start=first):
            proposal.bundle_id = bundle.id
            put_forward(session, proposal, digest=digest, by=by, at=at, number=number, content=content)
    return bundle
