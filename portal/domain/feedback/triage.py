"""What PSR decides about a request for feedback, and who of PSR reviews and reads second (000 L15)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from portal.domain import record
from portal.domain.base import Fault, Refused, expect_none
from portal.domain.cases.case import Membership
from portal.domain.cases.roles import Role
from portal.domain.dates import london_day
from portal.domain.feedback import events
from portal.domain.feedback.request import Assignment, FeedbackRequest, RequestStep, Step, tell

DECIDED = "This request has been decided already. Read on this page what became of it."
NOT_WAITING = "PSR does not wait for more about this request now."
TOO_LATE = "PSR has answered this request already."
NOT_ACCEPTED = "Who reviews a request is said once it is accepted, and until it is over."
NO_DECISION = "Choose what PSR does."
NO_REVIEWER = Fault("Choose who reviews it.", "reviewer")
NO_SECOND = Fault("Choose who reads second.", "second_reader")
SAME_PERSON = Fault("The second reader is somebody else than the reviewer.", "second_reader")
TOLD_AS = {
    Step.ACCEPTED: events.FEEDBACK_ACCEPTED,
    Step.MORE_ASKED: events.FEEDBACK_MORE_ASKED,
    Step.MORE_GIVEN: events.FEEDBACK_MORE_GIVEN,
    Step.ELSEWHERE: events.FEEDBACK_ELSEWHERE,
    Step.TAKEN_BACK: events.FEEDBACK_TAKEN_BACK,
}
DECISIONS = (Step.ACCEPTED, Step.MORE_ASKED, Step.ELSEWHERE)
MISSING = {
    Step.MORE_ASKED: "Say what PSR needs to know.",
    Step.MORE_GIVEN: "Write what PSR asked for.",
    Step.ELSEWHERE: "Say which service would help, and why.",
}


def decide(
    session: Session, request: FeedbackRequest, decision: Step, *, reasons: str, by: Membership, at: datetime
) -> None:
    """Accept a request for PSR, ask for more, or suggest another service; all but the first with reasons.

    Raises Refused once it has been accepted or is over, and while PSR waits for more, unless it goes elsewhere.
    """
    request.case.expect_going_on()
    if decision not in DECISIONS:
        raise Refused(NO_DECISION, "decision")
    if request.is_over or request.accepted_at:
        raise Refused(DECIDED)
    take_step(session, request, decision, reasons, by=by, at=at, field="reasons")


def give_more(session: Session, request: FeedbackRequest, *, words: str, by: Membership, at: datetime) -> None:
    """Answer for the organisation what PSR asked for. Raises Refused unless PSR waits for it."""
    request.case.expect_going_on()
    if not request.waits_for_more or request.is_over:
        raise Refused(NOT_WAITING)
    take_step(session, request, Step.MORE_GIVEN, words, by=by, at=at, field="told_more")


def take_back(session: Session, request: FeedbackRequest, *, reasons: str = "", by: Membership, at: datetime) -> None:
    """End a request for the organisation, which owes no reason. Raises Refused once it is over or answered."""
    if request.is_over:
        raise Refused(DECIDED)
    if request.is_answered:
        raise Refused(TOO_LATE)
    take_step(session, request, Step.TAKEN_BACK, reasons, by=by, at=at)


def assign(
    session: Session,
    request: FeedbackRequest,
    *,
    reviewer: Membership | None,
    second_reader: Membership | None,
    alone: bool,
    by: Membership,
    at: datetime,
) -> Assignment | None:
    """Say who reviews an accepted request and who reads second: two people, unless a small team reads `alone`.

    Once it is answered that is who corrects it, where the reviewer left or is away. Saying what stands already changes
    nothing, and gives None. Raises Refused before the request is accepted, once it is over, and for who is not of PSR
    on this case.
    """
    request.case.expect_going_on()
    if request.is_over or not request.accepted_at:
        raise Refused(NOT_ACCEPTED)
    here = of_psr(request, at)
    expect_none(
        ([] if reviewer in here else [NO_REVIEWER])
        + ([] if second_reader in here or (second_reader is None and alone) else [NO_SECOND])
        + ([SAME_PERSON] if reviewer and reviewer is second_reader else [])
    )
    assert reviewer
    standing = request.assigned
    if standing and (standing.reviewer, standing.second_reader) == (reviewer, second_reader):
        return None
    assigned = Assignment(
        number=len(request.assignments) + 1, reviewer=reviewer, second_reader=second_reader, by_id=by.id, at=at
    )
    request.assignments.append(assigned)
    session.flush()
    values = {"reviewer": str(reviewer.id), "second_reader": str(second_reader.id) if second_reader else ""}
    tell(session, request, events.REVIEW_ASSIGNED, by=by, at=at, values=values, stream=record.Stream.PSR)
    return assigned


def of_psr(request: FeedbackRequest, at: datetime) -> Sequence[Membership]:
    """Who can review or read second: PSR's people on the case."""
    return [one for one in request.case.present(london_day(at)) if one.has(Role.ADVISER, Role.REVIEWER)]


def take_step(
    session: Session,
    request: FeedbackRequest,
    step: Step,
    words: str,
    *,
    by: Membership,
    at: datetime,
    field: str = "",
) -> None:
    """Write down what happened to a request, and tell it where a kind of event says so."""
    if step in MISSING and not words.strip():
        raise Refused(MISSING[step], field)
    request.steps.append(RequestStep(number=len(request.steps) + 1, step=step, words=words, by_id=by.id, at=at))
    session.flush()
    if step in TOLD_AS:
        tell(session, request, TOLD_AS[step], by=by, at=at, values={"words": words})
