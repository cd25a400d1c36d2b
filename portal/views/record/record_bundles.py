"""The record bundle: everything to check offline, with what only one side sees where its reader asks for that."""

import hashlib
from typing import cast
from uuid import UUID

from flask import Blueprint, Response, current_app, render_template, request

from portal.actions import Action
from portal.documents.record_bundle import CHECKER, write_bundle
from portal.documents.sealed import sealed_document
from portal.domain.base import Refused
from portal.domain.cases.case import Case
from portal.domain.dates import london_day
from portal.domain.record import SealedDocument
from portal.queries.cases.cases import case_line
from portal.queries.record.bundle import agreed_texts, bundle_of
from portal.web.access import gives_out
from portal.web.http import Portal, load, now, session, settings
from portal.web.marks import unattended

bp = Blueprint("record_bundles", __name__)


@bp.get("/cases/<uuid:id>/record-bundle")
def show(id: UUID) -> str:  # noqa: A002 - the name of the part of the address
    case, member = load(Case, id, Action.TAKE_RECORD)
    return render_template(
        "record/record_bundles/show.html",
        case=case,
        member=member,
        agreed=agreed_texts(session(), case, member),
        checker=hashlib.sha256(CHECKER.read_bytes()).hexdigest(),
    )


@bp.get("/cases/<uuid:id>/record-bundle.zip")
@unattended
def download(id: UUID) -> Response:  # noqa: A002
    case, member = load(Case, id, Action.TAKE_RECORD)
    papers = {one.id: _paper(one.id) for one in agreed_texts(session(), case, member)}
    private = request.args.get("private") == "yes"
    bundle = bundle_of(session(), case, member, papers, private=private, at=now())
    gives_out(line.plan for line in case_line(session(), member, london_day(now())).plans)
    headers = {"Content-Disposition": f'attachment; filename="{bundle.name}.zip"'}
    return Response(write_bundle(bundle), content_type="application/zip", headers=headers)


def _paper(agreement_id: UUID) -> SealedDocument | None:
    """The sealed PDF; the record can be taken where it cannot be made now."""
    try:
        return sealed_document(cast(Portal, current_app).database, settings(), agreement_id)
    except Refused:
        return None
