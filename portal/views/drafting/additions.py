"""Something new in PSR's draft: a clause that is written here, or words that were pasted and read into clauses."""

from collections.abc import Sequence
from uuid import UUID

from flask import Blueprint, g, render_template
from werkzeug.wrappers import Response

from portal.actions import Action
from portal.documents.markdown import write_markdown
from portal.documents.settling import Beside, Doubt, beside, doubts
from portal.domain.base import Refused
from portal.domain.drafting.beside import place_for
from portal.domain.drafting.clause_acts import clause_of
from portal.domain.drafting.clause_kinds import new_clause
from portal.domain.drafting.draft import Draft
from portal.domain.plans.content import Content
from portal.domain.plans.places import clause_name
from portal.domain.plans.plan import Plan
from portal.forms.drafting.addition import choices, read_kind
from portal.forms.drafting.pasted import expect_clauses, pasted_before, read_pasted
from portal.forms.drafting.words import pieces_of
from portal.forms.plans.decisions import read_settled, sent_doubts
from portal.forms.plans.draft import is_to_be_kept
from portal.web import fields
from portal.web.http import done, load, now, session, settings
from portal.web.marks import shown_again_by
from portal.web.prepared import prepared_by
from portal.web.sizes import takes_a_file

bp = Blueprint("draft_additions", __name__, url_prefix="/plans/<uuid:id>/draft/clauses/<key>/additions")
pastes = Blueprint("draft_pastes", __name__, url_prefix="/plans/<uuid:id>/draft/clauses/<key>/pastes")


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


def _again(id: UUID, key: str) -> str | Response:  # noqa: A002
    plan, _ = load(Plan, id, Action.EDIT_DRAFT)
    content = pasted_before(settings())
    if content is None or plan.is_issued or plan.draft_content.clause(key) is None:
        return new(id, key)
    return _as_read(plan, key, content, sent_doubts(content, settings()))


def _read_first(id: UUID, key: str) -> str | None:  # noqa: A002
    plan, _ = load(Plan, id, Action.EDIT_DRAFT)
    clause_of(plan.draft_content, key)
    reading = read_pasted(settings())
    if not is_to_be_kept(reading):
        return _as_read(plan, key, reading.content, doubts(reading), beside(reading))
    read_settled(reading.content, settings())
    return None


@pastes.post("", endpoint="create")
@takes_a_file
@shown_again_by(_again)
@prepared_by(_read_first)
def paste(id: UUID, key: str) -> Response:  # noqa: A002
    """Add what was read whole; otherwise show what was not understood, to mend or to keep."""
    plan, member = load(Plan, id, Action.EDIT_DRAFT)
    content = read_settled(read_pasted(settings()).content, settings())
    expect_clauses(content)
    about = Draft(session(), plan, member, now(), settings()).paste(key, content.clauses)
    return done("drafts.show", id=plan.id, _anchor=f"clause-{about}")


def _as_read(plan: Plan, key: str, content: Content, asked: Sequence[Doubt], rows: Sequence[Beside] = ()) -> str:
    return render_template(
        "drafting/pastes/as_read.html",
        plan=plan,
        key=key,
        name=clause_name(plan.draft_content, key),
        content=content,
        doubts=asked,
        rows=rows,
        markdown=write_markdown(content),
    )
