"""PSR's draft: read from a file, written on its page, seen by neither party until it is issued (002 §7.1)."""

from collections.abc import Sequence
from uuid import UUID

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from portal.actions import Action
from portal.documents.markdown import write_markdown
from portal.documents.printable import strange_words_in, unprintable_names, unprintable_words
from portal.documents.settling import Beside, Doubt, beside, doubts
from portal.domain.cases.case import Case
from portal.domain.cases.roles import Party
from portal.domain.drafting.pointed_out import keep_lines
from portal.domain.feedback.standing import feedback_on, must_points_open
from portal.domain.plans.content import Content
from portal.domain.plans.designated import choices
from portal.domain.plans.least_supervision import all_below_least
from portal.domain.plans.plan import Plan
from portal.domain.plans.stage_parts import without_step
from portal.forms.plans.decisions import being_settled, read_settled, sent_doubts, undecided
from portal.forms.plans.draft import is_to_be_kept, read_draft
from portal.forms.plans.naming import named_or
from portal.library.templates import templates
from portal.queries.drafting.draft_page import draft_page
from portal.web.http import done, load, now, session, settings
from portal.web.marks import shown_again_by
from portal.web.prepared import prepared_by
from portal.web.sizes import takes_a_file

bp = Blueprint("drafts", __name__)


@bp.get("/cases/<uuid:id>/drafts/new")
def new(id: UUID) -> str:  # noqa: A002 - the name of the part of the address
    case, member = load(Case, id, Action.IMPORT_DRAFT)
    if content := being_settled(settings()):
        return _as_read(case, content, sent_doubts(content, settings()))
    return render_template("plans/drafts/new.html", case=case, member=member, templates=templates().values())


def _read_new(id: UUID) -> str | None:  # noqa: A002
    case, _ = load(Case, id, Action.IMPORT_DRAFT)
    reading = read_draft(settings())
    if not is_to_be_kept(reading):
        return _as_read(case, reading.content, doubts(reading), beside(reading))
    read_settled(reading.content, settings())
    return None


@bp.post("/cases/<uuid:id>/drafts")
@takes_a_file
@shown_again_by(new)
@prepared_by(_read_new)
def create(id: UUID) -> Response:  # noqa: A002
    """Keep a draft that was read whole; otherwise show what was not understood, to mend or to keep."""
    case, member = load(Case, id, Action.IMPORT_DRAFT)
    read = read_draft(settings()).content
    content = read_settled(read, settings())
    plan = Plan.from_draft(session(), case=case, content=content, by=member, at=now())
    keep_lines(session(), plan.id, undecided(read, settings()), version=1)
    return done("drafts.show", id=plan.id)


@bp.get("/plans/<uuid:id>/draft")
def show(id: UUID) -> str | Response:  # noqa: A002
    plan, member = load(Plan, id, Action.EDIT_DRAFT)
    if plan.is_issued:
        return done("plans.show", id=plan.id)
    page = draft_page(session(), plan, member)
    parties, content = [plan.case.name_of(party) for party in Party], page.content
    flags = [flag for _, flag in all_below_least(content)] + without_step(content) + strange_words_in(content)
    return render_template(
        "plans/drafts/show.html",
        plan=plan,
        page=page,
        content=content,
        parties=parties,
        flags=flags,
        unprintable=unprintable_words(content),
        unprintable_names=unprintable_names(content, *parties),
        choices=choices(content),
        chosen=named_or(choices(content)),
        feedback=feedback_on(session(), plan),
        must_points=must_points_open(session(), plan),
    )


def _as_read(case: Case, content: Content, asked: Sequence[Doubt], rows: Sequence[Beside] = ()) -> str:
    """How a file was read: what needs a look first, then each line beside what became of it."""
    return render_template(
        "plans/drafts/as_read.html",
        case=case,
        content=content,
        doubts=asked,
        rows=rows,
        markdown=write_markdown(content),
    )
