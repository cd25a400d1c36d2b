"""What plan checks point at becomes a point of a review in one step."""

from portal.domain.checks.plan_checks import PLAN_CHECKS
from portal.domain.feedback.review import FeedbackReview
from portal.queries.feedback.pointers import ABOUT_OF, pointers_of
from tests.conftest import ClientAs
from tests.factories import (
    Story,
    asked_for_feedback,
    assigned,
    decide_request,
    own_draft,
    remarked,
    reviewing,
    some_content,
)
from tests.pages import selects

VAGUE = "The supervisor and the practitioner meet regularly, as appropriate."


def vague(story: Story) -> FeedbackReview:
    content = some_content().with_text("supervision", VAGUE)
    return reviewing(
        story, assigned(story, decide_request(story, asked_for_feedback(story, own_draft(story, content))))
    )


def test_a_finding_becomes_a_point_in_one_step_and_is_offered_no_more(story: Story, client_as: ClientAs) -> None:
    written = vague(story)
    reviewer, address = client_as("reviewer"), f"/feedback-reviews/{written.id}"
    with story.acting() as session:
        found = pointers_of(session.get_one(FeedbackReview, written.id), story.member("reviewer", session))
        point = found["supervision"][0].point
    said = {"priority": point.priority.value, "about": point.about.value, "text": point.text}
    said |= {"clause_key": point.clause_key, "quote": point.quote, "suggested": point.suggested}
    before = reviewer.get(address).text.count("Make this a point")
    assert reviewer.post(f"{address}/remarks", data=said).status_code == 303
    assert reviewer.get(address).text.count("Make this a point") == before - 1
    assert "Make this a point" not in client_as("adviser").get(address).text


def test_every_check_that_is_placed_in_the_form_is_one_of_the_portal() -> None:
    assert ABOUT_OF.keys() <= PLAN_CHECKS.keys()


def test_a_review_with_many_points_takes_as_many_queries_as_one_with_few(story: Story, client_as: ClientAs) -> None:
    written, reviewer = reviewing(story), client_as("reviewer")
    address = f"/feedback-reviews/{written.id}"
    remarked(story, written)
    reviewer.get(address)
    few = selects(lambda: reviewer.get(address))
    for number in range(8):
        remarked(story, written, f"Point {number}.", clause_key="cases", suggested=f"Other words {number}.")
    assert selects(lambda: reviewer.get(address)) == few
