"""What was said of the changes of a plan by telephone or on paper, beside each of them, in one query."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from portal.domain.cases.case import Membership
from portal.domain.cases.roles import Party, Role
from portal.domain.papers.entry import CountedAnswer, EnteredAnswer, EntryEnd, How, PaperEntry
from portal.domain.papers.paper import Paper, PaperLine
from portal.domain.plans.plan import Plan
from portal.domain.proposals.proposal import Proposal
from portal.domain.proposals.version import AnswerKind, ProposalVersion
from portal.queries.cases.names import names


@dataclass(frozen=True)
class ToldOnPaper:
    """Who answered a change, what and when, and whether it counts; `entry_id` where the viewer may read more."""

    name: str
    is_yes: bool
    by_telephone: bool
    day: date
    counts: bool
    entry_id: UUID | None


def told_on_paper(
    session: Session, plan: Plan, viewer: Membership, proposals: Sequence[Proposal]
) -> Mapping[UUID, list[ToldOnPaper]]:
    """By the id of each of these changes: what counts, and what waits for paper or for PSR and is of its words now.

    What does not count yet is told to their own side and PSR's advisers alone, as an answer that is not sent.
    """
    latest = {one.latest.id for one in proposals}
    found: defaultdict[UUID, list[ToldOnPaper]] = defaultdict(list)
    named = names(plan.case, viewer)
    for row in session.execute(_wanted(plan)):
        reads, counts = _reads(viewer, row.party), row.counted is not None
        if counts or (reads and row.end is None and row.version in latest):
            found[row.proposal].append(_told(row, named[row.member], counts, reads))
    return found


def _reads(viewer: Membership, party: Party) -> bool:
    """Whether the papers of this party are for the viewer to read."""
    return viewer.party is party or viewer.has(Role.ADVISER)


def _told(row: Row[Any], name: str, counts: bool, reads: bool) -> ToldOnPaper:
    return ToldOnPaper(
        name=name,
        is_yes=row.kind is AnswerKind.AGREE,
        by_telephone=row.how is How.TELEPHONE,
        day=row.day,
        counts=counts,
        entry_id=row.entry if reads else None,
    )


def _wanted(plan: Plan) -> Select[Any]:
    told: list[Any] = [
        ProposalVersion.proposal_id.label("proposal"),
        ProposalVersion.id.label("version"),
        EnteredAnswer.kind,
        PaperEntry.how,
        PaperEntry.day,
        PaperEntry.id.label("entry"),
        Paper.party,
        Paper.member_id.label("member"),
        EntryEnd.id.label("end"),
        CountedAnswer.id.label("counted"),
    ]
    return (
        select(*told)
        .join(PaperLine, PaperLine.version_id == ProposalVersion.id)
        .join(EnteredAnswer, EnteredAnswer.line_id == PaperLine.id)
        .join(PaperEntry, PaperEntry.id == EnteredAnswer.entry_id)
        .join(Paper, Paper.id == PaperEntry.paper_id)
        .outerjoin(EntryEnd, EntryEnd.entry_id == PaperEntry.id)
        .outerjoin(CountedAnswer, CountedAnswer.answer_id == EnteredAnswer.id)
        .where(PaperEntry.plan_id == plan.id)
        .order_by(PaperEntry.at)
    )
