"""Documents of a request for feedback: what an organisation adds, and what PSR's people on the case read."""

from uuid import UUID

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from portal.actions import Action
from portal.documents.names import document_name
from portal.domain.base import all_at_once
from portal.domain.feedback.document import FeedbackDocument, attach
from portal.domain.feedback.request import FeedbackRequest
from portal.forms.feedback.documents import expect_one, look_at_documents, read_documents
from portal.queries.feedback.panels import RequestAct
from portal.web.after import did_here
from portal.web.http import done, load, now, session, settings
from portal.web.marks import shown_again_by, unattended
from portal.web.prepared import prepared_by
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
    attach(session(), asked, read_documents(), most=settings().max_feedback_documents, by=member, at=now())
    return did_here(RequestAct.DOCUMENTS_SENT, "feedback_requests.show", asked.id)


@bp.get("/feedback-documents/<uuid:id>/file")
@unattended
def download(id: UUID) -> Response:  # noqa: A002
    document, _ = load(FeedbackDocument, id, Action.READ_DOCUMENT)
    return to_save(document.file, document_name(document.case.reference, document.file.sha256))
