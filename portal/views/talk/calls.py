"""Asking PSR for a call: a note with times, for one's own side and PSR alone."""

from uuid import UUID

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from portal.actions import Action
from portal.domain.cases.case import Case
from portal.domain.dates import london_day
from portal.domain.talk.call import CallRequest, ask_for_call, note_call, take_back_call
from portal.forms.talk import arranging
from portal.queries.talk.beside import calls_seen_by
from portal.queries.talk.panels import Act, call_panel
from portal.web.after import did_here, show_panel
from portal.web.choosing import only_case_or
from portal.web.http import load, now, session
from portal.web.marks import shown_again_by
from portal.web.sizes import small_form

bp = Blueprint("calls", __name__)
steps = Blueprint("call_steps", __name__)
taking_back = Blueprint("call_withdrawals", __name__)


@bp.get("/calls")
def choose() -> str | Response:
    """The calls of the reader's only case, or a list of the cases to choose from."""
    return only_case_or("talk/calls/choose.html", "calls.index")


@bp.get("/cases/<uuid:id>/calls")
def index(id: UUID) -> str:  # noqa: A002 - the name of the part of the address
    case, member = load(Case, id, Action.VIEW_CALLS)
    calls = calls_seen_by(session(), [member])
    latest = max(calls, key=lambda one: max([one.at, *(step.at for step in one.steps)]), default=None)
    show_panel(call_panel(latest, member, request.args.get("did", "")))
    return render_template("talk/calls/index.html", case=case, member=member, calls=calls, today=london_day(now()))


@bp.post("/cases/<uuid:id>/calls")
@small_form
@shown_again_by(index)
def create(id: UUID) -> Response:  # noqa: A002
    case, member = load(Case, id, Action.ASK_FOR_CALL)
    ask_for_call(session(), case, **arranging.call(), by=member, at=now())
    return did_here(Act.ASKED, "calls.index", case.id)


@bp.get("/calls/<uuid:id>")
def show(id: UUID) -> str:  # noqa: A002
    """The same page, as it is shown again when an act on one call is refused."""
    call, _ = load(CallRequest, id, Action.VIEW_CALLS)
    return index(call.case_id)


@steps.post("/calls/<uuid:id>/steps", endpoint="create")
@small_form
@shown_again_by(show)
def create_step(id: UUID) -> Response:  # noqa: A002
    call, member = load(CallRequest, id, Action.NOTE_CALL)
    facts = arranging.rang()
    note_call(session(), call, **facts, by=member, at=now())
    return did_here(Act.RANG if facts["spoke"] else Act.TRIED, "calls.index", call.case_id)


@taking_back.post("/calls/<uuid:id>/withdrawals", endpoint="create")
@small_form
@shown_again_by(show)
def create_withdrawal(id: UUID) -> Response:  # noqa: A002
    call, member = load(CallRequest, id, Action.TAKE_BACK_CALL)
    take_back_call(session(), call, by=member, at=now())
    return did_here(Act.TAKEN_BACK, "calls.index", call.case_id)
