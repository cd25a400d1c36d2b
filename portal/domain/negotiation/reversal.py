"""The opposite of a change in effect, to be suggested anew: it answers nothing by itself."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.base import Refused
from portal.domain.plans.content import Content
from portal.domain.plans.revision import Revision
from portal.domain.proposals.proposal import Proposal, Status
from portal.domain.proposals.said import Reversal


def reversal_of(session: Session, proposal: Proposal) -> Reversal:
    """How to change back what a change in effect did, beside what the plan says now.

    Raises Refused with the sentence why it cannot be.
    """
    if proposal.status is not Status.IN_EFFECT:
        raise Refused("Only a change that is in the plan can be changed back.")
    return proposal.back(_content_before(session, proposal), proposal.plan.content, proposal.latest.said)


def _content_before(session: Session, proposal: Proposal) -> Content:
    made = session.scalars(select(Revision).where(Revision.proposal_id == proposal.id)).one()
    before = select(Revision).where(Revision.plan_id == proposal.plan_id, Revision.number == made.number - 1)
    return session.scalars(before).one().content
