"""The page of a second round: what became of PSR's points, and what else changed since (000 L15)."""

from portal.domain.feedback.standing import Took
from tests.conftest import ClientAs
from tests.factories import Story, in_second_form, issued_feedback, replied
from tests.factories.rounds import SUGGESTED, about_health, asked_again, first_round, mended
from tests.pages import bare

OFFER = "points, and what else changed"
ELSE = "The practitioner will keep a record of ten cases."


def test_psr_and_the_organisation_are_led_to_what_became_of_the_points(story: Story, client_as: ClientAs) -> None:
    former = replied(story, first_round(story), Took.NOT_ADOPTED, "There is a rota.")
    content = in_second_form().with_text("supervision", SUGGESTED).with_text("cases", ELSE)
    review = asked_again(story, mended(story, former.request.draft, content))
    where = f"/feedback-requests/{review.request_id}"
    for role in ("editor", "adviser", "reviewer"):
        assert f'href="{where}/since"' in client_as(role).get(where).text
        page = bare(client_as(role).get(f"{where}/since").text)
        for words in ("There is a rota.", "Not taken: 3.", "On aim.", "It reads as PSR suggested.", "ten"):
            assert words in page
    assert f'href="{where}/since"' in client_as("reviewer").get(f"/feedback-reviews/{review.id}").text
    issued_feedback(story, review)
    assert f'href="{where}/since"' in client_as("editor").get(f"/feedback-reviews/{review.id}").text


def test_a_first_round_offers_none(story: Story, client_as: ClientAs) -> None:
    former = first_round(story)
    where = f"/feedback-requests/{former.request_id}"
    assert OFFER not in client_as("adviser").get(where).text
    assert client_as("adviser").get(f"{where}/since").location == where


def test_nobody_learns_there_who_read_second_or_what_nobody_was_asked_about(story: Story, client_as: ClientAs) -> None:
    former = first_round(story)
    draft = former.request.draft
    review = asked_again(story, draft)
    mended(story, draft, in_second_form().with_text("cases", "Never asked about."))
    where = f"/feedback-requests/{review.request_id}/since"
    for role in ("practitioner", "representative", "observer", "stranger"):
        assert client_as(role).get(where).status_code == 404
    for role in ("editor", "signatory"):
        page = client_as(role).get(where).text.partition("<main")[2]
        assert story.people["reviewer"].name not in page
        assert story.people["adviser"].name not in page
    assert "Never asked about." not in client_as("adviser").get(where).text


def test_who_may_not_read_about_health_finds_none_of_it_there(story: Story, client_as: ClientAs) -> None:
    former = replied(story, first_round(story, about_health(in_second_form(), "supervision")))
    content = about_health(in_second_form(), "supervision").with_text("supervision", SUGGESTED)
    review = asked_again(story, mended(story, former.request.draft, content))
    where = f"/feedback-requests/{review.request_id}/since"
    assert "3 points." in bare(client_as("adviser").get(where).text)
    page = bare(client_as("reviewer").get(where).text)
    assert "2 points." in page
    for words in ("On supervision.", "will meet the practitioner", "every Tuesday"):
        assert words not in page
