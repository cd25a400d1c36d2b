"""All requests for feedback of a person of PSR, by what waits for whom; and what organisations have left to answer."""

import enum
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.cases.case import Membership
from portal.domain.cases.roles import Side
from portal.domain.feedback.request import FeedbackRequest
from portal.domain.feedback.review import FeedbackReview
from portal.domain.feedback.standing import standing_of
from portal.domain.people.person import Person
from portal.domain.plans.plan import Plan
from portal.queries.feedback.days import wanted_first
from portal.queries.feedback.requests import RequestLine, line_of

Left = tuple[FeedbackReview, int]


class Group(enum.Enum):
    """Where a request stands for one person of PSR, in the order of the page."""

    TRIAGE = "Waiting for a decision"
    UNASSIGNED = "Nobody reviews it yet"
    MINE = "Yours to review"
    SECOND = "Yours to read second"
    OTHERS = "With others of PSR"
    ORGANISATION = "Waiting for the organisation"
    REPLIES = "Answered by the organisation"
    ISSUED = "Given, and not answered yet"
    OVER = "Ended without a review"


@dataclass(frozen=True)
class FeedbackLine:
    """A request with its newest issued review, if any; `answered` of the `points` that the reader may read."""

    line: RequestLine
    group: Group
    review: FeedbackReview | None
    points: int
    answered: int


@dataclass(frozen=True)
class FeedbackHome:
    """What a person of PSR finds: lines by group, and by name how many reviews each one has in hand."""

    lines: Sequence[FeedbackLine]
    load: Sequence[tuple[str, int, int]]

    def of(self, group: Group) -> list[FeedbackLine]:
        return [one for one in self.lines if one.group is group]


def feedback_home(session: Session, person: Person, today: date) -> FeedbackHome:
    """Every request on this person's cases for PSR, what is wanted by a day first: a fixed number of queries."""
    members = _members(session, person, Side.PSR, today)
    wanted = select(FeedbackRequest).join(Plan).where(Plan.case_id.in_(members))
    requests = sorted(session.scalars(wanted).unique(), key=wanted_first) if members else []
    issued = issued_of(session, [one.id for one in requests])
    answered = answered_in(session, issued.values())
    lines = []
    for one in requests:
        review, member = issued.get(one.id), members[one.case.id]
        points = {each.id for each in review.remarks if member.reads_health or not each.health} if review else set()
        count = len(points & answered)
        line, group = line_of(one, member, today), _group(one, member, count)
        lines.append(FeedbackLine(line, group, review, len(points), count))
    return FeedbackHome(lines, _load(requests))


def points_left(session: Session, members: Collection[Membership]) -> Mapping[UUID, Sequence[Left]]:
    """By the plan, the reviews whose points these members of an organisation have not all answered, and how many."""
    cases = [one.case_id for one in members if one.side is Side.ORGANISATION]
    wanted = select(FeedbackRequest.id).join(Plan).where(Plan.case_id.in_(cases))
    issued = issued_of(session, session.scalars(wanted).all()) if cases else {}
    answered = answered_in(session, issued.values())
    found: dict[UUID, list[Left]] = {}
    for review in issued.values():
        left = sum(one.id not in answered for one in review.remarks)
        if left:
            found.setdefault(review.request.plan_id, []).append((review, left))
    return found


def issued_of(session: Session, request_ids: Collection[UUID]) -> Mapping[UUID, FeedbackReview]:
    """By the request, the review that was issued last."""
    wanted = select(FeedbackReview).where(FeedbackReview.request_id.in_(request_ids))
    issued = wanted.where(FeedbackReview.issued_at.is_not(None)).order_by(FeedbackReview.number)
    return {one.request_id: one for one in session.scalars(issued).unique()} if request_ids else {}


def answered_in(session: Session, reviews: Collection[FeedbackReview]) -> set[UUID]:
    """Which points of these reviews the organisation has answered; "later" is no answer yet."""
    said = standing_of(session, [point for one in reviews for point in one.remarks])
    return {key for key, one in said.items() if not one.is_open}


def _members(session: Session, person: Person, side: Side, today: date) -> dict[UUID, Membership]:
    wanted = select(Membership).where(Membership.person_id == person.id, Membership.side == side)
    return {one.case_id: one for one in session.scalars(wanted).unique() if one.holds(today)}


def _group(request: FeedbackRequest, member: Membership, answered: int) -> Group:
    assigned = request.assigned
    rules = [
        (Group.OVER, request.is_over),
        (Group.REPLIES, request.is_answered and answered),
        (Group.ISSUED, request.is_answered),
        (Group.ORGANISATION, request.waits_for_more),
        (Group.TRIAGE, request.waits_for_triage),
        (Group.UNASSIGNED, assigned is None),
        (Group.MINE, assigned and assigned.reviewer_id == member.id),
        (Group.SECOND, assigned and assigned.second_reader_id == member.id),
    ]
    return next((group for group, is_so in rules if is_so), Group.OTHERS)


def _load(requests: Sequence[FeedbackRequest]) -> list[tuple[str, int, int]]:
    """By name, how many each one reviews and reads second now."""
    reviews: Counter[str] = Counter()
    seconds: Counter[str] = Counter()
    for one in requests:
        if one.assigned and not (one.is_answered or one.is_over):
            reviews[one.assigned.reviewer.name] += 1
            if one.assigned.second_reader:
                seconds[one.assigned.second_reader.name] += 1
    return [(name, reviews[name], seconds[name]) for name in sorted(reviews.keys() | seconds.keys())]
