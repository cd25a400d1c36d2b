"""Documents of a request for feedback: what an organisation adds, and what PSR's people on the case read."""

from typing import cast
from uuid import UUID

from flask import Blueprint, current_app, render_template
from werkzeug.wrappers import Response

from portal.actions import Action
from portal.documents.names import document_name
from portal.documents.scan import Scan, ScanLimits, read_scan
from portal.domain.base import Tries, all_at_once
from portal.domain.cases.case import Membership
from portal.domain.feedback.document import Attached, FeedbackDocument, attach
from portal.domain.feedback.request import FeedbackRequest
from portal.domain.record.stored_file import keep_file
from portal.forms.feedback.documents import Sent, expect_one, fields_of_documents, sent_document
from portal.queries.feedback.panels import RequestAct
from portal.web.after import did_here
from portal.web.http import Portal, done, load, now, session, settings
from portal.web.marks import shown_again_by, unattended
from portal.web.prepared import prepared_by, without_a_connection
from portal.web.saving import to_save
from portal.web.sizes import takes_a_scan

bp = Blueprint("feedback_documents", __name__)


@bp.get("/feedback-requests/<uuid:id>/documents/new")
def new(id: UUID) -> str | Response:  # noqa: A002 - the name of the part of the address
    asked, _ = load(FeedbackRequest, id, Action.ATTACH_DOCUMENT)
    if asked.is_over or asked.is_answered:
        return done("feedback_requests.show", id=asked.id)
    return render_template("feedback/requests/documents.html", asked=asked)


def _look(id: UUID) -> None:  # noqa: A002
    load(FeedbackRequest, id, Action.ATTACH_DOCUMENT)
    with all_at_once() as tried:
        tried(expect_one)
        look_at_documents(tried)


@bp.post("/feedback-requests/<uuid:id>/documents")
@takes_a_scan
@shown_again_by(new)
@prepared_by(_look)
def create(id: UUID) -> Response:  # noqa: A002
    asked, member = load(FeedbackRequest, id, Action.ATTACH_DOCUMENT)
    attach_sent(asked, member)
    return did_here(RequestAct.DOCUMENTS_SENT, "feedback_requests.show", asked.id)


@bp.get("/feedback-documents/<uuid:id>/file")
@unattended
def download(id: UUID) -> Response:  # noqa: A002
    document, _ = load(FeedbackDocument, id, Action.READ_DOCUMENT)
    return to_save(document.file, document_name(document.case.reference, document.file.sha256))


def look_at_documents(tried: Tries) -> None:
    """Look into each document that came with the form, before the lock."""
    for number in fields_of_documents():
        one = tried(sent_document, number)
        if one:
            tried(without_a_connection(_scan), one)


def attach_sent(asked: FeedbackRequest, member: Membership) -> None:
    """Add the documents that came with the form to a request; without one nothing happens."""
    sent = [one for number in fields_of_documents() if (one := sent_document(number))]
    if sent:
        documents = [_stored(one) for one in sent]
        attach(session(), asked, documents, most=settings().max_feedback_documents, by=member, at=now())


def _stored(sent: Sent) -> Attached:
    scan = _scan(sent)
    file = keep_file(session(), scan.body, scan.file_type, now())
    return Attached(sent.field, file, sent.name, len(scan.body), sent.about, sent.health)


def _scan(sent: Sent) -> Scan:
    limits = ScanLimits(settings().max_feedback_document_bytes, settings().max_scan_million_dots)
    return read_scan(sent.body, limits, cast(Portal, current_app).examiner.paged, sent.field)
