"""What the organisation has of PSR: the feedback and its sealed PDF, its correction, and an urgent point."""

from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from portal.queries.feedback.urgent import THE_TEAM
from portal.web.http import Portal
from tests.conftest import ClientAs
from tests.factories import (
    Story,
    assigned,
    corrected,
    handed_over,
    issued_feedback,
    remarked,
    reviewing,
    urgent_point,
)
from tests.pages import bare


def test_issued_feedback_is_a_sealed_paper_that_names_nobody_who_read_it_second(
    story: Story, client_as: ClientAs
) -> None:
    review = reviewing(story)
    remarked(story, review, "Say who steps in.", clause_key="aim", suggested="New words.")
    where = f"/feedback-reviews/{issued_feedback(story, review).id}/feedback.pdf"
    editor = client_as("editor")
    first = editor.get(where)
    assert first.mimetype == "application/pdf"
    assert editor.get(where).data == first.data
    paper = PdfReader(BytesIO(first.data))
    words = " ".join(" ".join(page.extract_text() for page in paper.pages).split())
    assert "This is a view, not approval" in words
    assert "Say who steps in." in words
    assert words.index("Patient safety comes first") < words.index("Can it be done?")
    assert "Test Adviser" not in words + str(paper.metadata)
    assert "Test Reviewer" not in str(paper.metadata)


def test_who_has_the_paper_can_check_it_and_reads_that_it_was_corrected(story: Story, client_as: ClientAs) -> None:
    first = issued_feedback(story)
    paper = client_as("editor").get(f"/feedback-reviews/{first.id}/feedback.pdf").data
    assert "exactly as it was issued: a view, not approval" in checked(client_as, paper)
    issued_feedback(story, corrected(story, first))
    assert "PSR has corrected it since" in checked(client_as, paper)


def checked(client_as: ClientAs, paper: bytes) -> str:
    return client_as("nobody").post("/verify", data={"file": (BytesIO(paper), "feedback.pdf")}).text


def test_there_is_no_paper_before_it_is_issued(story: Story, client_as: ClientAs) -> None:
    where = f"/feedback-reviews/{handed_over(story).id}/feedback.pdf"
    assert client_as("editor").get(where).status_code == 404
    assert client_as("reviewer").get(where).status_code == 303


@pytest.mark.parametrize(("shown", "name"), [("named", "Test Reviewer"), ("team", THE_TEAM)])
def test_the_reviewer_is_named_only_where_psr_says_so(
    app: Portal, story: Story, client_as: ClientAs, shown: str, name: str
) -> None:
    app.settings = replace(app.settings, feedback_reviewer=shown)
    page = client_as("editor").get(f"/feedback-reviews/{issued_feedback(story).id}").text
    assert f", by {name}." in bare(page)
    assert ("Test Reviewer" in page) is (shown == "named")


def test_a_correction_stands_beside_what_it_corrects(story: Story, client_as: ClientAs) -> None:
    first = issued_feedback(story)
    where = f"/feedback-reviews/{first.id}"
    reviewer, editor = client_as("reviewer"), client_as("editor")
    assert "Correct this feedback" in reviewer.get(where).text
    assert reviewer.post(f"{where}/corrections", data={"correction": " "}).status_code == 422
    correction = reviewer.post(f"{where}/corrections", data={"correction": "A day was wrong."}).location
    assert editor.get(correction).status_code == 404
    assert "orrection" not in editor.get(where).text


def test_who_has_the_former_feedback_is_led_to_its_correction(story: Story, client_as: ClientAs) -> None:
    first = issued_feedback(story)
    second = issued_feedback(story, corrected(story, first, "A day was wrong."))
    editor = client_as("editor")
    assert f"/feedback-reviews/{second.id}" in editor.get(f"/feedback-reviews/{first.id}").text
    assert "A day was wrong." in editor.get(f"/feedback-reviews/{second.id}").text


def test_an_urgent_point_is_sent_read_and_acknowledged(story: Story, client_as: ClientAs) -> None:
    asked = assigned(story)
    reviewer, editor = client_as("reviewer"), client_as("editor")
    said = {"urgent": "Nobody supervises on Friday.", "telephoned": "Dr Ash, today."}
    missing = reviewer.post(f"/feedback-requests/{asked.id}/urgent-points", data=said | {"telephoned": ""})
    assert "Say who was telephoned" in missing.text
    assert "Nobody supervises on Friday.</textarea>" in missing.text
    where = reviewer.post(f"/feedback-requests/{asked.id}/urgent-points", data=said).location.partition("?")[0]
    assert "Urgent point from PSR" in editor.get("/").text
    page = editor.get(where).text
    assert "Dr Ash, today." in page
    assert "Test Reviewer" not in page
    editor.post(f"{where}/acknowledgements", data={"urgent_done": "She works with Dr Oak."})
    assert "She works with Dr Oak." in reviewer.get(where).text
    assert "Urgent point from PSR" not in editor.get("/").text


def test_nobody_of_the_practitioners_side_finds_an_urgent_point(story: Story, client_as: ClientAs) -> None:
    point = urgent_point(story)
    for role in ("practitioner", "representative", "observer", "stranger"):
        assert client_as(role).get(f"/urgent-points/{point.id}").status_code == 404


def test_both_readers_find_on_their_own_page_what_waits_for_them(story: Story, client_as: ClientAs) -> None:
    reviewer, adviser = client_as("reviewer"), client_as("adviser")
    asked = assigned(story)
    assert "Begin the review" in reviewer.get("/").text
    review = reviewing(story, asked)
    assert "Go on with your review" in reviewer.get("/").text
    assert "read second" not in adviser.get("/").text
    handed_over(story, review)
    assert "Review to read second" in adviser.get("/").text
    assert "Go on with your review" not in reviewer.get("/").text
