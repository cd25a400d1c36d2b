"""The plan to take away: a draft to show an adviser, its Markdown, and the sealed PDF once it is agreed."""

from typing import cast
from uuid import UUID

from flask import Blueprint, Response, abort, current_app
from werkzeug.wrappers import Response as Answer

from portal.actions import Action
from portal.documents.markdown import write_markdown
from portal.documents.names import plan_name, standing
from portal.documents.pdf import draft_pdf
from portal.documents.sealed import sealed_document
from portal.domain.agreements.agreement import Agreement
from portal.domain.plans.plan import Plan
from portal.domain.plans.revision import is_whole_for
from portal.domain.record import head
from portal.web.http import Portal, done, load, now, session, settings
from portal.web.marks import unattended

bp = Blueprint("documents", __name__)


@bp.get("/plans/<uuid:id>/draft.pdf")
@unattended
def draft(id: UUID) -> Answer:  # noqa: A002 - the name of the part of the address
    plan, _ = load(Plan, id, Action.VIEW_PLAN)
    if not plan.is_issued:
        abort(404)
    revision = plan.current
    if plan.agreed and not plan.variations(revision):
        return done("agreements.show", id=plan.agreed.id)
    kind, status = standing(plan, revision)
    pdf = draft_pdf(
        revision.content,
        reference=plan.case.reference,
        organisation=plan.case.organisation,
        practitioner=plan.case.practitioner,
        status=status,
        made_at=now(),
        fingerprint=revision.content.fingerprint,
        record_head=head(session(), plan.case_id),
    )
    return _file(pdf, "application/pdf", f"{plan_name(plan.case.reference)}-{kind}-revision-{revision.number}.pdf")


@bp.get("/plans/<uuid:id>/plan.md")
@unattended
def markdown(id: UUID) -> Answer:  # noqa: A002
    plan, _ = load(Plan, id, Action.VIEW_PLAN)
    text = write_markdown(plan.content, head(session(), plan.case_id)).encode()
    return _file(text, "text/markdown; charset=utf-8", f"{plan_name(plan.case.reference)}.md")


@bp.get("/agreements/<uuid:id>/plan.pdf")
@unattended
def sealed(id: UUID) -> Answer:  # noqa: A002
    agreement, member = load(Agreement, id, Action.VIEW_AGREEMENT)
    if not agreement.is_complete or not is_whole_for(member, agreement.revision):
        return done("agreements.show", id=agreement.id)
    document = sealed_document(cast(Portal, current_app).database, settings(), agreement.id)
    return _file(document.pdf, "application/pdf", document.file_name)


def _file(body: bytes, kind: str, name: str) -> Response:
    return Response(body, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
