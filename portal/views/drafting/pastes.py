"""Words that were pasted after a clause of a draft, or into it, and read into clauses."""

from collections.abc import Sequence
from typing import cast
from uuid import UUID

from flask import Blueprint, current_app, render_template
from werkzeug.wrappers import Response

from portal.actions import Action
from portal.documents.markdown import write_markdown
from portal.documents.settling import Beside, Doubt, beside, doubts
from portal.domain.drafting.clause_acts import clause_of
from portal.domain.drafting.draft import Draft
from portal.domain.plans.content import Content
from portal.domain.plans.places import clause_name
from portal.domain.plans.plan import Plan
from portal.forms.drafting.pasted import AFTER, INTO, Field, carried, expect_clauses, pasted_before, read_pasted
from portal.forms.drafting.words import words_of
from portal.forms.plans.decisions import read_settled, sent_doubts, undecided
from portal.forms.plans.draft import is_to_be_kept
from portal.web.http import done, load, now, session, settings
from portal.web.marks import shown_again_by
from portal.web.prepared import prepared_by
from portal.web.sizes import takes_a_file

bp = Blueprint("draft_pastes", __name__, url_prefix="/plans/<uuid:id>/draft/clauses/<key>/pastes")


def _again_after(id: UUID, key: str) -> str | Response:  # noqa: A002 - the name of the part of the address
    return _again(id, key, AFTER)


def _again_into(id: UUID, key: str) -> str | Response:  # noqa: A002
    return _again(id, key, INTO)


def _read_after(id: UUID, key: str) -> str | None:  # noqa: A002
    return _read_first(id, key, AFTER)


def _read_into(id: UUID, key: str) -> str | None:  # noqa: A002
    return _read_first(id, key, INTO)


@bp.post("")
@takes_a_file
@shown_again_by(_again_after)
@prepared_by(_read_after)
def create(id: UUID, key: str) -> Response:  # noqa: A002
    """Add what was read whole after the clause; otherwise show what was not understood, to mend or to decide later."""
    plan, member = load(Plan, id, Action.EDIT_DRAFT)
    read = read_pasted(settings(), AFTER).content
    content, lines = read_settled(read, settings()), undecided(read, settings())
    expect_clauses(content, AFTER)
    about = Draft(session(), plan, member, now(), settings()).paste(key, content.clauses, lines)
    return done("drafts.show", id=plan.id, _anchor=f"clause-{about}")


@bp.post("/own")
@takes_a_file
@shown_again_by(_again_into)
@prepared_by(_read_into)
def read_into(id: UUID, key: str) -> Response:  # noqa: A002
    """Make clauses of what was pasted among a clause's own words: the first is the clause, the others follow it."""
    plan, member = load(Plan, id, Action.EDIT_DRAFT)
    read = read_pasted(settings(), INTO).content
    content, lines = read_settled(read, settings()), undecided(read, settings())
    expect_clauses(content, INTO)
    before = plan.draft_content
    most = settings().max_clause_characters
    words = words_of(before, clause_of(before, key), most, read=content.clauses[0].text)
    Draft(session(), plan, member, now(), settings()).paste_into(key, words, content.clauses, lines)
    return done("drafts.show", id=plan.id, _anchor=f"clause-{key}")


def _again(id: UUID, key: str, field: Field) -> str | Response:  # noqa: A002
    plan, _ = load(Plan, id, Action.EDIT_DRAFT)
    content = pasted_before(settings(), field)
    if content is None or plan.is_issued or plan.draft_content.clause(key) is None:
        return cast(str, current_app.view_functions[field.page](id=id, key=key))
    return _as_read(plan, key, field, content, sent_doubts(content, settings()))


def _read_first(id: UUID, key: str, field: Field) -> str | None:  # noqa: A002
    plan, _ = load(Plan, id, Action.EDIT_DRAFT)
    clause_of(plan.draft_content, key)
    reading = read_pasted(settings(), field)
    if not is_to_be_kept(reading):
        return _as_read(plan, key, field, reading.content, doubts(reading), beside(reading))
    read_settled(reading.content, settings())
    return None


def _as_read(
    plan: Plan, key: str, field: Field, content: Content, asked: Sequence[Doubt], rows: Sequence[Beside] = ()
) -> str:
    return render_template(
        "drafting/pastes/as_read.html",
        plan=plan,
        key=key,
        field=field,
        name=clause_name(plan.draft_content, key),
        content=content,
        doubts=asked,
        rows=rows,
        markdown=write_markdown(content),
        carried=carried(),
    )
