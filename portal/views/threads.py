"""Conversations about the plan's words: start one, reply, settle, and the list of all one may see."""

from uuid import UUID

from flask import Blueprint, abort, render_template, request
from werkzeug.wrappers import Response

from portal.domain import discussion
from portal.domain.base import Refused
from portal.domain.case import Side
from portal.domain.discussion import Audience, Thread
from portal.domain.plan import Plan
from portal.forms.fields import required, text
from portal.http import done, load, now, only_reads, session, settings, shown_again_by
from portal.policy import Action
from portal.queries.names import names
from portal.queries.threads import conversations

bp = Blueprint("threads", __name__)
comments = Blueprint("comments", __name__)
settlements = Blueprint("settlements", __name__)

FILTERS = {"open": "Open", "settled": "Settled", "orphaned": "Words gone"}


@bp.get("/plans/<uuid:id>/threads")
def index(id: UUID) -> str:  # noqa: A002 - the name of the part of the address
    plan, member = load(Plan, id, Action.VIEW_PLAN)
    chosen = request.args.get("show", "open")
    chosen = chosen if chosen in FILTERS else "open"
    found = conversations(session(), plan, member, show=chosen)
    labels = {clause.key: clause.label for _, clause in plan.content.walk()}
    return render_template(
        "threads/index.html",
        plan=plan,
        member=member,
        threads=found,
        names=names(plan.case, member),
        labels=labels,
        chosen=chosen,
        filters=FILTERS,
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
    limits = settings()
    thread = discussion.start_thread(
        session(),
        plan,
        clause_key=key,
        quote=text("quote", limits.max_clause_characters),
        occurrence=_occurrence(),
        body=required("body", limits.max_comment_characters, "Write your comment.", lines=True),
        audience=_audience(),
        by=member,
        at=now(),
        must_settle=request.form.get("must_settle") == "yes",
    )
    return done("plans.show", id=plan.id, _anchor=f"thread-{thread.id}")


@bp.get("/threads/<uuid:id>")
def show(id: UUID) -> str:  # noqa: A002
    thread, member = load(Thread, id, Action.VIEW_PLAN)
    plan = thread.plan
    clause = plan.content.clause(thread.clause_key)
    return render_template(
        "threads/show.html", thread=thread, plan=plan, member=member, names=names(plan.case, member), clause=clause
    )


@comments.post("/threads/<uuid:id>/comments", endpoint="create")
@shown_again_by(show)
def reply(id: UUID) -> Response:  # noqa: A002
    thread, member = load(Thread, id, Action.REPLY)
    body = required("body", settings().max_comment_characters, "Write your comment.", lines=True)
    discussion.reply(session(), thread, body=body, by=member, at=now())
    return done("plans.show", id=thread.plan_id, _anchor=f"thread-{thread.id}")


@settlements.post("/threads/<uuid:id>/settlements", endpoint="create")
@shown_again_by(show)
def settle(id: UUID) -> Response:  # noqa: A002
    thread, member = load(Thread, id, Action.SETTLE)
    discussion.settle(session(), thread, by=member, at=now())
    return done("plans.show", id=thread.plan_id, _anchor=f"clause-{thread.clause_key}")


def _new_page(plan_id: UUID, key: str) -> str:
    plan, member = load(Plan, plan_id, Action.COMMENT)
    clause = plan.content.clause(key) or abort(404)
    own = Audience(member.side.value)
    options = [(own.value, _own_side(member.side, plan), ""), ("shared", "Both parties", _shared(plan))]
    return render_template("threads/new.html", plan=plan, clause=clause, options=options, own=own.value)


def _own_side(side: Side, plan: Plan) -> str:
    return {
        Side.PRACTITIONER: f"Only {plan.case.practitioner} and their representative",
        Side.ORGANISATION: f"Only {plan.case.organisation}",
    }.get(side, "Only PSR")


def _shared(plan: Plan) -> str:
    return f"Seen by {Audience.SHARED.in_words(plan.case)}."


def _audience() -> Audience:
    try:
        return Audience(request.form.get("audience"))
    except ValueError:
        raise Refused("Choose who can see your comment.", "audience") from None


def _occurrence() -> int:
    number = request.form.get("occurrence", "0")
    return int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 0
