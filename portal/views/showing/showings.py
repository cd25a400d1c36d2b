"""Both parties choose what an observer is shown of a plan: one asks, the other answers, and either ends it."""

from uuid import UUID

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from portal.actions import Action
from portal.domain.plans.plan import Plan
from portal.domain.showing.choosing import agree_to_showing, end_showing, offer_showing, refuse_showing
from portal.domain.showing.showing import Showing, observers_of, sections_of
from portal.forms.showing.choice import Answer, read_answer, read_choice
from portal.queries.showing.showings import Act, showing_panel, watched_by
from portal.web import fields
from portal.web.after import did_here, show_panel
from portal.web.http import done, load, now, session
from portal.web.marks import shown_again_by
from portal.web.sizes import small_form

bp = Blueprint("showings", __name__)
answers = Blueprint("showing_answers", __name__)
endings = Blueprint("showing_endings", __name__)


@bp.get("/plans/<uuid:id>/showings")
def index(id: UUID) -> str:  # noqa: A002 - the name of the part of the address
    """What each observer is shown, and what waits for an answer."""
    plan, _ = load(Plan, id, Action.VIEW_SHOWINGS)
    return render_template("showing/showings/index.html", plan=plan, watched=watched_by(session(), plan))


@bp.get("/plans/<uuid:id>/showings/new")
def new(id: UUID) -> str | Response:  # noqa: A002
    """What can be shown to whom; where an answer is waited for, or nothing can be shown, the page that says so."""
    plan, member = load(Plan, id, Action.OFFER_SHOWING)
    observers = observers_of(plan.case)
    if request.method == "GET":
        observers = [one.observer for one in watched_by(session(), plan) if plan.is_issued and not one.waiting]
        if not observers:
            return done("showings.index", id=plan.id)
    return render_template(
        "showing/showings/new.html",
        plan=plan,
        member=member,
        observers=observers,
        sections=sections_of(plan) if plan.is_issued else [],
        chosen=request.form.getlist("sections"),
    )


@bp.post("/plans/<uuid:id>/showings")
@small_form
@shown_again_by(new)
def create(id: UUID) -> Response:  # noqa: A002
    plan, member = load(Plan, id, Action.OFFER_SHOWING)
    plan.expect_issued()
    observer, choice = read_choice(plan, observers_of(plan.case))
    showing = offer_showing(session(), plan, observer, choice, by=member, at=now())
    return did_here(Act.OFFERED, "showings.show", showing.id)


@bp.get("/showings/<uuid:id>")
def show(id: UUID) -> str:  # noqa: A002
    """What the observer would read, word for word, and what became of it."""
    showing, member = load(Showing, id, Action.VIEW_SHOWINGS)
    show_panel(showing_panel(showing, member, request.args.get("did", "")))
    return render_template("showing/showings/show.html", showing=showing, plan=showing.plan, member=member)


@answers.post("/showings/<uuid:id>/answers", endpoint="create")
@small_form
@shown_again_by(show)
def create_answer(id: UUID) -> Response:  # noqa: A002
    showing, member = load(Showing, id, Action.ANSWER_SHOWING)
    if read_answer() is Answer.NO:
        refuse_showing(session(), showing, by=member, at=now())
        return did_here(Act.REFUSED, "showings.show", id)
    agree_to_showing(session(), showing, digest=fields.digest(), by=member, at=now())
    return did_here(Act.AGREED, "showings.show", id)


@endings.post("/showings/<uuid:id>/endings", endpoint="create")
@small_form
@shown_again_by(show)
def create_ending(id: UUID) -> Response:  # noqa: A002
    showing, member = load(Showing, id, Action.END_SHOWING)
    end_showing(session(), showing, by=member, at=now())
    return did_here(Act.ENDED, "showings.show", id)
