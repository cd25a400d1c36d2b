"""The pages on which an organisation answers points that PSR corrected (000 L15)."""

from dataclasses import replace

from portal.domain.feedback.remark import change_remark
from portal.domain.feedback.review import FeedbackReview
from tests.conftest import ClientAs
from tests.factories import (
    Story,
    corrected,
    issued_feedback,
    remarked,
    replied,
    reviewing,
    shared_draft,
    shown_feedback,
)
from tests.pages import bare

FORMER = "You said of the former words: <strong>Not taken.</strong> There is a rota."


def test_a_corrected_point_is_asked_anew_beside_what_was_said_and_the_others_are_not(
    story: Story, client_as: ClientAs
) -> None:
    review = reviewing(story)
    for text in ("Say who covers.", "Name a day."):
        remarked(story, review, text)
    issued = replied(story, issued_feedback(story, review), reason="There is a rota.")
    written = corrected(story, issued)
    with story.acting() as session:
        point = session.get_one(FeedbackReview, written.id).remarks[0]
        by = story.member("reviewer", session)
        change_remark(session, point, replace(point.point, text="Say who covers at night."), by=by, at=story.tick())
    correction = issued_feedback(story, written)
    where, editor = f"/feedback-reviews/{correction.id}", client_as("editor")
    page = bare(editor.get(f"{where}/replies").text)
    assert "1 point left to answer" in bare(editor.get("/").text)
    assert page.count(FORMER) == 1
    assert "“Say who covers.”" in page
    assert page.count('value="not adopted" checked') == 1
    assert "said of the former words: <strong>Not taken.</strong>" in bare(client_as("adviser").get(where).text)
    assert editor.get(f"/feedback-reviews/{issued.id}/replies").location == f"{where}/replies"
    late = editor.post(
        f"/feedback-reviews/{issued.id}/replies", data={"took-1": "later", "shown-1": "1", "why-1": "Kept words."}
    )
    assert late.status_code == 422
    assert "PSR has corrected this feedback meanwhile." in late.text
    assert "Kept words.</textarea>" in late.text


def test_whoever_is_shown_a_correction_alone_is_led_to_no_page_that_is_not_theirs(
    story: Story, client_as: ClientAs
) -> None:
    issued = issued_feedback(story)
    correction = issued_feedback(story, corrected(story, issued))
    shared_draft(story, correction.request.draft)
    shown_feedback(story, correction)
    story.everybody_has_read_the_first_page()
    where, former = f"/feedback-reviews/{correction.id}", f"/feedback-reviews/{issued.id}"
    page = client_as("practitioner").get(where).text
    assert "This corrects earlier feedback." in " ".join(page.split())
    assert former not in page
    assert former in client_as("editor").get(where).text
