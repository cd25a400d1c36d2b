"""Several fitted suggestions, read and confirmed with one button."""

import re

from portal.domain.proposals.proposal import Proposal, Status
from tests import factories
from tests.conftest import ClientAs
from tests.factories import WORDS, Story

SEEING = WORDS["supervision"].replace("meet", "see")
TWICE = WORDS["supervision"].replace("once", "twice")
LONGER = WORDS["supervision"].replace("30", "45")


def address(story: Story) -> str:
    return f"/plans/{story.plan.id}/confirmations"


def fitted(story: Story) -> list[Proposal]:
    """Two sent changes that the plan's new words have touched."""
    mine = [factories.sent(story, text=SEEING), factories.sent(story, text=TWICE)]
    factories.in_effect(story, factories.suggest(story, "editor", text=LONGER), "editor")
    return mine


def shown(page: str) -> list[str]:
    return re.findall('name="shown" value="([^"]+)"', page)


def test_each_is_shown_as_written_and_as_it_fits_and_all_are_confirmed(story: Story, client_as: ClientAs) -> None:
    mine, practitioner = fitted(story), client_as("practitioner")
    page = practitioner.get(address(story)).text
    assert page.count("As you wrote it") == page.count("As it fits the plan now") == 2
    assert page.count("What is different from what you wrote:") == 2
    assert "Yes, all 2 are what I suggest" in page
    assert practitioner.post(address(story), data={"shown": shown(page)}).status_code == 303
    with story.acting() as session:
        assert {session.get_one(Proposal, one.id).status for one in mine} == {Status.OPEN}
    assert "None of your side’s suggestions" in practitioner.get(address(story)).text


def test_what_changed_since_the_page_was_read_stops_all_and_is_marked(story: Story, client_as: ClientAs) -> None:
    mine, practitioner = fitted(story), client_as("practitioner")
    before = shown(practitioner.get(address(story)).text)
    again = LONGER.replace("supervisor", "mentor")
    factories.in_effect(story, factories.suggest(story, "editor", text=again), "editor")
    answer = practitioner.post(address(story), data={"shown": before})
    assert answer.status_code == 422
    assert answer.text.count("or its words have changed since") == 2
    with story.acting() as session:
        assert {session.get_one(Proposal, one.id).status for one in mine} == {Status.TO_CONFIRM}


def test_only_ones_own_sides_changes_are_there(story: Story, client_as: ClientAs) -> None:
    mine = fitted(story)
    assert str(mine[0].id) not in client_as("editor").get(address(story)).text
    values = [f"{one.id} {one.latest.digest}" for one in mine]
    answer = client_as("editor").post(address(story), data={"shown": values})
    assert "There is nothing to confirm." in answer.text
    for role in ("representative", "adviser"):
        assert client_as(role).post(address(story)).status_code == 403


def test_the_plan_page_offers_it_when_several_wait(story: Story, client_as: ClientAs) -> None:
    story.everybody_has_read_the_first_page()
    fitted(story)
    assert "Read and confirm 2 fitted suggestions" in client_as("practitioner").get(f"/plans/{story.plan.id}").text
