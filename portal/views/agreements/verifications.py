"""Checking a file: anybody may ask whether a PDF is the plan as it was agreed."""

from functools import partial

from flask import Blueprint, render_template, request

from portal.documents.sealed import our_certificates
from portal.documents.verify import verify
from portal.domain.base import Refused
from portal.queries.agreements.agreements import known_seal
from portal.web.http import only_reads, open_to_all, session, settings, shown_again_by

bp = Blueprint("verifications", __name__)

NO_FILE = "Choose the PDF that you want to check."


@bp.get("/verify")
@open_to_all
def new() -> str:
    return render_template("agreements/documents/verify.html", verdict=None)


@bp.post("/verify")
@open_to_all
@only_reads
@shown_again_by(new)
def create() -> str:
    sent = request.files.get("file")
    pdf = sent.read() if sent else b""
    if not pdf:
        raise Refused(NO_FILE, "file")
    verdict = verify(pdf, known=partial(known_seal, session()), roots=our_certificates(settings()))
    return render_template("agreements/documents/verify.html", verdict=verdict)
