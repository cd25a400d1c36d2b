"""Fitting a private suggestion to a plan that has changed since: its own side does it, when it chooses to."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.base import Refused
from portal.domain.cases.case import Membership
from portal.domain.negotiation.rebase import Writer
from portal.domain.negotiation.unfold import Step, Unfolding
from portal.domain.plans.revision import Revision
from portal.domain.proposals.proposal import Proposal, answer_links
from portal.domain.proposals.said import Becomes, Fate, Taken


def fit(session: Session, proposal: Proposal, *, by: Membership, at: datetime) -> None:
    """Write the version of a private suggestion that fits what the plan says now, or say where they conflict.

    Raises Refused when it has been sent, or fits already.
    """
    if proposal.put_forward_at or proposal.outcome:
        raise Refused("Only a suggestion that has not been sent is fitted so.")
    proposal.expect_changeable()
    revision = proposal.plan.current
    Writer(session, by, at).write(proposal, _fitted(session, proposal, revision), revision)


def rehearse(session: Session, proposal: Proposal) -> None:
    """Compare beforehand all words that are compared when this suggestion is fitted."""
    revision = proposal.plan.current
    proposal.compare(revision.content, _fitted(session, proposal, revision).said.after)


def _fitted(session: Session, proposal: Proposal, revision: Revision) -> Fate:
    """What becomes of a private suggestion in this revision; Refused where it fits already."""
    if not proposal.needs_fitting(revision.content):
        raise Refused("This suggestion fits what the plan says now.")
    links = answer_links(session, proposal.plan_id)
    own = [(proposal.id, proposal.answers_to)] if proposal.answers_to else []
    steps = _steps_since(session, proposal.latest.base_revision, proposal)
    fate = Unfolding(revision.content, links=[*links, *own], steps=steps).fate_of(proposal)
    return fate._replace(becomes=Becomes.RENEWED) if fate.becomes is Becomes.STAYS else fate


def _steps_since(session: Session, former: Revision, proposal: Proposal) -> list[Step]:
    """What has taken effect since a revision, the earliest first."""
    later = (
        select(Revision, Proposal)
        .join(Proposal, Proposal.id == Revision.proposal_id)
        .where(Revision.plan_id == proposal.plan_id, Revision.number > former.number)
        .order_by(Revision.number)
    )
    steps: list[Step] = []
    old = former.content
    for revision, change in session.execute(later).unique():
        steps.append(Step(change, Taken(change.target(), old, revision.content)))
        old = revision.content
    return steps
