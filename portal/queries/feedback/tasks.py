"""What a review, or an urgent point, asks of whom now: the reviewer, the second reader, and the organisation."""

import enum
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.actions import Action
from portal.domain.cases.case import Membership
from portal.domain.feedback.reading import ReadingKind
from portal.domain.feedback.request import FeedbackRequest
from portal.domain.feedback.review import FeedbackReview
from portal.domain.feedback.urgent import UrgentPoint
from portal.domain.plans.plan import Plan
from portal.policy import TABLE, may
from portal.queries.feedback.days import wanted_first


class Does(enum.Enum):
    """What is to be done."""

    BEGIN = "begin the review"
    GO_ON = "go on with the review"
    MEND = "mend what came back"
    ISSUE = "issue what was agreed"
    SECOND = "read second"
    HEAR = "say that one has an urgent point"


@dataclass(frozen=True)
class Task:
    """One thing for one member to do: about which request, on which review or urgent point, if there is one yet."""

    does: Does
    request: FeedbackRequest
    about: FeedbackReview | UrgentPoint | None = None


def tasks_of(session: Session, members: Collection[Membership]) -> Mapping[UUID, Sequence[Task]]:
    """By the case, what waits for these members, what is wanted by a day first: at most three queries and parts."""
    here = {one.case_id: one for one in members}
    psr = [key for key, one in here.items() if one.has(*TABLE[Action.WRITE_REVIEW])]
    told = [key for key, one in here.items() if one.has(*TABLE[Action.HEAR_URGENT_POINT])]
    found: defaultdict[UUID, list[Task]] = defaultdict(list)
    for task in [*_reviews(session, psr, here), *_urgent(session, told)]:
        if not task.request.case.paused_at or task.does is Does.HEAR:
            found[task.request.case.id].append(task)
    return found


def _reviews(session: Session, cases: Collection[UUID], here: Mapping[UUID, Membership]) -> Iterator[Task]:
    if not cases:
        return
    asked = select(FeedbackRequest).join(Plan).where(Plan.case_id.in_(cases))
    written = select(FeedbackReview).where(FeedbackReview.case_id.in_(cases)).order_by(FeedbackReview.number)
    newest = {one.request_id: one for one in session.scalars(written).unique()}
    for request in sorted(session.scalars(asked).unique(), key=wanted_first):
        review = newest.get(request.id)
        does = _does(request, review, here[request.case.id])
        if does:
            yield Task(does, request, review)


def _does(request: FeedbackRequest, review: FeedbackReview | None, member: Membership) -> Does | None:
    if request.is_over or request.assigned is None or (review.is_issued if review else request.is_answered):
        return None
    if review and review.waits_for_second:
        return Does.SECOND if may(member, Action.READ_SECOND, review) else None
    if not may(member, Action.WRITE_REVIEW, request):
        return None
    if review is None:
        return Does.BEGIN
    if review.is_agreed:
        return Does.ISSUE
    newest = review.newest_reading
    return Does.MEND if newest and newest.kind is ReadingKind.HANDED_BACK else Does.GO_ON


def _urgent(session: Session, cases: Collection[UUID]) -> Iterator[Task]:
    if not cases:
        return
    unheard = select(UrgentPoint).where(UrgentPoint.case_id.in_(cases), ~UrgentPoint.heard.has())
    for point in session.scalars(unheard.order_by(UrgentPoint.at)).unique():
        yield Task(Does.HEAR, point.request, point)
