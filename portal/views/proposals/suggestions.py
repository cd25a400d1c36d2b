"""Suggesting a change, of whatever kind: its form, what it would do while it is typed, and saving it."""

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from flask import Blueprint, abort, g, render_template, request
from werkzeug.wrappers import Response

from portal.actions import Action
from portal.domain.base import all_at_once
from portal.domain.plans.plan import Plan
from portal.domain.proposals.proposal import Proposal, class_of
from portal.domain.proposals.said import ProposalKind
from portal.forms.checks.beside import asked_about
from portal.forms.proposals import proposal as forms
from portal.forms.proposals.suggestion import Sheet, begun, edit_sheet, new_sheet
from portal.web.http import done, load, settings
from portal.web.marks import only_reads, shown_again_by
from portal.web.prepared import prepared_by

bp = Blueprint("suggestions", __name__)
View = TypeVar("View", bound=Callable[..., Any])


def for_each_kind(after: str, method: str) -> Callable[[View], View]:
    """Serve a view at the address of every kind of change, which tells it the kind."""

    def route(view: View) -> View:
        for kind in ProposalKind:
            rule = f"/plans/<uuid:id>/{class_of(kind).path}{after}"
            bp.add_url_rule(rule, view_func=view, methods=[method], defaults={"kind": kind.value})
        return view

    return route


@for_each_kind("/new", "GET")
def new(id: UUID, kind: str, key: str = "") -> str:  # noqa: A002 - the name of the part of the address
    plan, member = load(Plan, id, Action.SUGGEST)
    if g.refused is None:
        plan.expect_issued()
    change = _begun(plan, kind, key)
    looked_at, like = asked_about(plan, change, member), forms.taken_back(plan, member)
    return _shown(new_sheet(plan, change, key, looked_at=looked_at, like=like))


def _compare(id: UUID, kind: str, key: str = "") -> None:  # noqa: A002
    plan, member = load(Plan, id, Action.SUGGEST)
    change = _begun(plan, kind, key)
    forms.expect_shown(change.shown(plan.content), change.field)
    forms.expect_restorable(plan)
    with all_at_once() as tried:
        tried(forms.compare, plan.content, change)
        tried(forms.reason)
        tried(forms.asked_by, member)


@for_each_kind("", "POST")
@shown_again_by(new)
@prepared_by(_compare)
def create(id: UUID, kind: str, key: str = "") -> Response:  # noqa: A002
    plan, member = load(Plan, id, Action.SUGGEST)
    change = _begun(plan, kind, key)
    forms.expect_shown(change.shown(plan.content), change.field)
    author, place = forms.author(plan, member), forms.place() if change.has_place else None
    forms.expect_restorable(plan)
    made = author.suggest(change, change.typed(request.form), place, limits=settings())
    return done(forms.after_saving(), id=made.id)


@for_each_kind("/previews", "POST")
@only_reads
def preview(id: UUID, kind: str, key: str = "") -> str | Response:  # noqa: A002
    """What was typed so far would do this: a fragment for htmx; else, or to start anew, the whole form."""
    plan, member = load(Plan, id, Action.SUGGEST)
    change, edited = _begun(plan, kind, key), forms.edited(plan, member)
    if "HX-Request" in request.headers and "begin_with" not in request.form:
        shown = forms.preview(plan.content, change, change.typed(request.form))
        return render_template("proposals/_preview.html", preview=shown, side=member.side.value)
    if edited is None:
        return _shown(new_sheet(plan, change, key))
    try:
        return _shown(edit_sheet(edited))
    except LookupError:
        return done("proposals.show", id=edited.id)


def _begun(plan: Plan, kind: str, key: str) -> Proposal:
    try:
        return begun(plan, kind, key, forms.part())
    except LookupError:
        abort(404)


def _shown(sheet: Sheet) -> str:
    return render_template(sheet.template, **sheet.values)
