"""Conversations about the plan's words: start one, reply, settle, take up again, and the list of all one may see."""

from uuid import UUID

from flask import Blueprint, abort, g, render_template, request
from werkzeug.wrappers import Response

from portal.actions import Action
from portal.domain.base import all_at_once
from portal.domain.dates import london_day
from portal.domain.plans.plan import Plan
from portal.domain.talk import discussion
from portal.domain.talk.concern import pause_of
from portal.domain.talk.thread import Thread, audiences_for
from portal.forms.talk import comment
from portal.queries.cases.names import names
from portal.queries.talk.threads import FILTERS, conversations
from portal.web.fields import page_number, text
from portal.web.http import done, load, now, session, settings
from portal.web.in_place import is_in_place
from portal.web.marks import only_reads, shown_again_by
from portal.web.prepared import prepared_by
from portal.web.sizes import small_form

bp = Blueprint("threads", __name__)
comments = Blueprint("comments", __name__)
settlements = Blueprint("settlements", __name__)
reopenings = Blueprint("reopenings", __name__)


@bp.get("/plans/<uuid:id>/threads")
def index(id: UUID) -> str | Response:  # noqa: A002 - the name of the part of the address
    plan, member = load(Plan, id, Action.VIEW_PLAN)
    chosen = request.args.get("show", "open")
    chosen = chosen if chosen in FILTERS else "open"
    paged = {"number": page_number(), "size": settings().conversations_per_page}
    found = conversations(session(), plan, member, show=chosen, **paged)
    if found.shown.number > 1 and not found.shown.things:
        return done("threads.index", id=plan.id, show=chosen)
    labels = {clause.key: clause.label for _, clause in plan.content.walk()}
    return render_template(
        "talk/threads/index.html",
        plan=plan,
        member=member,
        shown=found.shown,
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


def _find_words(id: UUID, key: str) -> None:  # noqa: A002
    plan, _ = load(Plan, id, Action.COMMENT)
    with all_at_once() as tried:
        tried(_find_quote, plan, key)
        tried(comment.first_remark)


def _find_quote(plan: Plan, key: str) -> None:
    clause, quote = plan.content.clause(key), text("quote", settings().max_clause_characters)
    if clause and quote:
        discussion.picked(session(), plan, clause, quote, comment.occurrence(), comment.read_in())


@bp.post("/plans/<uuid:id>/clauses/<key>/threads")
@shown_again_by(new)
@prepared_by(_find_words)
def create(id: UUID, key: str) -> Response:  # noqa: A002
    plan, member = load(Plan, id, Action.COMMENT)
    thread = discussion.start_thread(
        session(),
        plan,
        clause_key=key,
        quote=text("quote", settings().max_clause_characters),
        occurrence=comment.occurrence(),
        by=member,
        at=now(),
        read_in=comment.read_in(),
        **comment.first_remark(),
    )
    return comment.back_to(thread)


@bp.get("/threads/<uuid:id>")
def show(id: UUID) -> str:  # noqa: A002
    thread, member = load(Thread, id, Action.VIEW_PLAN)
    plan = thread.plan
    return render_template(
        "talk/threads/_in_place.html" if is_in_place() else "talk/threads/show.html",
        thread=thread,
        plan=plan,
        member=member,
        names=names(plan.case, member),
        clause=plan.content.clause(thread.clause_key),
        pause=pause_of(session(), member, london_day(now())),
    )


@comments.post("/threads/<uuid:id>/comments", endpoint="create")
@shown_again_by(show)
def reply(id: UUID) -> Response:  # noqa: A002
    thread, member = load(Thread, id, Action.REPLY)
    discussion.reply(session(), thread, body=comment.body(), by=member, at=now())
    return comment.back_to(thread)


@settlements.post("/threads/<uuid:id>/settlements", endpoint="create")
@small_form
@shown_again_by(show)
def settle(id: UUID) -> Response:  # noqa: A002
    thread, member = load(Thread, id, Action.SETTLE)
    discussion.settle(session(), thread, by=member, at=now())
    return comment.back_to(thread)


@reopenings.post("/threads/<uuid:id>/reopenings", endpoint="create")
@small_form
@shown_again_by(show)
def reopen(id: UUID) -> Response:  # noqa: A002
    thread, member = load(Thread, id, Action.REOPEN)
    discussion.reopen(session(), thread, by=member, at=now())
    return comment.back_to(thread)


def _new_page(plan_id: UUID, key: str) -> str:
    plan, member = load(Plan, plan_id, Action.COMMENT)
    if g.refused is None:
        plan.expect_issued()
    clause = plan.content.clause(key) or abort(404)
    options = comment.options(audiences_for(member), plan.case, member)
    present = plan.current.number if plan.is_issued else 0
    read_in = comment.read_in() if g.refused is None or not g.refused.about("quote") else present
    template = "talk/threads/_new.html" if is_in_place() else "talk/threads/new.html"
    read_in = read_in or present
    pause = pause_of(session(), member, london_day(now()))
    facts = {"options": options, "member": member, "read_in": read_in, "pause": pause}
    return render_template(template, plan=plan, clause=clause, **facts)
