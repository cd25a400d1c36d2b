"""Papers to answer and sign on: made, printed, and listed for those whom they concern."""

from uuid import UUID

from flask import Blueprint, Response, abort, render_template, request
from werkzeug.wrappers import Response as Answer

from portal.actions import Action
from portal.documents.papers import answer_paper_pdf, signing_paper_pdf
from portal.domain.base import Refused
from portal.domain.cases.case import Membership
from portal.domain.dates import london_day
from portal.domain.papers.entry import entries_on
from portal.domain.papers.paper import Paper, make_paper
from portal.domain.plans.plan import Plan
from portal.domain.record import head
from portal.forms.papers.to_sign import parts_of
from portal.queries.papers.pages import can_answer, paper_row, paper_rows
from portal.queries.papers.to_print import about, changes_on, to_answer
from portal.web.http import done, load, now, session
from portal.web.marks import shown_again_by, unattended
from portal.web.sizes import small_form

bp = Blueprint("plan_papers", __name__)

NOBODY_CHOSEN = "Choose for whom the paper is."


@bp.get("/plans/<uuid:id>/papers")
def index(id: UUID) -> str:  # noqa: A002 - the name of the part of the address
    plan, member = load(Plan, id, Action.VIEW_PAPERS)
    if not plan.is_issued:
        abort(404)
    rows, people = paper_rows(session(), plan, member), can_answer(session(), plan)
    return render_template("papers/index.html", plan=plan, member=member, rows=rows, people=people)


@bp.post("/plans/<uuid:id>/papers")
@small_form
@shown_again_by(index)
def create(id: UUID) -> Answer:  # noqa: A002
    plan, member = load(Plan, id, Action.MAKE_PAPER)
    paper = make_paper(session(), plan, _chosen(plan), by=member, at=now())
    return done("plan_papers.show", id=paper.id, _anchor="did")


@bp.get("/papers/<uuid:id>")
def show(id: UUID) -> str:  # noqa: A002
    paper, member = load(Paper, id, Action.VIEW_PAPERS)
    return render_template(
        "papers/show.html",
        paper=paper,
        member=member,
        row=paper_row(session(), paper, member),
        changes=changes_on(session(), paper),
        entries=entries_on(session(), paper),
    )


@bp.get("/papers/<uuid:id>/paper.pdf")
@unattended
@shown_again_by(show)
def download(id: UUID) -> Answer:  # noqa: A002
    paper, _ = load(Paper, id, Action.VIEW_PAPERS)
    told = about(paper)
    if paper.agreement:
        pdf = signing_paper_pdf(
            told,
            paper.revision.content,
            parts_of(paper),
            agreement_digest=paper.agreement.digest,
            record_head=head(session(), paper.plan.case_id),
        )
    else:
        changes = [to_answer(one) for one in changes_on(session(), paper)]
        pdf = answer_paper_pdf(told, paper.revision.content.title, changes)
    headers = {"Content-Disposition": f'attachment; filename="{told.file_name}"'}
    return Response(pdf, content_type="application/pdf", headers=headers)


def _chosen(plan: Plan) -> Membership:
    whom = next(
        (one for one in plan.case.present(london_day(now())) if str(one.id) == request.form.get("paper_for")), None
    )
    if whom is None:
        raise Refused(NOBODY_CHOSEN)
    return whom
