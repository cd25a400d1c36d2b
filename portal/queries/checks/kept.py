"""The decisions to keep words that checks point at, with who made them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from portal.domain.agreements.agreement import Agreement
from portal.domain.cases.case import Membership
from portal.domain.checks.dismissal import Dismissal, decided, kept_in, kept_of
from portal.domain.plans.plan import Plan
from portal.domain.plans.revision import Revision
from portal.queries.cases.names import names


@dataclass(frozen=True)
class Kept:
    """A decision to keep words, and the name of who made it."""

    dismissal: Dismissal
    by: str


def kept_now(session: Session, plan: Plan, viewer: Membership) -> list[Kept]:
    """The decisions that hold for what the plan says now, in reading order."""
    return named_with(kept_in(session, plan, plan.content), plan, viewer)


def kept_with(session: Session, agreement: Agreement, viewer: Membership) -> list[Kept]:
    """The decisions that held when this text was frozen, in reading order."""
    return named_with(decided(session, agreement.kept_ids), agreement.plan, viewer)


def kept_while(
    session: Session, plan: Plan, viewer: Membership, revisions: Sequence[Revision]
) -> dict[UUID, list[Kept]]:
    """Every decision on this plan by the id of the revision that stood then; `revisions` are all, the newest first."""
    found: dict[UUID, list[Kept]] = {one.id: [] for one in revisions}
    for kept in named_with([*kept_of(session, plan).values()], plan, viewer):
        standing = next(one for one in revisions if one.made_at <= kept.dismissal.at)
        found[standing.id].append(kept)
    return found


def named_with(made: Sequence[Dismissal], plan: Plan, viewer: Membership) -> list[Kept]:
    """These decisions with who made them, as this reader knows them."""
    known = names(plan.case, viewer)
    return [Kept(one, known[one.by_id]) for one in made]
