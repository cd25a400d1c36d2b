"""An organisation asks PSR for its view of a draft, and PSR decides what it does (000 L15)."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.actions import Action
from portal.domain.base import Refused, all_at_once
from portal.domain.dates import london_day
from portal.domain.feedback.document import attach
from portal.domain.feedback.request import FeedbackRequest, ask_for_feedback, expect_to_ask, requests_of
from portal.domain.feedback.review import issued_review_of, review_of
from portal.domain.feedback.triage import assign, decide, give_more, of_psr, take_back
from portal.domain.feedback.urgent import urgent_points_of
from portal.domain.plans.draft_version import newest_version
from portal.domain.plans.plan import Plan
from portal.forms.feedback.documents import look_at_documents, read_documents
from portal.forms.feedback.request import read_asked, read_assigned, read_decided, read_told
from portal.queries.cases.names import names
from portal.queries.feedback.documents import documents_for
from portal.queries.feedback.panels import RequestAct, request_panel
from portal.queries.feedback.requests import line_of
from portal.queries.feedback.rounds import former_review_of
from portal.web.after import did_here, show_panel
from portal.web.http import load, now, session, settings
from portal.web.marks import shown_again_by
from portal.web.prepared import prepared_by
from portal.web.sizes import small_form, takes_a_scan

bp = Blueprint("feedback_requests", __name__)
decisions = Blueprint("feedback_decisions", __name__)
answers = Blueprint("feedback_answers", __name__)
endings = Blueprint("feedback_endings", __name__)
assignments = Blueprint("feedback_assignments", __name__)


@bp.get("/plans/<uuid:id>/feedback-requests")
def index(id: UUID) -> str:  # noqa: A002 - the name of the part of the address
    """What the organisation asked about one plan, and whether it can ask now."""
    plan, member = load(Plan, id, Action.ASK_FOR_FEEDBACK)
    lines = [line_of(one, member, london_day(now())) for one in reversed(requests_of(session(), plan))]
    return render_template("feedback/requests/index.html", plan=plan, lines=lines, why_not=_why_not(plan))


@bp.get("/plans/<uuid:id>/feedback-requests/new")
def new(id: UUID) -> str | Response:  # noqa: A002
    plan, _ = load(Plan, id, Action.ASK_FOR_FEEDBACK)
    if _why_not(plan) and not request.form:
        return redirect(url_for("feedback_requests.index", id=plan.id), 303)
    version = newest_version(session(), plan.id)
    return render_template("feedback/requests/new.html", plan=plan, version=version, today=london_day(now()))


def _look(id: UUID) -> None:  # noqa: A002
    load(Plan, id, Action.ASK_FOR_FEEDBACK)
    with all_at_once() as tried:
        tried(read_asked)
        look_at_documents(tried)


@bp.post("/plans/<uuid:id>/feedback-requests")
@takes_a_scan
@shown_again_by(new)
@prepared_by(_look)
def create(id: UUID) -> Response:  # noqa: A002
    plan, member = load(Plan, id, Action.ASK_FOR_FEEDBACK)
    asked = ask_for_feedback(session(), plan, by=member, at=now(), **read_asked())
    attach(session(), asked, read_documents(), most=settings().max_feedback_documents, by=member, at=now())
    return did_here(RequestAct.ASKED, "feedback_requests.show", asked.id)


@bp.get("/feedback-requests/<uuid:id>")
def show(id: UUID) -> str:  # noqa: A002
    """A request with the version that it is about, and what became of it."""
    asked, member = load(FeedbackRequest, id, Action.VIEW_FEEDBACK_REQUEST)
    documents = documents_for(session(), asked, member)
    show_panel(request_panel(asked, member, request.args.get("did", ""), documents))
    return render_template(
        "feedback/requests/show.html",
        asked=asked,
        line=line_of(asked, member, london_day(now())),
        review=review_of(session(), asked),
        issued=issued_review_of(session(), asked),
        former=former_review_of(session(), asked),
        urgent=urgent_points_of(session(), asked),
        documents=documents,
        member=member,
        names=names(asked.case, member),
        people=of_psr(asked, now()),
        alone=settings().feedback_alone,
    )


@decisions.post("/feedback-requests/<uuid:id>/decisions", endpoint="create")
@small_form
@shown_again_by(show)
def create_decision(id: UUID) -> Response:  # noqa: A002
    asked, member = load(FeedbackRequest, id, Action.DECIDE_REQUEST)
    decide(session(), asked, by=member, at=now(), **read_decided())
    return did_here(RequestAct.DECIDED, "feedback_requests.show", asked.id)


def _look_at_answer(id: UUID) -> None:  # noqa: A002
    load(FeedbackRequest, id, Action.ANSWER_ABOUT_REQUEST)
    with all_at_once() as tried:
        tried(read_told)
        look_at_documents(tried)


@answers.post("/feedback-requests/<uuid:id>/answers", endpoint="create")
@takes_a_scan
@shown_again_by(show)
@prepared_by(_look_at_answer)
def create_answer(id: UUID) -> Response:  # noqa: A002
    asked, member = load(FeedbackRequest, id, Action.ANSWER_ABOUT_REQUEST)
    give_more(session(), asked, words=read_told(), by=member, at=now())
    attach(session(), asked, read_documents(), most=settings().max_feedback_documents, by=member, at=now())
    return did_here(RequestAct.GAVE_MORE, "feedback_requests.show", asked.id)


@endings.post("/feedback-requests/<uuid:id>/endings", endpoint="create")
@small_form
@shown_again_by(show)
def create_ending(id: UUID) -> Response:  # noqa: A002
    asked, member = load(FeedbackRequest, id, Action.TAKE_BACK_REQUEST)
    take_back(session(), asked, by=member, at=now())
    return did_here(RequestAct.TAKEN_BACK, "feedback_requests.show", asked.id)


@assignments.post("/feedback-requests/<uuid:id>/assignments", endpoint="create")
@small_form
@shown_again_by(show)
def create_assignment(id: UUID) -> Response:  # noqa: A002
    asked, member = load(FeedbackRequest, id, Action.ASSIGN_REVIEW)
    alone = settings().feedback_alone
    assign(session(), asked, alone=alone, by=member, at=now(), **read_assigned(asked))
    return did_here(RequestAct.ASSIGNED, "feedback_requests.show", asked.id)


def _why_not(plan: Plan) -> str:
    """Why PSR cannot be asked about this draft now; "" when it can."""
    try:
        expect_to_ask(session(), plan)
    except Refused as refused:
        return refused.sentence
    return ""
