"""A plan that ends without an agreement: PSR asks both for their view, each gives one, and PSR records the end."""

from uuid import UUID

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from portal.actions import Action
from portal.domain.base import Refused
from portal.domain.cases.roles import Party
from portal.domain.plans.ending import ask_for_views, days_left, end_not_agreed, give_view, views_of, views_request
from portal.domain.plans.plan import Plan
from portal.queries.plans.disagreement import disagreement_of
from portal.queries.talk.panels import Act
from portal.web import fields
from portal.web.after import did_here
from portal.web.http import done, load, now, session, settings
from portal.web.marks import shown_again_by
from portal.web.sizes import small_form

WRITTEN = "You have written a view. Give it, or take the words out first."

bp = Blueprint("endings", __name__)
asking = Blueprint("views_requests", __name__)
views = Blueprint("party_views", __name__)


@asking.post("/plans/<uuid:id>/views-requests", endpoint="create")
@small_form
@shown_again_by("disagreements.show")
def create_views_request(id: UUID) -> Response:  # noqa: A002 - the name of the part of the address
    plan, member = load(Plan, id, Action.END_PLAN)
    ask_for_views(session(), plan, by=member, at=now())
    return did_here(Act.VIEWS_ASKED, "disagreements.show", plan.id)


@views.get("/plans/<uuid:id>/views/new", endpoint="new")
def new_view(id: UUID) -> str | Response:  # noqa: A002
    plan, member = load(Plan, id, Action.GIVE_VIEW)
    if plan.agreed or views_request(session(), plan) is None:
        return done("disagreements.show", id=plan.id)
    own = views_of(session(), plan, [member.party] if member.party else [])
    given = own.get(member.party) if member.party else None
    return render_template("plans/endings/view.html", plan=plan, member=member, given=given)


@views.post("/plans/<uuid:id>/views", endpoint="create")
@shown_again_by(new_view)
def create_view(id: UUID) -> Response:  # noqa: A002
    plan, member = load(Plan, id, Action.GIVE_VIEW)
    none, words = request.form.get("none") == "yes", fields.text("words", settings().max_comment_characters)
    if none and words:
        raise Refused(WRITTEN, "words")
    if not none and not words:
        raise Refused("Write how you see it, or choose that you prefer to give no view.", "words")
    give_view(session(), plan, words="" if none else words, by=member, at=now())
    return did_here(Act.VIEW, "disagreements.show", plan.id)


@bp.get("/plans/<uuid:id>/endings/new")
def new(id: UUID) -> str | Response:  # noqa: A002
    plan, member = load(Plan, id, Action.END_PLAN)
    page = disagreement_of(session(), plan, member)
    if not page.is_open or page.views_asked is None:
        return done("disagreements.show", id=plan.id)
    wait = settings().ending_wait_working_days
    left = days_left(session(), plan, page.views_asked, page.views, wait_working_days=wait, at=now())
    return render_template("plans/endings/new.html", plan=plan, page=page, left=left, Party=Party)


@bp.post("/plans/<uuid:id>/endings")
@shown_again_by(new)
def create(id: UUID) -> Response:  # noqa: A002
    plan, member = load(Plan, id, Action.END_PLAN)
    comes_next = fields.text("comes_next", settings().max_reason_characters)
    without = request.form.get("without_views") == "yes"
    end_not_agreed(
        session(),
        plan,
        comes_next=comes_next,
        without_views=without,
        wait_working_days=settings().ending_wait_working_days,
        by=member,
        at=now(),
    )
    return did_here(Act.ENDED, "disagreements.show", plan.id)
