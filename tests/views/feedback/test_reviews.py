"""The pages of a review: the reviewer's, the second reader's, and the feedback that the organisation reads."""

import pytest

from tests.conftest import ClientAs
from tests.factories import Story, agreed_second, assigned, handed_over, issued_feedback, remarked, reviewing
from tests.pages import bare

FORM = {
    "choice-safety": "strengthen",
    "words-safety": "Nobody steps in.",
    "choice-feasibility": "changes",
    "words-feasibility": "Two lists are missing.",
}
POINT = {
    "clause_key": "aim",
    "priority": "must",
    "about": "safety",
    "text": "Say who steps in.",
    "suggested": "New words.",
}
OTHERS = ("practitioner", "representative", "observer", "stranger")


def test_a_draft_is_reviewed_read_second_and_issued(story: Story, client_as: ClientAs) -> None:
    asked = assigned(story)
    reviewer, adviser, editor = client_as("reviewer"), client_as("adviser"), client_as("editor")
    assert "Begin the review" in reviewer.get(f"/feedback-requests/{asked.id}").text
    review = reviewer.post(f"/feedback-requests/{asked.id}/reviews").location
    assert "Patient safety comes first" in reviewer.get(review).text
    reviewer.post(f"{review}/answers", data=FORM | {"shown": "0"})
    assert "2 of 14 questions answered" in bare(reviewer.get(review).text)
    reviewer.post(f"{review}/remarks", data=POINT)
    page = reviewer.get(review).text
    assert "Must: Patient safety" in bare(page)
    assert '<ins class="by-psr"' in page
    assert editor.get(review).status_code == 404
    reviewer.post(f"{review}/readings", data={"does": "hand_over"})
    second = adviser.get(review).text
    assert "Agree to it" in second
    assert "Save the form" not in second
    shown = second.partition('name="fingerprint" value="')[2].partition('"')[0]
    adviser.post(f"{review}/readings", data={"does": "agree", "fingerprint": shown})
    assert "Issue it to Harbour Trust" in reviewer.get(review).text
    reviewer.post(f"{review}/issues")
    feedback = editor.get(review).text
    assert "This is a view, not approval" in feedback
    assert feedback.index("Patient safety comes first") < feedback.index("Can it be done?")
    assert "Say who steps in." in feedback
    assert "Read PSR’s feedback" in editor.get(f"/feedback-requests/{asked.id}").text


def test_the_organisation_learns_nothing_of_the_second_reading(story: Story, client_as: ClientAs) -> None:
    review = issued_feedback(story)
    for path in (f"/feedback-reviews/{review.id}", f"/feedback-requests/{review.request_id}"):
        page = client_as("editor").get(path).text
        assert "Test Adviser" not in page
        assert "econd reader" not in page


@pytest.mark.parametrize("issued", [False, True])
def test_the_practitioners_side_finds_no_review(story: Story, client_as: ClientAs, issued: bool) -> None:
    review = issued_feedback(story) if issued else agreed_second(story)
    for role in OTHERS:
        assert client_as(role).get(f"/feedback-reviews/{review.id}").status_code == 404


def test_a_stale_tab_is_refused_with_both_texts(story: Story, client_as: ClientAs) -> None:
    review = reviewing(story)
    where = f"/feedback-reviews/{review.id}"
    late = FORM | {"words-safety": "Typed in the other tab.", "shown": "0"}
    answer = client_as("reviewer").post(f"{where}/answers", data=late)
    assert answer.status_code == 422
    assert "Typed in the other tab.</textarea>" in answer.text
    assert '<p class="words">Nobody steps in.</p>' in answer.text
    client_as("reviewer").post(f"{where}/answers", data=late | {"seen": "1"})
    assert "Typed in the other tab." in client_as("reviewer").get(where).text


def test_what_was_typed_on_is_saved_in_its_place(story: Story, client_as: ClientAs) -> None:
    review = reviewing(story)
    said = FORM | {"words-roles": "Who is the deputy?", "shown": "1"}
    answer = client_as("reviewer").post(
        f"/feedback-reviews/{review.id}/answers", data=said, headers={"HX-Request": "true"}
    )
    assert 'name="shown" value="2"' in answer.text
    assert "<html" not in answer.text


def test_a_point_that_is_not_saved_loses_nothing_typed(story: Story, client_as: ClientAs) -> None:
    review = reviewing(story)
    typed = POINT | {"priority": "", "quote": "Words from elsewhere"}
    answer = client_as("reviewer").post(f"/feedback-reviews/{review.id}/remarks", data=typed)
    assert answer.status_code == 422
    assert "Choose how much it matters." in answer.text
    assert "Say who steps in.</textarea>" in answer.text


def test_how_a_paragraph_would_read_is_shown_and_nothing_kept(story: Story, client_as: ClientAs) -> None:
    review = reviewing(story)
    where = f"/feedback-reviews/{review.id}"
    answer = client_as("reviewer").post(f"{where}/looks", data=POINT)
    assert '<ins class="by-psr"' in answer.text
    assert "0 points on it" in bare(client_as("reviewer").get(where).text)


def test_a_point_is_changed_and_removed(story: Story, client_as: ClientAs) -> None:
    review = reviewing(story)
    remark, reviewer = remarked(story, review, clause_key="aim"), client_as("reviewer")
    where = f"/feedback-remarks/{remark.id}"
    assert "Change a point" in reviewer.get(f"{where}/edit").text
    reviewer.post(where, data=POINT)
    assert "Say who steps in." in reviewer.get(f"/feedback-reviews/{review.id}").text
    reviewer.post(f"{where}/removals")
    assert "Say who steps in." not in reviewer.get(f"/feedback-reviews/{review.id}").text


def test_only_the_reviewer_writes_and_only_the_second_reader_agrees(story: Story, client_as: ClientAs) -> None:
    review = handed_over(story)
    where = f"/feedback-reviews/{review.id}"
    assert client_as("adviser").post(f"{where}/answers", data=FORM).status_code == 403
    assert client_as("adviser").post(f"{where}/issues").status_code == 403
    assert client_as("reviewer").post(f"{where}/readings", data={"does": "agree"}).status_code == 403
    assert client_as("editor").post(f"{where}/readings", data={"does": "comment", "words": "?"}).status_code == 404


def test_an_act_that_was_not_chosen_is_asked_for(story: Story, client_as: ClientAs) -> None:
    review = handed_over(story)
    typed = {"words": "Kept words"}
    answer = client_as("adviser").post(f"/feedback-reviews/{review.id}/readings", data=typed)
    assert answer.status_code == 422
    assert "Kept words</textarea>" in answer.text
