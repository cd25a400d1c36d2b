"""Any two revisions of a plan compared, with who changed what between them and why: a fixed number of SQL queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, defer

from portal.domain.cases.case import Membership
from portal.domain.plans.comparison import ComparedClause, Comparison, compare
from portal.domain.plans.content import Content
from portal.domain.plans.places import in_words
from portal.domain.plans.plan import Plan
from portal.domain.plans.revision import Revision
from portal.domain.plans.structure import place_of
from portal.domain.proposals.proposal import Proposal
from portal.queries.cases.names import names
from portal.queries.proposals.changes import Change, change_of


@dataclass(frozen=True)
class Between:
    """One revision made between the two; `change` is None where no suggested change made it."""

    revision: Revision
    change: Change | None
    reason: str


@dataclass(frozen=True)
class Compared:
    """Two texts of a plan side by side, and how they differ."""

    before: Content
    after: Content
    comparison: Comparison

    def stood(self, row: ComparedClause) -> str:
        """Where a moved clause stood before: "after 4.2"; "" for any other."""
        return in_words(self.before, row.stood) if row.stood else ""

    def stands(self, row: ComparedClause) -> str:
        """Where it stands now."""
        place = place_of(self.after, row.clause.key)
        return in_words(self.after, place) if place else ""

    def by(self, key: str) -> Sequence[Between]:
        """What was agreed about this clause or stage; nothing of a draft."""
        return ()


@dataclass(frozen=True)
class ComparisonPage(Compared):
    """Two revisions side by side; `revisions` are all there are, the newest first."""

    earlier: Revision
    later: Revision
    between: list[Between]
    revisions: Sequence[Revision]
    names: dict[UUID, str]

    def by(self, key: str) -> Sequence[Between]:
        """What was agreed about this clause or stage."""
        return [one for one in self.between if one.change and one.change.proposal.target() == key]


def revisions_of(session: Session, plan: Plan) -> Sequence[Revision]:
    """Every revision of the plan, the newest first, its words left in the database."""
    wanted = select(Revision).where(Revision.plan_id == plan.id).order_by(Revision.number.desc())
    return session.scalars(wanted.options(defer(Revision.canonical))).all()


def comparison_page(
    session: Session, plan: Plan, member: Membership, numbers: tuple[int, int]
) -> ComparisonPage | None:
    """The two revisions with these numbers, the earlier first; None when the plan has not got them."""
    wanted = select(Revision).where(Revision.plan_id == plan.id, Revision.number.in_(numbers))
    chosen = {revision.number: revision for revision in session.scalars(wanted)}
    if not chosen.keys() >= set(numbers):
        return None
    earlier, later = chosen[min(numbers)], chosen[max(numbers)]
    revisions = revisions_of(session, plan)
    made = [one for one in revisions if earlier.number < one.number <= later.number]
    return ComparisonPage(
        before=earlier.content,
        after=later.content,
        earlier=earlier,
        later=later,
        comparison=compare(earlier.content, later.content),
        between=_between(session, made, earlier.content, later.content),
        revisions=revisions,
        names=names(plan.case, member),
    )


def _between(session: Session, made: Sequence[Revision], before: Content, after: Content) -> list[Between]:
    ids = [one.proposal_id for one in made if one.proposal_id]
    found = session.scalars(select(Proposal).where(Proposal.id.in_(ids)))
    proposals: dict[UUID | None, Proposal] = {one.id: one for one in found}
    return [_one(revision, proposals.get(revision.proposal_id), before, after) for revision in made]


def _one(revision: Revision, proposal: Proposal | None, before: Content, after: Content) -> Between:
    if proposal is None:
        return Between(revision, None, "")
    there = after.clause(proposal.target()) or after.stage(proposal.target())
    return Between(revision, change_of(proposal, after if there else before), proposal.reason)
