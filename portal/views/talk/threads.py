"""Conversations about the plan's words: start one, reply, settle, take up again, and the list of all one may see."""

from uuid import UUID

from flask import Blueprint, abort, g, render_template, request
from werkzeug.wrappers import Response

from portal.domain.plans.plan import Plan
from portal.domain.talk import discussion
from portal.domain.talk.thread import Thread, audiences_of
from portal.forms.talk import comment
from portal.policy import Action
from portal.queries.cases.names import names
from portal.queries.talk.threads import FILTERS, conversations
from portal.web.fields import text
from portal.web.http import done, load, now, only_reads, session, settings, shown_again_by

bp = Blueprint("threads", __name__)
comments = Blueprint("comments", __name__)
settlements = Blueprint("settlements", __name__)
reopenings = Blueprint("reopenings", __name__)


@bp.get("/plans/<uuid:id>/threads")
def index(id: UUID) -> str:  # noqa: A002 - the name of the part of the address
    plan, member = load(Plan, id, Action.VIEW_PLAN)
    chosen = request.args.get("show", "open")
    chosen = chosen if chosen in FILTERS else "open"
    found = conversations(session(), plan, member, show=chosen)
    labels = {clause.key: clause.label for _, clause in plan.content.walk()}
    return render_template(
        "talk/threads/index.html",
        plan=plan,
        member=member,
        threads=found.threads,
        names=names(plan.case, member),
        labels=labels,
        chosen=chosen,
        filters=found.filters,
    )


@bp.get("/plans/<uuid:id>/clauses/<key>/threads/new")
def new(id: UUID, key: str) -> str:  # noqa: A002
    return _new_page(id, key)


@bp.post("/plans/<uuid:id>/clauses/<key>/threads/new", endpoint="about")
@only_reads
def new_about_words(id: UUID, key: str) -> str:  # noqa: A002
    """The same page for words selected in the plan: they travel in the form, never in the address."""
    return _new_page(id, key)


@bp.post("/plans/<uuid:id>/clauses/<key>/threads")
@shown_again_by(new)
def create(id: UUID, key: str) -> Response:  # noqa: A002
    plan, member = load(Plan, id, Action.COMMENT)
    thread = discussion.start_thread(
        session(),
        plan,
        clause_key=key,
        quote=text("quote", settings().max_clause_characters),
        occurrence=comment.occurrence(),
        body=comment.body(),
        audience=comment.audience(),
        by=member,
        at=now(),
        must_settle=comment.must_settle(),
        read_in=comment.read_in(),
    )
    return done("plans.show", id=plan.id, _anchor=f"thread-{thread.id}")


@bp.get("/threads/<uuid:id>")
def show(id: UUID) -> str:  # noqa: A002
    thread, member = load(Thread, id, Action.VIEW_PLAN)
    plan = thread.plan
    clause = plan.content.clause(thread.clause_key)
    return render_template(
        "talk/threads/show.html", thread=thread, plan=plan, member=member, names=names(plan.case, member), clause=clause
    )


@comments.post("/threads/<uuid:id>/comments", endpoint="create")
@shown_again_by(show)
def reply(id: UUID) -> Response:  # noqa: A002
    thread, member = load(Thread, id, Action.REPLY)
    discussion.reply(session(), thread, body=comment.body(), by=member, at=now())
    return comment.back_to(thread)


@settlements.post("/threads/<uuid:id>/settlements", endpoint="create")
@shown_again_by(show)
def settle(id: UUID) -> Response:  # noqa: A002
    thread, member = load(Thread, id, Action.SETTLE)
    discussion.settle(session(), thread, by=member, at=now())
    return comment.back_to(thread)


@reopenings.post("/threads/<uuid:id>/reopenings", endpoint="create")
@shown_again_by(show)
def reopen(id: UUID) -> Response:  # noqa: A002
    thread, member = load(Thread, id, Action.REOPEN)
    discussion.reopen(session(), thread, by=member, at=now())
    return comment.back_to(thread)


def _new_page(plan_id: UUID, key: str) -> str:
    plan, member = load(Plan, plan_id, Action.COMMENT)
    clause = plan.content.clause(key) or abort(404)
    options = comment.options(audiences_of(member.side), plan.case, member)
    present = plan.current.number if plan.is_issued else 0
    read_in = comment.read_in() if g.refused is None or g.refused.field != "quote" else present
    return render_template(
        "talk/threads/new.html", plan=plan, clause=clause, options=options, member=member, read_in=read_in or present
    )
