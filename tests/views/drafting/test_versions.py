"""Every saving of a draft can be looked at, compared and gone back to, by PSR's advisers alone."""

import pytest

from tests.conftest import ClientAs
from tests.factories import Story, some_content


@pytest.fixture
def saved(draft_story: Story) -> Story:
    """A draft that was saved twice since it was read: with other words, then with yet others."""
    with draft_story.acting() as session:
        plan, by = draft_story.present_plan(session), draft_story.member("adviser", session)
        for text in ("The first words.", "The second words."):
            plan.mend(session, some_content().with_text("aim", text), by=by, at=draft_story.tick())
    return draft_story


def test_all_versions_are_listed_and_each_shows_what_became_of_it(saved: Story, client_as: ClientAs) -> None:
    adviser, path = client_as("adviser"), f"/plans/{saved.plan.id}/draft/versions"
    page = adviser.get(path).text
    assert "The draft as it was read" in page
    assert [f"{path}/{number}" in page for number in (1, 2, 3, 4)] == [True, True, True, False]
    since = adviser.get(f"{path}/2").text
    assert "Go back to this version" in since
    assert ">first<" in since
    assert ">second<" in since
    changed = adviser.get(f"{path}/3?what=changed").text
    assert "What this saving changed" in changed
    assert ">second<" in changed
    assert "This is the draft as it is now." in changed
    assert adviser.get(f"{path}/4").status_code == 404


def test_the_draft_goes_back_and_what_stood_is_kept(saved: Story, client_as: ClientAs) -> None:
    adviser, path = client_as("adviser"), f"/plans/{saved.plan.id}/draft"
    assert adviser.post(f"{path}/versions/2/restorations", data={"version": "3"}).status_code == 303
    page = adviser.get(path).text
    assert "The first words." in page
    assert "Gone back to version 2" in page
    assert "The second words." in adviser.get(f"{path}/versions/3").text


def test_undo_takes_back_the_last_saving_and_never_one_that_was_not_shown(saved: Story, client_as: ClientAs) -> None:
    adviser, path = client_as("adviser"), f"/plans/{saved.plan.id}/draft"
    assert adviser.post(f"{path}/undoings", data={"version": "2"}).status_code == 422
    assert adviser.post(f"{path}/undoings", data={"version": "3"}).status_code == 303
    assert "The first words." in adviser.get(path).text
    assert adviser.post(f"{path}/versions/1/restorations", data={"version": "3"}).status_code == 422


@pytest.mark.parametrize("role", ["practitioner", "editor", "representative", "reviewer", "stranger"])
def test_no_version_is_known_to_others_before_or_after_it_is_issued(
    saved: Story, client_as: ClientAs, role: str
) -> None:
    client, path = client_as(role), f"/plans/{saved.plan.id}/draft/versions"
    assert {client.get(where).status_code for where in (path, f"{path}/2")} == {404}
    with saved.acting() as session:
        by = saved.member("adviser", session)
        saved.present_plan(session).issue(session, by=by, at=saved.tick())
    assert {client.get(where).status_code for where in (path, f"{path}/2")} <= {403, 404}
    assert client_as("adviser").get(f"{path}/2").status_code == 200
