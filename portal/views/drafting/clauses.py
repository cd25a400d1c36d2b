"""One clause of PSR's draft, written where it stands: its words, its place, what it is, and taking it out."""

from uuid import UUID

from flask import Blueprint, g, render_template, request
from werkzeug.wrappers import Response

from portal.actions import Action
from portal.domain.drafting.clause_acts import clause_of
from portal.domain.drafting.clause_kinds import kinds_for
from portal.domain.drafting.draft import Draft, Words, ways
from portal.domain.drafting.shown import place_shown, words_shown
from portal.domain.plans.places import CLAUSE_NAMES, clause_name, places
from portal.domain.plans.plan import Plan
from portal.forms.drafting.words import chosen_place, pieces_of, words_of
from portal.queries.drafting.draft_page import row_of, saved
from portal.text.english import capital
from portal.web.http import done, load, now, session, settings
from portal.web.in_place import is_in_place
from portal.web.marks import shown_again_by

bp = Blueprint("draft_clauses", __name__, url_prefix="/plans/<uuid:id>/draft/clauses/<key>")


@bp.get("/edit")
def edit(id: UUID, key: str) -> str | Response:  # noqa: A002 - the name of the part of the address
    plan, member = load(Plan, id, Action.EDIT_DRAFT)
    row, content = row_of(plan, key), plan.draft_content
    if plan.is_issued or row is None:
        return "" if g.refused else _shown_on_the_page(plan, key)
    return render_template(
        "drafting/clauses/in_place.html" if is_in_place() else "drafting/clauses/edit.html",
        plan=plan,
        row=row,
        name=clause_name(content, key),
        ways=ways(content, key),
        kinds=[(kind, capital(CLAUSE_NAMES[kind])) for kind in kinds_for(content, key)],
        places=places(content, row.clause.kind, key),
        words_shown=words_shown(row.clause),
        place_shown=place_shown(content, key),
        stand=saved(session(), plan, member),
    )


@bp.post("")
@shown_again_by(edit)
def update(id: UUID, key: str) -> Response:  # noqa: A002
    """Keep the words, also while somebody types on."""
    draft, words = _opened(id, key)
    draft.reword(key, words)
    return done("draft_clauses.edit", id=id, key=key) if is_in_place() else _shown_on_the_page(draft.plan, key)


@bp.post("/pieces")
@shown_again_by(edit)
def split(id: UUID, key: str) -> Response:  # noqa: A002
    """Keep the words as several paragraphs, which stand between the empty lines."""
    draft, words = _opened(id, key)
    pieces = pieces_of(words.text)
    draft.reword(key, words, pieces=pieces)
    return _shown_on_the_page(draft.plan, key)


@bp.post("/moves")
@shown_again_by(edit)
def move(id: UUID, key: str) -> Response:  # noqa: A002
    draft, words = _opened(id, key)
    way, shown, about = request.form.get("way", ""), request.form.get("place_shown", ""), key
    if way == "to":
        draft.move(key, words, chosen_place(), shown=shown)
    else:
        about = draft.rearrange(key, words, way, shown=shown)
    return _shown_on_the_page(draft.plan, about)


@bp.post("/kinds")
@shown_again_by(edit)
def turn(id: UUID, key: str) -> Response:  # noqa: A002
    draft, words = _opened(id, key)
    draft.turn_into(key, words, request.form.get("kind", ""), shown=request.form.get("place_shown", ""))
    return done("draft_clauses.edit", id=id, key=key)


@bp.post("/removals")
@shown_again_by(edit)
def remove(id: UUID, key: str) -> Response:  # noqa: A002
    draft, words = _opened(id, key)
    about = draft.remove(key, words, shown=request.form.get("place_shown", ""))
    return _shown_on_the_page(draft.plan, about)


def _opened(id: UUID, key: str) -> tuple[Draft, Words]:  # noqa: A002
    """The draft, and what the form says of the clause."""
    plan, member = load(Plan, id, Action.EDIT_DRAFT)
    content = plan.draft_content
    words = words_of(content, clause_of(content, key), settings().max_clause_characters)
    return Draft(session(), plan, member, now(), settings()), words


def _shown_on_the_page(plan: Plan, key: str) -> Response:
    return done("drafts.show", id=plan.id, _anchor=f"clause-{key}" if key else "words")
