"""Checking a file: anybody may ask whether a PDF is the plan as it was agreed."""

from functools import partial
from typing import cast

from flask import Blueprint, current_app, render_template, request

from portal.documents.sealed import our_certificates
from portal.documents.verify import verify
from portal.domain.base import Refused
from portal.queries.agreements.agreements import known_seal
from portal.web.http import Portal, open_to_all, session, settings
from portal.web.marks import only_reads, shown_again_by
from portal.web.prepared import without_a_connection
from portal.web.sizes import takes_a_file

bp = Blueprint("verifications", __name__)

NO_FILE = "Choose the PDF that you want to check."


@bp.get("/verify")
@open_to_all
def new() -> str:
    return render_template("agreements/documents/verify.html", verdict=None)


@bp.post("/verify")
@takes_a_file
@open_to_all
@only_reads
@shown_again_by(new)
def create() -> str:
    sent = request.files.get("file")
    pdf = sent.read() if sent else b""
    if not pdf:
        raise Refused(NO_FILE, "file")
    examiner = cast(Portal, current_app).examiner
    verdict = verify(
        pdf,
        known=partial(known_seal, session()),
        roots=our_certificates(settings()),
        examine=without_a_connection(examiner.examined),
    )
    return render_template("agreements/documents/verify.html", verdict=verdict)
