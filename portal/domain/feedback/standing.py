"""What the organisation said to the points of PSR's feedback, and which of it stands (000 L15; design: feedback)."""

import enum
import uuid
from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ForeignKey, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from portal.domain.base import APPEND_ONLY, Base, Identified, words
from portal.domain.cases.case import Case
from portal.domain.cases.roles import Side
from portal.domain.feedback.request import FeedbackRequest
from portal.domain.feedback.review import FeedbackReview, Remark
from portal.domain.plans.plan import Plan
from portal.domain.proposals.proposal import Proposal


class Took(enum.Enum):
    """What the organisation makes of a point."""

    ADOPTED = "adopted"
    ADAPTED = "adapted"
    NOT_ADOPTED = "not adopted"
    LATER = "later"


class Reply(Identified, Base):
    """One answer to one point; the latest of a point counts. `proposal_id` is the suggested change that it led to."""

    __tablename__ = "feedback_reply"
    __table_args__ = (UniqueConstraint("remark_id", "number"), APPEND_ONLY)

    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    remark_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("feedback_remark.id"))
    number: Mapped[int]
    took: Mapped[Took] = mapped_column(words(Took))
    reason: Mapped[str] = mapped_column(Text)
    proposal_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("proposal.id"))
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    at: Mapped[datetime]
    case: Mapped[Case] = relationship()
    remark: Mapped[Remark] = relationship(lazy="joined", innerjoin=True)
    proposal: Mapped[Proposal | None] = relationship()

    @property
    def readers(self) -> Set[Side]:
        return self.remark.readers


class Standing(NamedTuple):
    """What was said to a point: `reply` stands for it as it is; `former` was said to its words before a correction."""

    reply: Reply | None = None
    former: Reply | None = None

    @property
    def is_open(self) -> bool:
        """Whether nobody has answered it, or only put it off."""
        return self.reply is None or self.reply.took is Took.LATER


def standing_of(session: Session, points: Collection[Remark]) -> Mapping[uuid.UUID, Standing]:
    """What was said to each of these points last, by their ids: two queries, however many they are.

    A reply to the same point in the review that its own corrects stands for it too, while it asks for the same.
    """
    if not points:
        return {}
    requests = {one.review.request_id for one in points}
    of_requests = select(Remark).join(Remark.review).where(FeedbackReview.request_id.in_(requests))
    every = {one.id: one for one in session.scalars(of_requests).unique()}
    answered = select(Reply).where(Reply.remark_id.in_(every)).order_by(Reply.number)
    said = {one.remark_id: one for one in session.scalars(answered)}
    return {one.id: _standing(one, every, said) for one in points}


def feedback_on(session: Session, plan: Plan) -> Sequence[FeedbackReview]:
    """What PSR issued about a plan, the first round first; of a review that was corrected its latest correction."""
    issued = select(FeedbackReview).join(FeedbackRequest, FeedbackRequest.id == FeedbackReview.request_id)
    issued = issued.where(FeedbackRequest.plan_id == plan.id, FeedbackReview.issued_at.is_not(None))
    by_number = issued.order_by(FeedbackRequest.number, FeedbackReview.number)
    newest = {review.request_id: review for review in session.scalars(by_number).unique()}
    return list(newest.values())


def must_points_open(session: Session, plan: Plan) -> Sequence[Remark]:
    """The points of weight "must" that PSR made about a plan and nobody has answered, or only put off.

    They stand in nobody's way: the feedback is a view, not approval.
    """
    points = [one for review in feedback_on(session, plan) for one in review.remarks if one.is_must]
    said = standing_of(session, points)
    return [one for one in points if said[one.id].is_open]


def _standing(point: Remark, every: Mapping[uuid.UUID, Remark], said: Mapping[uuid.UUID, Reply]) -> Standing:
    is_same = True
    for one in _corrected(point, every):
        is_same = is_same and _asks(one) == _asks(point)
        if one.id in said:
            return Standing(said[one.id]) if is_same else Standing(None, said[one.id])
    return Standing()


def _corrected(point: Remark, every: Mapping[uuid.UUID, Remark]) -> Iterator[Remark]:
    """The point, and the same point in each review before, the latest first."""
    now: Remark | None = point
    while now is not None:
        yield now
        now = every.get(now.former_id) if now.former_id else None


def _asks(point: Remark) -> tuple[object, ...]:
    return point.clause_key, point.priority, point.text, point.suggested
