"""PSR's draft: read from a file, written on its page, seen by neither party until it is issued (002 §7.1)."""

from uuid import UUID

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from portal.actions import Action
from portal.documents.printable import strange_words_in, unprintable_names, unprintable_words
from portal.documents.reading import Reading
from portal.domain.cases.case import Case
from portal.domain.cases.roles import Party
from portal.domain.plans.designated import choices
from portal.domain.plans.least_supervision import all_below_least
from portal.domain.plans.plan import Plan
from portal.domain.plans.stage_parts import without_step
from portal.forms.plans.draft import is_to_be_kept, read_draft, text_to_mend
from portal.forms.plans.naming import named_or
from portal.queries.drafting.draft_page import draft_page
from portal.web.http import done, load, now, session, settings
from portal.web.marks import shown_again_by
from portal.web.prepared import prepared_by
from portal.web.sizes import takes_a_file

bp = Blueprint("drafts", __name__)


@bp.get("/cases/<uuid:id>/drafts/new")
def new(id: UUID) -> str:  # noqa: A002 - the name of the part of the address
    case, _ = load(Case, id, Action.IMPORT_DRAFT)
    return render_template("plans/drafts/new.html", case=case)


def _read_new(id: UUID) -> str | None:  # noqa: A002
    case, _ = load(Case, id, Action.IMPORT_DRAFT)
    reading = read_draft(settings())
    return None if is_to_be_kept(reading) else _mend(case, reading)


@bp.post("/cases/<uuid:id>/drafts")
@takes_a_file
@shown_again_by(new)
@prepared_by(_read_new)
def create(id: UUID) -> Response:  # noqa: A002
    """Keep a draft that was read whole; otherwise show what was not understood, to mend or to keep."""
    case, member = load(Case, id, Action.IMPORT_DRAFT)
    plan = Plan.from_draft(session(), case=case, content=read_draft(settings()).content, by=member, at=now())
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
    )


def _mend(case: Case, reading: Reading) -> str:
    """The draft as it was read, each line that was not understood, and the words to mend."""
    return render_template("plans/drafts/mend.html", case=case, reading=reading, markdown=text_to_mend(reading))
