"""What the organisation says to each point of PSR's feedback: the plan stays its own (000 L15; design: feedback)."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy.orm import Session

from portal.domain import record
from portal.domain.base import Fault, Refused, expect_none
from portal.domain.cases.case import Membership
from portal.domain.drafting.draft import Draft, Words
from portal.domain.drafting.shown import words_shown
from portal.domain.feedback import events
from portal.domain.feedback.review import FeedbackReview, Remark, issued_review_of
from portal.domain.feedback.standing import Reply, Took, standing_of
from portal.domain.negotiation.authoring import Author
from portal.domain.plans.limits import PlanLimits
from portal.domain.proposals.kinds.reword import Rewording

NO_CHOICE = "Answer at least one point."
NO_REASON = "Say why you do not take point {number}."
OTHERS_ANSWERED = "Somebody else has answered point {number} meanwhile. Read what they said, then choose."
CORRECTED = "PSR has corrected this feedback meanwhile. Answer the points of the correction: nothing was saved here."
OTHER_WORDS = (
    "The paragraph of point {number} has other words now than PSR read, so its words are not put in by themselves. "
    "Change the paragraph yourself, then say “taken, in other words”."
)


class Said(NamedTuple):
    """What is said to a point: `shown` is the number of the reply that the page showed, 0 for none.

    With `puts_in` the words that PSR suggests are put into the draft, or once it is shared into a suggested change.
    """

    took: Took
    reason: str
    shown: int
    puts_in: bool = False


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
    answered meanwhile, where words cannot be put in, and once PSR has corrected it.
    """
    review.case.expect_going_on()
    if not review.is_issued:
        raise LookupError("nobody answers a review that is not issued")
    if issued_review_of(session, review.request) is not review:
        raise Refused(CORRECTED)
    standing = {key: one.reply for key, one in standing_of(session, review.remarks).items()}
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
    session.flush()
    _tell(session, made, by, at)
    return made


def _tell(session: Session, made: Reply, by: Membership, at: datetime) -> None:
    """Record an answer for all who read the point: the practitioner too, once the feedback is shown to them.

    One to a point about health is about the point itself, by which it is left out for who may not read that.
    """
    remark = made.remark
    kind, subject = events.POINT_ANSWERED, remark.review_id
    if remark.health:
        kind, subject = events.HEALTH_POINT_ANSWERED, remark.id
    stream = record.Stream.SHARED if remark.review.is_shown else record.Stream.ORGANISATION_PSR
    values = {"point": str(remark.number), "took": made.took.value, "reason": made.reason}
    remark.case.tell(session, stream, kind, by=by, subject=subject, at=at, values=values)


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
