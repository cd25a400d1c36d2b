"""What a signature is about, in a few lines: the plan, its length, its people, and what was changed on the way."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.domain.agreements.agreement import Agreement
from portal.domain.cases.case import Membership
from portal.domain.cases.roles import Side
from portal.domain.plans.content import Content
from portal.domain.plans.revision import Revision
from portal.domain.proposals.proposal import Proposal

FIRST = 1


@dataclass(frozen=True)
class WhatIsSigned:
    """The frozen text in a few lines.

    `people` are rows of a name and what they do, where the plan holds them as data; `changes` say how many of each side
    were agreed since the revision `since`, which is PSR's draft, or what both signed before.
    """

    content: Content
    people: list[tuple[str, str]]
    since: int
    changes: list[tuple[Side, int]]

    @property
    def total(self) -> int:
        """How many changes there are in all."""
        return sum(number for _, number in self.changes)


def what_is_signed(session: Session, agreement: Agreement, viewer: Membership) -> WhatIsSigned:
    """The same lines for both who sign, the viewer's own changes first: a fixed number of queries."""
    content, before = agreement.revision.content, agreement.replaces
    since = before.revision.number if before else FIRST
    return WhatIsSigned(content, _people(content), since, _changes(session, agreement, viewer, since))


def _people(content: Content) -> list[tuple[str, str]]:
    """Each person whom the plan names in a field of its own."""
    named = [
        (dict(clause.fields).get("Name", ""), clause.text) for _, clause in content.walk() if clause.kind == "person"
    ]
    return [(name, does) for name, does in named if name]


def _changes(session: Session, agreement: Agreement, viewer: Membership, since: int) -> list[tuple[Side, int]]:
    """How many changes of each side are in the text, of those that took effect after this revision."""
    made = (
        select(Proposal.side, func.count(Proposal.id.distinct()))
        .join(Revision, Revision.proposal_id == Proposal.id)
        .where(Revision.plan_id == agreement.plan_id, Revision.number > since)
        .where(Revision.number <= agreement.revision.number)
        .group_by(Proposal.side)
    )
    found = [(side, number) for side, number in session.execute(made)]
    return sorted(found, key=lambda row: (row[0] is not viewer.side, row[0].value))
