"""Showing PSR a comment that hurts or is not right, and PSR’s answer."""

from uuid import UUID

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from portal.actions import Action
from portal.domain.cases.case import Case
from portal.domain.talk.concern import Concern, answer_concern, can_be_shown, raise_concern
from portal.domain.talk.thread import Thread
from portal.forms.talk.concern import read_answered, read_shown
from portal.policy import may
from portal.queries.cases.names import names
from portal.queries.talk.concerns import ConcernAct, concern_panel, concerns_for
from portal.web.after import did_here, show_panel
from portal.web.http import load, now, session, settings
from portal.web.marks import shown_again_by
from portal.web.sizes import small_form

bp = Blueprint("concerns", __name__)
answers = Blueprint("concern_answers", __name__)


@bp.get("/cases/<uuid:id>/concerns")
def index(id: UUID) -> str:  # noqa: A002 - the name of the part of the address
    case, member = load(Case, id, Action.VIEW_CONCERN)
    found = concerns_for(session(), case, member)
    return render_template(
        "talk/concerns/index.html", case=case, member=member, concerns=found, names=names(case, member)
    )


@bp.get("/threads/<uuid:id>/concerns/new")
def new(id: UUID) -> str:  # noqa: A002
    thread, member = load(Thread, id, Action.RAISE_CONCERN)
    return render_template(
        "talk/concerns/new.html",
        thread=thread,
        member=member,
        comments=can_be_shown(session(), thread, member),
        names=names(thread.case, member),
    )


@bp.post("/threads/<uuid:id>/concerns")
@small_form
@shown_again_by(new)
def create(id: UUID) -> Response:  # noqa: A002
    thread, member = load(Thread, id, Action.RAISE_CONCERN)
    concern = raise_concern(session(), thread, by=member, at=now(), **read_shown())
    return did_here(ConcernAct.RAISED, "concerns.show", concern.id)


@bp.get("/concerns/<uuid:id>")
def show(id: UUID) -> str:  # noqa: A002
    """What was shown, and what PSR did; for an adviser, its answer."""
    concern, member = load(Concern, id, Action.VIEW_CONCERN)
    show_panel(concern_panel(concern, member, request.args.get("did", "")))
    return render_template(
        "talk/concerns/show.html",
        concern=concern,
        member=member,
        thread=_thread_of(concern),
        names=names(concern.case, member),
        answers=may(member, Action.ANSWER_CONCERN, concern),
    )


@answers.post("/concerns/<uuid:id>/answers", endpoint="create")
@small_form
@shown_again_by(show)
def create_answer(id: UUID) -> Response:  # noqa: A002
    concern, member = load(Concern, id, Action.ANSWER_CONCERN)
    most = settings().max_comment_pause_days
    facts = read_answered()
    answer_concern(session(), concern, _thread_of(concern), most_days=most, by=member, at=now(), **facts)
    return did_here(ConcernAct.ANSWERED, "concerns.show", id)


def _thread_of(concern: Concern) -> Thread:
    """The conversation, which PSR may read nothing else of."""
    return session().get_one(Thread, concern.comment.thread_id)
