"""Requests for feedback as each side reads them, and which of them wait for whom."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.actions import Action
from portal.domain.cases.case import Case, Membership
from portal.domain.feedback.request import FeedbackRequest, Step
from portal.domain.plans.plan import Plan
from portal.policy import TABLE, may
from portal.queries.feedback.days import asked_when, how_long, wanted_first

STANDS = {
    None: "PSR has your request. It will say whether it can help, and how.",
    Step.ACCEPTED: "PSR is looking at your draft.",
    Step.MORE_ASKED: "PSR asks you for more.",
    Step.MORE_GIVEN: "PSR has your request. It will say whether it can help, and how.",
    Step.ELSEWHERE: "PSR suggests another service.",
    Step.TAKEN_BACK: "You took this request back.",
    Step.ANSWERED: "PSR has given its feedback.",
}
STANDS_AT_PSR = {
    None: "Waits for your decision",
    Step.ACCEPTED: "Accepted",
    Step.MORE_ASKED: "Waits for the organisation",
    Step.MORE_GIVEN: "Waits for your decision",
    Step.ELSEWHERE: "Another service was suggested",
    Step.TAKEN_BACK: "Taken back",
    Step.ANSWERED: "Answered",
}


@dataclass(frozen=True)
class RequestLine:
    """A request for one reader: where it stands in their words, and since when, "" once it is over or answered."""

    request: FeedbackRequest
    stands: str
    days: str

    @property
    def title(self) -> str:
        """The title of the draft when PSR was asked."""
        return self.request.content.title


def line_of(request: FeedbackRequest, reader: Membership, today: date) -> RequestLine:
    step = request.newest_step.step if request.newest_step else None
    stands = (STANDS_AT_PSR if reader.party is None else STANDS)[step]
    if reader.party is None and step is Step.ACCEPTED and request.assigned is None:
        stands = "Accepted. Nobody reviews it yet"
    return RequestLine(request, stands, _days(request, reader, today))


def _days(request: FeedbackRequest, reader: Membership, today: date) -> str:
    """PSR reads by when it is wanted too; the organisation how long it has waited, and no inner state of PSR."""
    if reader.party is None or request.is_over or request.is_answered:
        return how_long(request, today)
    return f"{asked_when(request, today)}."


def lines_of(session: Session, case: Case, reader: Membership, today: date) -> list[RequestLine]:
    """The requests of a case that this reader may know of, the newest first."""
    wanted = select(FeedbackRequest).join(Plan).where(Plan.case_id == case.id).order_by(FeedbackRequest.at.desc())
    found = session.scalars(wanted).unique()
    return [line_of(one, reader, today) for one in found if may(reader, Action.VIEW_FEEDBACK_REQUEST, one)]


def requests_waiting(session: Session, members: Collection[Membership]) -> Mapping[UUID, Sequence[FeedbackRequest]]:
    """By the case, what is wanted by a day first, which requests wait for these members: one query and its parts."""
    reading = {one.case_id: one for one in members if one.has(*TABLE[Action.VIEW_FEEDBACK_REQUEST])}
    wanted = select(FeedbackRequest).join(Plan).where(Plan.case_id.in_(reading))
    waiting: defaultdict[UUID, list[FeedbackRequest]] = defaultdict(list)
    for one in sorted(session.scalars(wanted).unique(), key=wanted_first) if reading else ():
        if waits_for(one, reading[one.case.id]):
            waiting[one.case.id].append(one)
    return waiting


def waits_for(request: FeedbackRequest, member: Membership) -> bool:
    """Whether it is for this member to do something about a request now."""
    if request.case.paused_at:
        return False
    if may(member, Action.DECIDE_REQUEST, request):
        unassigned = request.accepted_at is not None and request.assigned is None and not request.is_over
        return request.waits_for_triage or unassigned
    return request.waits_for_more and not request.is_over and may(member, Action.ANSWER_ABOUT_REQUEST, request)
