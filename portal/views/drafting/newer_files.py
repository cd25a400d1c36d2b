"""A newer file of a plan read beside its draft: what is otherwise in it is shown first, and taken as one chooses."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from flask import Blueprint, g, render_template, request
from werkzeug.wrappers import Response

from portal.actions import Action
from portal.documents.markdown import write_markdown
from portal.documents.settling import doubts
from portal.domain.base import Refused
from portal.domain.drafting.beside import FIRST_FORM
from portal.domain.drafting.draft import Draft
from portal.domain.drafting.newer import matched, matched_by_keys
from portal.domain.drafting.pointed_out import PointedOut
from portal.domain.drafting.taking import taken
from portal.domain.plans.content import Content
from portal.domain.plans.plan import Plan
from portal.forms.drafting.newer import answered, chosen, lines_to_keep, pointed_out, written
from portal.forms.plans.draft import read_draft
from portal.queries.drafting.newer_file import newer_file
from portal.web.http import done, load, now, session, settings
from portal.web.marks import only_reads, shown_again_by
from portal.web.prepared import prepared_by, without_a_connection
from portal.web.sizes import takes_a_file

bp = Blueprint("newer_files", __name__, url_prefix="/plans/<uuid:id>/draft/newer-files")


@bp.get("/new")
def new(id: UUID) -> str | Response:  # noqa: A002 - the name of the part of the address
    plan, _ = load(Plan, id, Action.EDIT_DRAFT)
    if plan.is_issued or plan.draft_content.is_first_form:
        return "" if g.refused else done("drafts.show", id=plan.id)
    return render_template("drafting/newer_files/new.html", plan=plan)


@bp.post("/comparisons")
@takes_a_file
@only_reads
@shown_again_by(new)
def compare(id: UUID) -> str | Response:  # noqa: A002
    """Show what a file says otherwise than the draft; nothing is kept."""
    plan, _ = load(Plan, id, Action.EDIT_DRAFT)
    if plan.is_issued:
        return done("drafts.show", id=plan.id)
    return without_a_connection(_compared)(plan, _open(plan))


def _compared(plan: Plan, draft: Content) -> str:
    reading = read_draft(settings())
    file = matched(draft, reading.content)
    keys = {own.key: one.key for (_, own), (_, one) in zip(reading.content.walk(), file.walk(), strict=True)}
    lines = [one.waiting(keys[one.above.key] if one.above else "") for one in doubts(reading)]
    return _shown(plan, draft, file, write_markdown(file), lines, {})


def _again(id: UUID) -> str | Response:  # noqa: A002
    """The comparison with the draft as it is now, each box as it was left."""
    plan, _ = load(Plan, id, Action.EDIT_DRAFT)
    if plan.is_issued or plan.draft_content.is_first_form:
        return ""
    draft = plan.draft_content
    try:
        file = matched_by_keys(draft, read_draft(settings()).content)
    except Refused:
        return new(id)
    return _shown(plan, draft, file, request.form.get("text", ""), pointed_out(), answered())


def _ready(id: UUID) -> None:  # noqa: A002
    plan, _ = load(Plan, id, Action.EDIT_DRAFT)
    draft = _open(plan)
    taken(draft, matched_by_keys(draft, read_draft(settings()).content), chosen())


@bp.post("")
@takes_a_file
@shown_again_by(_again)
@prepared_by(_ready)
def create(id: UUID) -> Response:  # noqa: A002
    """Take what was ticked."""
    plan, member = load(Plan, id, Action.EDIT_DRAFT)
    _open(plan)
    draft = Draft(session(), plan, member, now(), settings())
    file, lines = read_draft(settings()).content, lines_to_keep(settings())
    draft.take(file, chosen(), lines, shown=request.form.get("fingerprint", ""))
    return done("drafts.show", id=plan.id, _anchor="words")


def _open(plan: Plan) -> Content:
    """The draft's words, in the form in which a file is read."""
    if plan.draft_content.is_first_form:
        raise Refused(FIRST_FORM, "text")
    return plan.draft_content


def _shown(
    plan: Plan, draft: Content, file: Content, markdown: str, lines: Sequence[PointedOut], ticks: Mapping[str, bool]
) -> str:
    return render_template(
        "drafting/newer_files/compared.html",
        plan=plan,
        page=newer_file(draft, file, ticks),
        fingerprint=draft.fingerprint,
        markdown=markdown,
        lines=lines,
        pointed_out=written(lines),
    )
