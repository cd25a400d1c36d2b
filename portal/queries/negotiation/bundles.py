"""Suggestions that are, or were, sent together, and fitted changes that are confirmed together."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.base import Refused
from portal.domain.cases.case import Membership
from portal.domain.negotiation.bundle import Bundle
from portal.domain.plans.plan import Plan
from portal.domain.proposals.proposal import Proposal, Status
from portal.domain.proposals.version import Fit
from portal.queries.cases.names import names
from portal.queries.plans.plan_page import open_proposals
from portal.queries.proposals.changes import Change, change_of, fitted_from
from portal.text import Run


@dataclass(frozen=True)
class Sent:
    """One suggestion of one's own side; `wrote` is it as its author last wrote it, where it was fitted since."""

    change: Change
    author: str
    wrote: Change | None

    @property
    def proposal(self) -> Proposal:
        return self.change.proposal

    @property
    def differs(self) -> list[Run]:
        """What is different, in the words that it was fitted to, from those its author wrote."""
        return fitted_from(self.wrote, self.change) if self.wrote else []

    @property
    def value(self) -> str:
        """What a form sends back for it: its id and the digest of the words shown."""
        return f"{self.proposal.id} {self.change.version.digest}"


def own_suggestions(session: Session, plan: Plan, member: Membership, status: Status) -> list[Sent]:
    """The suggestions of the viewer's side that stand so, in the order in which they were written or sent."""
    content, known = plan.content, names(plan.case, member)
    return [
        Sent(change_of(one, content), known[one.by_id], _wrote(one, plan))
        for one in open_proposals(session, plan, member)
        if one.side is member.side and one.status is status
    ]


def chosen(session: Session, plan: Plan, member: Membership, values: Sequence[str]) -> list[tuple[Proposal, str]]:
    """The changes of the viewer's side that a form named, each with its digest; Refused when one is not theirs."""
    shown = dict(pair for pair in map(_read, values) if pair)
    wanted = select(Proposal).where(Proposal.id.in_(shown), Proposal.plan_id == plan.id, Proposal.side == member.side)
    found = session.scalars(wanted.order_by(Proposal.number, Proposal.created_at)).all()
    if found and len(found) != len(values):
        raise Refused("One of the suggestions you chose is not there any more. Read the list again, then send.")
    return [(one, shown[one.id]) for one in found]


def sent_together(session: Session, plan: Plan, bundle: Bundle) -> list[Change]:
    """The changes of one bundle, by number."""
    content = plan.content
    wanted = select(Proposal).where(Proposal.bundle_id == bundle.id).order_by(Proposal.number)
    return [change_of(one, content) for one in session.scalars(wanted)]


def bundles_of(session: Session, plan: Plan) -> dict[UUID, Bundle]:
    """Every sending of several changes of this plan."""
    return {one.id: one for one in session.scalars(select(Bundle).where(Bundle.plan_id == plan.id))}


def _wrote(proposal: Proposal, plan: Plan) -> Change | None:
    if proposal.latest.fit is Fit.WRITTEN:
        return None
    written = next(one for one in reversed(proposal.versions) if one.fit is Fit.WRITTEN)
    return change_of(proposal, plan.content, written)


def _read(value: str) -> tuple[UUID, str] | None:
    number, _, digest = value.partition(" ")
    try:
        return UUID(number), digest
    except ValueError:
        return None
