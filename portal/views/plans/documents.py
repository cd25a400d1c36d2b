"""The plan to take away: a draft to show an adviser, its Markdown, and the sealed PDF once it is agreed."""

import re
from typing import cast
from uuid import UUID

from flask import Blueprint, Response, abort, current_app
from werkzeug.wrappers import Response as Answer

from portal.documents.markdown import write_markdown
from portal.documents.pdf import draft_pdf
from portal.documents.sealed import sealed_document
from portal.domain.agreements.agreement import Agreement
from portal.domain.cases.case import Case
from portal.domain.plans.plan import Plan
from portal.domain.plans.revision import Revision
from portal.policy import Action
from portal.web.http import Portal, done, load, now, settings

bp = Blueprint("documents", __name__)


@bp.get("/plans/<uuid:id>/draft.pdf")
def draft(id: UUID) -> Answer:  # noqa: A002 - the name of the part of the address
    plan, _ = load(Plan, id, Action.VIEW_PLAN)
    if not plan.is_issued:
        abort(404)
    revision = plan.current
    if plan.agreed and not plan.variations(revision):
        return done("agreements.show", id=plan.agreed.id)
    kind, status = _standing(plan, revision)
    pdf = draft_pdf(
        revision.content,
        reference=plan.case.reference,
        organisation=plan.case.organisation,
        practitioner=plan.case.practitioner,
        status=status,
        made_at=now(),
        fingerprint=revision.fingerprint,
    )
    return _file(pdf, "application/pdf", f"{_name(plan.case)}-{kind}-revision-{revision.number}.pdf")


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


def _standing(plan: Plan, revision: Revision) -> tuple[str, str]:
    """What a copy that nobody signed is: a word for its name, and what every page says."""
    if plan.withdrawal:
        return "withdrawn", f"Withdrawn: issued in error, revision {revision.number}"
    if plan.agreed:
        return "varied", f"Varied since it was signed, not signed yet, revision {revision.number}"
    return "draft", f"Draft, revision {revision.number}"


def _file(body: bytes, kind: str, name: str) -> Response:
    return Response(body, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _name(case: Case) -> str:
    reference = re.sub(r"[^A-Za-z0-9]+", "-", case.reference).strip("-")
    return f"action-plan-{reference}"
