"""The plan to take away: a draft to show an adviser, its Markdown, and the sealed PDF once it is agreed."""

import re
from typing import cast
from uuid import UUID

from flask import Blueprint, Response, abort, current_app
from werkzeug.wrappers import Response as Answer

from portal.documents.markdown import write_markdown
from portal.documents.pdf import draft_pdf
from portal.domain.agreement import Agreement, newest_agreement
from portal.domain.case import Case
from portal.domain.plan import Plan
from portal.http import Portal, done, load, now, session, settings
from portal.policy import Action
from portal.sealing import sealed_document

bp = Blueprint("documents", __name__)


@bp.get("/plans/<uuid:id>/draft.pdf")
def draft(id: UUID) -> Answer:  # noqa: A002 - the name of the part of the address
    plan, _ = load(Plan, id, Action.VIEW_PLAN)
    if not plan.is_issued:
        abort(404)
    newest = newest_agreement(session(), plan)
    if newest and newest.is_complete:
        return done("agreements.show", id=newest.id)
    revision = plan.current
    pdf = draft_pdf(
        revision.content,
        reference=plan.case.reference,
        organisation=plan.case.organisation,
        practitioner=plan.case.practitioner,
        revision=revision.number,
        made_at=now(),
        fingerprint=revision.fingerprint,
    )
    return _file(pdf, "application/pdf", f"{_name(plan.case)}-draft-revision-{revision.number}.pdf")


@bp.get("/plans/<uuid:id>/plan.md")
def markdown(id: UUID) -> Answer:  # noqa: A002
    plan, _ = load(Plan, id, Action.VIEW_PLAN)
    text = write_markdown(plan.content).encode()
    return _file(text, "text/markdown; charset=utf-8", f"{_name(plan.case)}.md")


@bp.get("/agreements/<uuid:id>/plan.pdf")
def sealed(id: UUID) -> Answer:  # noqa: A002
    agreement, _ = load(Agreement, id, Action.VIEW_AGREEMENT)
    if not agreement.is_complete:
        return done("agreements.show", id=agreement.id)
    document = sealed_document(cast(Portal, current_app).database, settings(), agreement.id)
    return _file(document.pdf, "application/pdf", f"{_name(agreement.plan.case)}.pdf")


def _file(body: bytes, kind: str, name: str) -> Response:
    return Response(body, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _name(case: Case) -> str:
    reference = re.sub(r"[^A-Za-z0-9]+", "-", case.reference).strip("-")
    return f"action-plan-{reference}"
