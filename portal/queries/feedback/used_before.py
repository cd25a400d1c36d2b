"""Points that a reviewer made before, to make again: their words, and nothing of the case that they were made in."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, aliased, contains_eager

from portal.domain.cases.case import Membership
from portal.domain.cases.roles import Side
from portal.domain.feedback.review import FeedbackReview, Remark
from portal.domain.feedback.standing import standing_of
from portal.queries.feedback.replies import PointLine, became

LOOKED_AT = 500


@dataclass(frozen=True)
class Used:
    """A point in the words in which it was issued last, and how many reviews say it.

    `became` is what organisations made of it, in words, each with how often; nothing where that could tell of a case.
    """

    remark: Remark
    times: int
    became: Sequence[tuple[str, int]]


def used_before(session: Session, member: Membership, most: int, least_cases: int, today: date) -> Sequence[Used]:
    """What this person issued before, the most used first; never of anybody else's, whose case may not be theirs.

    What became of a point is told where it was made on so many cases that nobody can tell which organisation said
    what, or only on cases that this person is on today and may read anyway. A correction and what it corrects are one
    review. A fixed number of queries, however many there are.
    """
    alone = contains_eager(Remark.review).lazyload("*")
    made = select(Remark).join(Remark.review).where(*_of(member), ~_is_corrected()).options(alone)
    by_text: defaultdict[str, list[Remark]] = defaultdict(list)
    for one in session.scalars(made.order_by(Remark.at.desc()).limit(LOOKED_AT)).unique():
        by_text[one.text].append(one)
    times = {text: len({one.review.request_id for one in points}) for text, points in by_text.items()}
    shown = sorted(by_text, key=lambda text: -times[text])[:most]
    here = _cases(session, member, today)
    told = {text for text in shown if _may_be_told({one.case_id for one in by_text[text]}, here, least_cases)}
    said = standing_of(session, [one for text in told for one in by_text[text]])
    found = []
    for text in shown:
        lines = [PointLine(one, said[one.id], member) for one in by_text[text]] if text in told else []
        found.append(Used(by_text[text][0], times[text], became(one.stands for one in lines)))
    return found


def made_before(session: Session, member: Membership, remark_id: UUID) -> Remark | None:
    """One of these points; None for any other."""
    return session.scalar(select(Remark).join(FeedbackReview).where(Remark.id == remark_id, *_of(member)))


def _of(member: Membership) -> list[ColumnElement[bool]]:
    places = select(Membership.id).where(Membership.person_id == member.person_id)
    return [Remark.by_id.in_(places), Remark.health.is_(False), FeedbackReview.issued_at.is_not(None)]


def _is_corrected() -> ColumnElement[bool]:
    """Whether a later review of the same request was issued."""
    later = aliased(FeedbackReview)
    same = (later.request_id == FeedbackReview.request_id, later.number > FeedbackReview.number)
    return select(later.id).where(*same, later.issued_at.is_not(None)).exists()


def _cases(session: Session, member: Membership, today: date) -> set[UUID]:
    """The cases that this person is on for PSR today."""
    wanted = select(Membership).where(Membership.person_id == member.person_id, Membership.side == Side.PSR)
    return {one.case_id for one in session.scalars(wanted).unique() if one.holds(today)}


def _may_be_told(made_on: set[UUID], here: set[UUID], least_cases: int) -> bool:
    return len(made_on) >= least_cases or made_on <= here
