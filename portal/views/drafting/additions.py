"""Something new in a draft, written here after a clause."""

from uuid import UUID

from flask import Blueprint, g, render_template
from werkzeug.wrappers import Response

from portal.actions import Action
from portal.domain.base import Refused
from portal.domain.drafting.beside import place_for
from portal.domain.drafting.clause_acts import clause_of
from portal.domain.drafting.clause_kinds import new_clause
from portal.domain.drafting.draft import Draft
from portal.domain.plans.places import clause_name
from portal.domain.plans.plan import Plan
from portal.forms.drafting.addition import choices, read_kind
from portal.forms.drafting.words import pieces_of
from portal.web import fields
from portal.web.http import done, load, now, session, settings
from portal.web.marks import shown_again_by

bp = Blueprint("draft_additions", __name__, url_prefix="/plans/<uuid:id>/draft/clauses/<key>/additions")


@bp.get("/new")
def new(id: UUID, key: str) -> str | Response:  # noqa: A002 - the name of the part of the address
    plan, _ = load(Plan, id, Action.EDIT_DRAFT)
    content = plan.draft_content
    clause = content.clause(key)
    if plan.is_issued or clause is None:
        return "" if g.refused else done("drafts.show", id=plan.id)
    name, kinds = clause_name(content, key), choices(content, clause)
    return render_template("drafting/additions/new.html", plan=plan, clause=clause, name=name, kinds=kinds)


@bp.post("")
@shown_again_by(new)
def create(id: UUID, key: str) -> Response:  # noqa: A002
    """Add what was typed; where it has empty lines, a paragraph for each piece."""
    plan, member = load(Plan, id, Action.EDIT_DRAFT)
    content = plan.draft_content
    former = clause_of(content, key)
    kind = read_kind(content, former)
    pieces = pieces_of(fields.text("text", settings().max_clause_characters))
    if not pieces:
        raise Refused("Write the words to add.", "text")
    clauses = [new_clause(kind, text, health=former.health and kind != "section") for text in pieces]
    about = Draft(session(), plan, member, now(), settings()).add(place_for(content, former, kind), clauses)
    return done("drafts.show", id=plan.id, _anchor=f"clause-{about}")
