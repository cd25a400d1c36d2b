"""A stage with less supervision than a regulator requires, as the plan says it, is pointed out (002 §6.3)."""

from dataclasses import replace

import pytest

from portal.domain.plans.content import Stage
from portal.web.http import Portal
from tests.conftest import ClientAs
from tests.factories import Story, in_effect, keep_yes, put_forward, suggest, suggest_stage_words

FLOOR = "The GMC’s interim conditions require close supervision."
POINTER = "which is more. Check that it still holds"
LIGHTER = "Supervision at hand"


@pytest.fixture
def restricted(story: Story) -> Story:
    """The plan has come to speak of a regulator's requirement."""
    in_effect(story, suggest(story, key="aim", text=FLOOR))
    return story


def lighter(story: Story, text: str = LIGHTER) -> object:
    return put_forward(story, suggest_stage_words(story, part="level", text=text))


def test_a_change_below_the_floor_is_pointed_out_on_its_card_and_its_page(
    client_as: ClientAs, restricted: Story
) -> None:
    restricted.everybody_has_read_the_first_page()
    change, editor = lighter(restricted), client_as("editor")
    for page in (f"/plans/{restricted.plan.id}", f"/proposals/{change.id}"):
        text = editor.get(page).text
        assert "would have supervision at hand. Paragraph 1.1 speaks of" in text
        assert POINTER in text


def test_a_change_at_or_above_the_floor_or_in_other_words_is_left_in_peace(
    client_as: ClientAs, restricted: Story
) -> None:
    for text in ("Close supervision", "Direct supervision", "As the case manager decides"):
        change = lighter(restricted, text)
        assert POINTER not in client_as("editor").get(f"/proposals/{change.id}").text


def test_it_is_pointed_out_while_it_is_typed(client_as: ClientAs, restricted: Story) -> None:
    path, editor = f"/plans/{restricted.plan.id}/stages/first/amendments/previews", client_as("editor")
    typed = {"part": "level", "text": LIGHTER}
    fragment = editor.post(path, data=typed, headers={"HX-Request": "true"}).text
    whole = editor.post(path, data=typed).text
    assert POINTER in fragment
    assert "<html" not in fragment
    assert POINTER in whole
    assert LIGHTER in whole
    assert POINTER not in editor.post(path, data=typed | {"text": "Close supervision"}).text


def test_it_is_pointed_out_where_answers_are_checked(client_as: ClientAs, restricted: Story) -> None:
    keep_yes(restricted, lighter(restricted))
    assert POINTER in client_as("editor").get(f"/plans/{restricted.plan.id}/answers").text


def test_it_can_be_agreed_to_all_the_same(client_as: ClientAs, restricted: Story) -> None:
    change = lighter(restricted)
    data = {"digest": change.latest.digest, "ticked": str(change.id)}
    assert client_as("editor").post(f"/proposals/{change.id}/assents", data=data).status_code == 303


def test_the_drafter_is_told_of_a_stage_below_the_floor(app: Portal, client_as: ClientAs, draft_story: Story) -> None:
    with app.database.writing() as session:
        plan, by = draft_story.present_plan(session), draft_story.member("adviser", session)
        content = plan.draft_content.with_text("aim", FLOOR)
        stages = (Stage("first", "Close supervision", "on site", 4), Stage("second", "Lighter", LIGHTER, 8))
        plan.mend(session, replace(content, stages=stages), by=by, at=draft_story.tick())
    page = client_as("adviser").get(f"/plans/{draft_story.plan.id}/draft").text
    assert page.count(POINTER) == 1
    assert "The stage “Lighter” has supervision at hand" in page


def test_every_reader_is_told_on_the_plan_and_before_freezing(client_as: ClientAs, restricted: Story) -> None:
    restricted.everybody_has_read_the_first_page()
    in_effect(restricted, suggest_stage_words(restricted, part="level", text=LIGHTER))
    for page in ("", "/agreements/new"):
        text = client_as("practitioner").get(f"/plans/{restricted.plan.id}{page}").text
        assert text.count("The stage “Close supervision” has supervision at hand.") == 1
