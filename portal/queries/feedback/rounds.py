"""A second round: what became of each point of the feedback before, and what else changed since (design: feedback)."""

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.cases.case import Membership
from portal.domain.feedback.request import FeedbackRequest
from portal.domain.feedback.review import FeedbackReview
from portal.domain.plans.comparison import ComparedClause, Comparison, compare
from portal.domain.plans.content import Clause, Content, parse, with_children
from portal.queries.feedback.replies import PointLine, became, point_lines
from portal.queries.feedback.reviews import Card, card_of, weight
from portal.queries.plans.comparison import Compared


@dataclass(frozen=True)
class PointSince:
    """A point of the feedback before: what was said to it, and its clause then beside now.

    `row` is None for a point on the whole plan, and where the clause is left out for this reader now.
    """

    card: Card
    line: PointLine
    row: ComparedClause | None

    @property
    def is_as_suggested(self) -> bool:
        """Whether the clause reads now in the words that PSR suggested."""
        suggested = self.card.remark.suggested
        return bool(suggested and self.row and self.row.fate != "removed" and self.row.clause.text == suggested)


@dataclass(frozen=True)
class Round(Compared):
    """What a request finds of the round before; its `comparison` is of what no point was about."""

    request: FeedbackRequest
    former: FeedbackReview
    points: Sequence[PointSince]

    @property
    def became(self) -> Sequence[tuple[str, int]]:
        """What became of the points in words, each with how many."""
        return became(one.line.stands for one in self.points)


def former_review_of(session: Session, request: FeedbackRequest) -> FeedbackReview | None:
    """The feedback that PSR issued last about this plan in an earlier round, in its latest correction."""
    if request.number == 1:
        return None
    wanted = select(FeedbackReview).join(FeedbackRequest, FeedbackRequest.id == FeedbackReview.request_id)
    earlier = (FeedbackRequest.plan_id == request.plan_id, FeedbackRequest.number < request.number)
    issued = wanted.where(*earlier, FeedbackReview.issued_at.is_not(None))
    return session.scalar(issued.order_by(FeedbackRequest.number.desc(), FeedbackReview.number.desc()).limit(1))


def round_of(session: Session, request: FeedbackRequest, reader: Membership) -> Round | None:
    """What this reader may see of the two versions that PSR was asked about, and of no other; None in a first round.

    A clause that is about health in either version is in neither, for who may not read that.
    """
    former = former_review_of(session, request)
    if former is None:
        return None
    before, after = _as_read(former.request, request, reader)
    comparison = compare(before, after)
    rows = {one.clause.key: one for one in comparison.clauses}
    lines = sorted(point_lines(session, former, reader), key=lambda one: weight(one.remark))
    points = [PointSince(card_of(one.remark), one, rows.get(one.remark.clause_key)) for one in lines]
    about = {one.remark.clause_key for one in lines}
    return Round(before, after, _without_rows(comparison, about), request, former, points)


def _as_read(former: FeedbackRequest, latest: FeedbackRequest, reader: Membership) -> tuple[Content, Content]:
    if reader.reads_health:
        return former.content, latest.content
    before, after = parse(former.version.canonical), parse(latest.version.canonical)
    hidden = {clause.key for content in (before, after) for _, clause in content.walk() if clause.health}
    return _without(before, hidden), _without(after, hidden)


def _without(content: Content, keys: Set[str]) -> Content:
    def kept(clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
        return tuple(with_children(one, kept(one.children)) for one in clauses if one.key not in keys)

    return replace(content, clauses=kept(content.clauses))


def _without_rows(comparison: Comparison, keys: Set[str]) -> Comparison:
    """The same without these clauses, but as headings of others."""
    rows = [replace(one, fate="same", stood=None) if one.clause.key in keys else one for one in comparison.clauses]
    return replace(comparison, clauses=rows)
