"""What the organisation says to each point of PSR's feedback: the plan stays its own (000 L15; design: feedback)."""

import enum
import uuid
from collections.abc import Mapping, Sequence, Set
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ForeignKey, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from portal.domain import record
from portal.domain.base import APPEND_ONLY, Base, Fault, Identified, Refused, expect_none, words
from portal.domain.cases.case import Case, Membership
from portal.domain.cases.roles import Side
from portal.domain.drafting.draft import Draft, Words
from portal.domain.drafting.shown import words_shown
from portal.domain.feedback import events
from portal.domain.feedback.request import FeedbackRequest
from portal.domain.feedback.review import FeedbackReview, Remark
from portal.domain.negotiation.authoring import Author
from portal.domain.plans.limits import PlanLimits
from portal.domain.plans.plan import Plan
from portal.domain.proposals.kinds.reword import Rewording
from portal.domain.proposals.proposal import Proposal

NO_CHOICE = "Answer at least one point."
NO_REASON = "Say why you do not take point {number}."
OTHERS_ANSWERED = "Somebody else has answered point {number} meanwhile. Read what they said, then choose."
OTHER_WORDS = (
    "The paragraph of point {number} has other words now than PSR read, so its words are not put in by themselves. "
    "Change the paragraph yourself, then say “taken, in other words”."
)


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


class Said(NamedTuple):
    """What is said to a point: `shown` is the number of the reply that the page showed, 0 for none.

    With `puts_in` the words that PSR suggests are put into the draft, or once it is shared into a suggested change.
    """

    took: Took
    reason: str
    shown: int
    puts_in: bool = False


def replies_to(session: Session, review: FeedbackReview) -> Mapping[uuid.UUID, Reply]:
    """The latest reply to each point of a review, by the point's id."""
    wanted = select(Reply).join(Remark, Remark.id == Reply.remark_id).where(Remark.review_id == review.id)
    return {one.remark_id: one for one in session.scalars(wanted.order_by(Reply.number))}


def reply(
    session: Session,
    review: FeedbackReview,
    said: Mapping[uuid.UUID, Said],
    *,
    limits: PlanLimits,
    by: Membership,
    at: datetime,
) -> Sequence[Reply]:
    """Answer several points together, all of them or none; what stands already is not said again.

    Raises Refused where nothing is said, naming each point for a reason that is missing, for what somebody else has
    answered meanwhile, and where words cannot be put in.
    """
    review.case.expect_going_on()
    if not review.is_issued:
        raise LookupError("nobody answers a review that is not issued")
    standing = replies_to(session, review)
    points = [(one, said[one.id]) for one in review.remarks if one.id in said]
    new = [(one, says) for one, says in points if _is_new(standing.get(one.id), says)]
    if not points:
        raise Refused(NO_CHOICE)
    expect_none(fault for one, says in new for fault in _faults(one, says, standing.get(one.id)))
    made = [_reply(session, remark, says, standing.get(remark.id), limits, by, at) for remark, says in new]
    session.flush()
    return made


def compare_beforehand(review: FeedbackReview, said: Mapping[uuid.UUID, Said]) -> None:
    """Compare, before anything is locked, the words that would be put into suggested changes with those of the plan."""
    plan = review.request.draft
    for remark in review.remarks:
        says = said.get(remark.id)
        if says and says.puts_in and plan.is_issued and plan.content.clause(remark.clause_key):
            Rewording.begun(plan.content, remark.clause_key, "").compare(plan.content, remark.suggested)


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
    found = []
    for review in feedback_on(session, plan):
        said = replies_to(session, review)
        found += [one for one in review.remarks if one.is_must and _is_open(said.get(one.id))]
    return found


def _is_open(standing: Reply | None) -> bool:
    return standing is None or standing.took is Took.LATER


def _is_new(standing: Reply | None, says: Said) -> bool:
    return standing is None or (standing.took, standing.reason) != (says.took, says.reason)


def _faults(remark: Remark, says: Said, standing: Reply | None) -> list[Fault]:
    if (standing.number if standing else 0) != says.shown:
        return [Fault(OTHERS_ANSWERED.format(number=remark.number), f"took-{remark.number}")]
    if says.took is Took.NOT_ADOPTED and not says.reason.strip():
        return [Fault(NO_REASON.format(number=remark.number), f"why-{remark.number}")]
    return []


def _reply(
    session: Session,
    remark: Remark,
    says: Said,
    standing: Reply | None,
    limits: PlanLimits,
    by: Membership,
    at: datetime,
) -> Reply:
    """Keep one answer, with what it puts into the plan, and tell both."""
    proposal = None
    if says.puts_in and says.took is Took.ADOPTED and remark.suggested:
        proposal = _put_in(session, remark, limits, by, at)
    made = Reply(
        case_id=remark.case_id,
        remark=remark,
        number=standing.number + 1 if standing else 1,
        took=says.took,
        reason=says.reason,
        proposal_id=proposal.id if proposal else None,
        by_id=by.id,
        at=at,
    )
    session.add(made)
    values = {"point": str(remark.number), "took": says.took.value, "reason": says.reason}
    stream = record.Stream.ORGANISATION_PSR
    made.remark.case.tell(session, stream, events.POINT_ANSWERED, by=by, subject=remark.review_id, at=at, values=values)
    return made


def _put_in(session: Session, remark: Remark, limits: PlanLimits, by: Membership, at: datetime) -> Rewording | None:
    """Put the words that PSR suggests into the draft; once it is shared, into a change that waits to be sent."""
    plan, read = remark.request.draft, remark.clause
    now = plan.content.clause(remark.clause_key)
    if read is None or now is None or words_shown(now) != words_shown(read):
        raise Refused(OTHER_WORDS.format(number=remark.number), f"took-{remark.number}")
    if not plan.is_issued:
        draft = Draft(session, plan, by, at, limits)
        draft.reword(now.key, Words(remark.suggested, now.fields, now.health, (words_shown(now),)))
        return None
    author = Author(session, plan, by, at, f"Point {remark.number} of PSR’s feedback: {remark.text}")
    change = Rewording.begun(plan.content, now.key, "")
    return author.suggest(change, remark.suggested, limits=limits)
