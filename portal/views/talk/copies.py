"""Putting forward a copy of chosen private comments: to more readers, in a conversation of its own."""

from uuid import UUID

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from portal.actions import Action
from portal.domain.base import Refused
from portal.domain.talk.copying import NOTHING_CHOSEN, anchored_now, audiences_beyond, copyable, put_forward_copy
from portal.domain.talk.thread import Thread
from portal.forms.talk import comment
from portal.queries.cases.names import names
from portal.web.http import load, now, session
from portal.web.marks import shown_again_by
from portal.web.prepared import prepared_by
from portal.web.sizes import small_form

bp = Blueprint("copies", __name__)


@bp.get("/threads/<uuid:id>/copies/new")
def new(id: UUID) -> str:  # noqa: A002 - the name of the part of the address
    thread, member = load(Thread, id, Action.PUT_FORWARD_COPY)
    case = thread.plan.case
    return render_template(
        "talk/threads/copy.html",
        thread=thread,
        plan=thread.plan,
        member=member,
        names=names(case, member),
        comments=copyable(thread, member),
        options=comment.options(audiences_beyond(thread, member), case, member),
        chosen=request.form.getlist("comments"),
    )


def _find_words(id: UUID) -> None:  # noqa: A002
    thread, _ = load(Thread, id, Action.PUT_FORWARD_COPY)
    anchored_now(thread)


@bp.post("/threads/<uuid:id>/copies")
@small_form
@shown_again_by(new)
@prepared_by(_find_words)
def create(id: UUID) -> Response:  # noqa: A002
    thread, member = load(Thread, id, Action.PUT_FORWARD_COPY)
    chosen = _chosen(thread)
    copy = put_forward_copy(session(), thread, comments=chosen, audience=comment.audience(), by=member, at=now())
    return comment.back_to(copy)


def _chosen(thread: Thread) -> set[UUID]:
    known = {str(one.id): one.id for one in thread.comments}
    chosen = {known[number] for number in request.form.getlist("comments") if number in known}
    if not chosen:
        raise Refused(NOTHING_CHOSEN, "comments")
    return chosen
