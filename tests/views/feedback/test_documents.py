"""Documents on the pages of a request: chosen, checked, listed, saved; and chosen again where something was wrong."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from sqlalchemy import select

from portal.domain.feedback.document import FeedbackDocument
from portal.domain.feedback.request import Step
from portal.web.http import Portal
from portal.web.telling import tell_all
from tests.conftest import ClientAs
from tests.factories import (
    Story,
    a_scan,
    asked_for_feedback,
    assigned,
    attached,
    decide_request,
    issued_feedback,
    own_draft,
    reviewing,
)
from tests.views.feedback.test_requests import ASKED

OTHERS = ("practitioner", "representative", "observer", "stranger")


def sent(number: int = 1, body: bytes = b"", name: str = "job plan.png", about: str = "The job plan") -> dict[str, Any]:
    """The fields of one document, as the browser sends them."""
    return {
        f"document-{number}": (BytesIO(body or a_scan(name).body), name),
        f"document_about-{number}": about,
    }


def documents(app: Portal) -> list[FeedbackDocument]:
    with app.database.reading() as session:
        return list(session.scalars(select(FeedbackDocument).order_by(FeedbackDocument.number)))


def test_documents_come_with_a_request_and_are_saved_by_psr(app: Portal, story: Story, client_as: ClientAs) -> None:
    plan = own_draft(story)
    form = client_as("editor").get(f"/plans/{plan.id}/feedback-requests/new").text
    assert "Leave out names and health unless PSR needs them" in form
    data = ASKED | sent() | sent(2, name="letter.png", about="The letter") | {"document_health-2": "yes"}
    asked = client_as("editor").post(f"/plans/{plan.id}/feedback-requests", data=data)
    page = asked.location.partition("?")[0]
    first, second = documents(app)
    assert [(one.name, one.about, one.health) for one in (first, second)] == [
        ("job plan.png", "The job plan", False),
        ("letter.png", "The letter", True),
    ]
    for role in ("editor", "signatory", "adviser"):
        assert "The job plan" in client_as(role).get(page).text
        assert "The letter" in client_as(role).get(page).text
    file = client_as("reviewer").get(f"/feedback-documents/{first.id}/file")
    assert file.content_type == "image/png"
    assert file.headers["Content-Disposition"].startswith('attachment; filename="document-')
    assert file.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src" in file.headers["Content-Security-Policy"]
    assert b"maRk" not in file.data


def test_a_document_about_health_does_not_exist_for_a_reviewer(app: Portal, story: Story, client_as: ClientAs) -> None:
    asked = assigned(story)
    secret = attached(story, asked, "Sick note", "sick.png", health=True)
    review = reviewing(story, asked)
    reviewer = client_as("reviewer")
    tell_all(app.database, 500)
    pages = [f"/feedback-requests/{asked.id}", f"/feedback-reviews/{review.id}", f"/cases/{story.case.id}/record"]
    for page in [*pages, "/messages", "/", "/feedback"]:
        text = reviewer.get(page).text
        assert "Sick note" not in text, page
        assert "Documents" not in text, page
        assert "a document" not in text, page
    assert reviewer.get(f"/feedback-documents/{secret.id}/file").status_code == 404
    assert "Sick note" in client_as("adviser").get(pages[0]).text
    assert "sent PSR a document" in client_as("adviser").get("/messages").text


def test_the_practitioners_side_finds_no_document_also_once_feedback_is_given(
    story: Story, client_as: ClientAs
) -> None:
    asked = assigned(story)
    document = attached(story, asked, "Secret line", "secret.png")
    review = issued_feedback(story, reviewing(story, asked))
    assert "Secret line" in client_as("editor").get(f"/feedback-reviews/{review.id}").text
    assert "Secret line" in client_as("reviewer").get(f"/feedback-reviews/{review.id}").text
    for role in OTHERS:
        assert client_as(role).get(f"/feedback-documents/{document.id}/file").status_code == 404
        assert client_as(role).get(f"/feedback-requests/{asked.id}/documents/new").status_code == 404
        assert client_as(role).post(f"/feedback-requests/{asked.id}/documents", data=sent()).status_code == 404


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (lambda: sent(body=b"GIF89a"), "This file is no PDF, PNG or JPEG"),
        (lambda: sent(body=b"%PDF-1.7 nonsense"), "This file is damaged"),
        (lambda: sent(about=""), "Say what this document is."),
        (lambda: {"document_about-1": "The job plan"}, "Choose the file, or empty the line"),
        (lambda: sent(name="943 476 5919.png"), "looks like the NHS number"),
    ],
)
def test_a_refused_document_loses_nothing_typed_and_must_be_chosen_again(
    app: Portal, story: Story, client_as: ClientAs, files: Callable[[], dict[str, Any]], said: str
) -> None:
    plan, data = own_draft(story), ASKED | {"wants": "Kept words"} | files()
    answer = client_as("editor").post(f"/plans/{plan.id}/feedback-requests", data=data)
    assert answer.status_code == 422
    assert said in answer.text
    assert "Kept words</textarea>" in answer.text
    assert ("please choose it again" in answer.text) == ("document-1" in data)
    assert documents(app) == []


def test_every_fault_of_the_form_and_its_documents_is_said_at_once(story: Story, client_as: ClientAs) -> None:
    plan = own_draft(story)
    data = ASKED | {"wants": ""} | sent(body=b"no picture") | sent(3, about="")
    answer = client_as("editor").post(f"/plans/{plan.id}/feedback-requests", data=data).text
    for said in ("Say what you want to know.", "This file is no PDF", "Say what this document is."):
        assert said in answer


def test_a_document_that_is_too_large_is_refused(app: Portal, story: Story, client_as: ClientAs) -> None:
    app.settings = replace(app.settings, max_feedback_document_bytes=50)
    asked = asked_for_feedback(story)
    answer = client_as("editor").post(f"/feedback-requests/{asked.id}/documents", data=sent())
    assert (answer.status_code, "may have 5e-05 MB at most" in answer.text) == (422, True)


def test_a_document_is_added_to_an_open_request_and_with_an_answer(
    app: Portal, story: Story, client_as: ClientAs
) -> None:
    asked, editor = asked_for_feedback(story), client_as("editor")
    page = f"/feedback-requests/{asked.id}"
    assert f"{page}/documents/new" in editor.get(page).text
    assert "Choose a document." in editor.post(f"{page}/documents").text
    alone = editor.post(f"{page}/documents", data={"document_about-1": "The job plan"}).text
    assert ("Choose the file" in alone, "Choose a document." in alone) == (True, False)
    done = editor.post(f"{page}/documents", data=sent(name="papers/plan.png"))
    assert "PSR has your document" in editor.get(done.location).text
    decide_request(story, asked, Step.MORE_ASKED, "Which hours?")
    data = {"told_more": "These."} | sent(name="hours.png", about="Hours")
    assert editor.post(f"{page}/answers", data=data).status_code == 303
    assert [one.name for one in documents(app)] == ["plan.png", "hours.png"]
    assert [client_as(role).post(f"{page}/documents", data=sent()).status_code for role in ("adviser", "reviewer")] == [
        403,
        403,
    ]
    assert "Send PSR a document" not in client_as("adviser").get(page).text


def test_a_document_sent_twice_by_a_double_click_is_there_once(app: Portal, story: Story, client_as: ClientAs) -> None:
    asked, key = asked_for_feedback(story), {"request_key": "k" * 22}
    where = f"/feedback-requests/{asked.id}/documents"
    answers = [client_as("editor").post(where, data=sent() | key).status_code for _ in range(2)]
    assert (answers, len(documents(app))) == ([303, 303], 1)
