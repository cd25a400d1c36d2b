"""The pack to take to an adviser: a page that says what is in it, and the PDF."""

from uuid import UUID

from flask import Blueprint, Response, render_template, request
from werkzeug.wrappers import Response as Answer

from portal.actions import Action
from portal.documents.pack import pack_pdf
from portal.domain.dates import london_day
from portal.domain.plans.plan import Plan
from portal.queries.plans.pack import pack_of
from portal.web.http import load, now, session
from portal.web.marks import unattended

bp = Blueprint("packs", __name__)


@bp.get("/plans/<uuid:id>/pack")
def show(id: UUID) -> str | Answer:  # noqa: A002 - the name of the part of the address
    plan, member = load(Plan, id, Action.TAKE_PACK)
    return render_template("plans/packs/show.html", plan=plan, member=member)


@bp.get("/plans/<uuid:id>/pack.pdf")
@unattended
def download(id: UUID) -> Answer:  # noqa: A002
    plan, member = load(Plan, id, Action.TAKE_PACK)
    private = request.args.get("private") == "yes"
    pack = pack_of(session(), plan, member, private=private, today=london_day(now()), at=now())
    headers = {"Content-Disposition": f'attachment; filename="{pack.file_name}"'}
    return Response(pack_pdf(pack), content_type="application/pdf", headers=headers)
