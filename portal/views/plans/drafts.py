"""PSR's draft: read from a file, mended on the page, seen by neither party until it is issued (002 §7.1)."""

from uuid import UUID

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from portal.documents.markdown import write_markdown
from portal.documents.printable import unprintable_names, unprintable_words
from portal.documents.reading import Reading
from portal.domain.cases.case import Case, Party
from portal.domain.plans.least_supervision import below_least
from portal.domain.plans.plan import Plan
from portal.forms.plans.draft import expect_shown, is_to_be_kept, read_draft, text_to_mend
from portal.policy import Action
from portal.web.http import done, load, now, session, settings, shown_again_by

bp = Blueprint("drafts", __name__)


@bp.get("/cases/<uuid:id>/drafts/new")
def new(id: UUID) -> str:  # noqa: A002 - the name of the part of the address
    case, _ = load(Case, id, Action.IMPORT_DRAFT)
    return render_template("plans/drafts/new.html", case=case)


@bp.post("/cases/<uuid:id>/drafts")
@shown_again_by(new)
def create(id: UUID) -> str | Response:  # noqa: A002
    """Keep a draft that was read whole; otherwise show what was not understood, to mend or to keep."""
    case, member = load(Case, id, Action.IMPORT_DRAFT)
    reading = read_draft(settings())
    if not is_to_be_kept(reading):
        return _mend(case, reading)
    plan = Plan.from_draft(session(), case=case, content=reading.content, by=member, at=now())
    return done("drafts.show", id=plan.id)


@bp.get("/plans/<uuid:id>/draft")
def show(id: UUID) -> str | Response:  # noqa: A002
    plan, _ = load(Plan, id, Action.EDIT_DRAFT)
    if plan.is_issued:
        return done("plans.show", id=plan.id)
    parties, content = [plan.case.name_of(party) for party in Party], plan.draft_content
    flags = [flag for flag in (below_least(content, stage) for stage in content.stages) if flag]
    return render_template(
        "plans/drafts/show.html",
        plan=plan,
        content=content,
        parties=parties,
        flags=flags,
        unprintable=unprintable_words(content),
        unprintable_names=unprintable_names(content, *parties),
    )


@bp.get("/plans/<uuid:id>/draft/edit")
def edit(id: UUID) -> str | Response:  # noqa: A002
    plan, _ = load(Plan, id, Action.EDIT_DRAFT)
    if plan.is_issued:
        return done("plans.show", id=plan.id)
    markdown = write_markdown(plan.draft_content)
    return render_template("plans/drafts/mend.html", case=plan.case, plan=plan, reading=None, markdown=markdown)


@bp.post("/plans/<uuid:id>/draft")
@shown_again_by(edit)
def update(id: UUID) -> str | Response:  # noqa: A002
    plan, member = load(Plan, id, Action.EDIT_DRAFT)
    expect_shown(plan, "text")
    reading = read_draft(settings())
    if not is_to_be_kept(reading):
        return _mend(plan.case, reading, plan)
    plan.mend(session(), reading.content, by=member, at=now())
    return done("drafts.show", id=plan.id)


def _mend(case: Case, reading: Reading, plan: Plan | None = None) -> str:
    """The draft as it was read, each line that was not understood, and the words to mend."""
    markdown = text_to_mend(reading)
    return render_template("plans/drafts/mend.html", case=case, plan=plan, reading=reading, markdown=markdown)
