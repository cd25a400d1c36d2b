"""Points that a reviewer made before, to make again: their words, and nothing of the case that they were made in."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from portal.domain.cases.case import Membership
from portal.domain.feedback.review import FeedbackReview, Remark

LOOKED_AT = 500


@dataclass(frozen=True)
class Used:
    """A point in the words in which it was issued last, and how many reviews it stood in."""

    remark: Remark
    times: int


def used_before(session: Session, member: Membership, most: int) -> Sequence[Used]:
    """What this person issued before, the most used first; never of anybody else's, whose case may not be theirs."""
    theirs = select(Remark).join(FeedbackReview).where(*_of(member)).order_by(Remark.at.desc()).limit(LOOKED_AT)
    found = session.scalars(theirs).unique().all()
    times = Counter(one.text for one in found)
    newest = {one.text: one for one in reversed(found)}
    return [Used(newest[text], number) for text, number in times.most_common(most)]


def made_before(session: Session, member: Membership, remark_id: UUID) -> Remark | None:
    """One of these points; None for any other."""
    return session.scalar(select(Remark).join(FeedbackReview).where(Remark.id == remark_id, *_of(member)))


def _of(member: Membership) -> list[ColumnElement[bool]]:
    places = select(Membership.id).where(Membership.person_id == member.person_id)
    return [Remark.by_id.in_(places), Remark.health.is_(False), FeedbackReview.issued_at.is_not(None)]
