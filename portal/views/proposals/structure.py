"""Suggesting a new paragraph, one less, or one elsewhere."""

from uuid import UUID

from flask import Blueprint, abort, request
from werkzeug.wrappers import Response

from portal.domain.base import Refused
from portal.domain.plans.content import CLAUSE_KINDS, Clause
from portal.domain.plans.plan import Plan
from portal.domain.plans.structure import Place, place_of, whole_words
from portal.forms.proposals import proposal as forms
from portal.forms.proposals.suggesting import addition_page, move_page, removal_page
from portal.policy import Action
from portal.web.http import done, load, settings, shown_again_by

additions = Blueprint("additions", __name__)
removals = Blueprint("removals", __name__)
moves = Blueprint("moves", __name__)


@additions.get("/plans/<uuid:id>/clauses/<key>/additions/new", endpoint="new")
def new_addition(id: UUID, key: str) -> str:  # noqa: A002 - the name of the part of the address
    """A new clause after this one, of its kind; with `inside`, the first under a section."""
    plan, _ = load(Plan, id, Action.SUGGEST)
    clause = _clause(plan, key)
    inside = clause.kind == "section" and (request.form.get("part") or request.args.get("part")) != "section"
    place = Place(key, "") if inside else place_of(plan.content, key) or abort(404)
    return addition_page(plan, place if inside else Place(place.parent, key), _kind(clause, inside))


@additions.post("/plans/<uuid:id>/clauses/<key>/additions", endpoint="create")
@shown_again_by(new_addition)
def create_addition(id: UUID, key: str) -> Response:  # noqa: A002
    plan, member = load(Plan, id, Action.SUGGEST)
    kind = request.form.get("part", "")
    if plan.content.clause(key) is None or kind not in CLAUSE_KINDS:
        abort(404)
    author, place, text = forms.author(plan, member), forms.place(), request.form.get("text", "")
    limits = {"limit": settings().max_clause_characters, "most_clauses": settings().max_clauses}
    if request.form.get("restores"):
        proposal = author.restore(_removed(plan), place, text, **limits)
    else:
        proposal = author.add(place, kind, text, **limits)
    return done(forms.after_saving(), id=proposal.id)


def _removed(plan: Plan) -> Clause:
    clause = forms.removed(plan, request.form["restores"])
    if clause is None:
        raise Refused("What you would bring back is in the plan again, or its place is gone. Nothing was saved.")
    return clause


@removals.get("/plans/<uuid:id>/clauses/<key>/removals/new", endpoint="new")
def new_removal(id: UUID, key: str) -> str:  # noqa: A002
    plan, _ = load(Plan, id, Action.SUGGEST)
    return removal_page(plan, _clause(plan, key))


@removals.post("/plans/<uuid:id>/clauses/<key>/removals", endpoint="create")
@shown_again_by(new_removal)
def create_removal(id: UUID, key: str) -> Response:  # noqa: A002
    plan, member = load(Plan, id, Action.SUGGEST)
    forms.expect_shown(whole_words(_clause(plan, key)), "")
    proposal = forms.author(plan, member).remove(key)
    return done(forms.after_saving(), id=proposal.id)


@moves.get("/plans/<uuid:id>/clauses/<key>/moves/new", endpoint="new")
def new_move(id: UUID, key: str) -> str:  # noqa: A002
    plan, _ = load(Plan, id, Action.SUGGEST)
    return move_page(plan, _clause(plan, key))


@moves.post("/plans/<uuid:id>/clauses/<key>/moves", endpoint="create")
@shown_again_by(new_move)
def create_move(id: UUID, key: str) -> Response:  # noqa: A002
    plan, member = load(Plan, id, Action.SUGGEST)
    present = place_of(plan.content, key) or abort(404)
    forms.expect_shown(present.written(), "place")
    proposal = forms.author(plan, member).move(key, forms.place())
    return done(forms.after_saving(), id=proposal.id)


def _clause(plan: Plan, key: str) -> Clause:
    return plan.content.clause(key) or abort(404)


def _kind(clause: Clause, inside: bool) -> str:
    """The kind of the new clause: that of its neighbours."""
    if not inside:
        return clause.kind
    return clause.children[0].kind if clause.children else "paragraph"
