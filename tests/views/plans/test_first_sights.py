"""The calm page that each person of a party meets before the plan."""

from collections.abc import Callable

import pytest

from tests import factories
from tests.conftest import ClientAs
from tests.factories import Story


@pytest.mark.parametrize("role", ["practitioner", "representative", "editor", "signatory"])
def test_a_party_meets_the_calm_page_first_and_once(story: Story, client_as: ClientAs, role: str) -> None:
    client, path = client_as(role), f"/plans/{story.plan.id}"
    assert client.get(path).headers["Location"].endswith("/first-sight")
    page = client.get(f"{path}/first-sight").text
    for words in ("not disciplinary", "Nothing need be answered today", "020 7811 2600", story.case.key_contact):
        assert words in page
    assert client.post(f"{path}/first-sight").status_code == 303
    assert client.post(f"{path}/first-sight").status_code == 303
    assert client.get(path).status_code == 200


def test_psr_goes_straight_to_the_plan(story: Story, client_as: ClientAs) -> None:
    answer = client_as("adviser").get(f"/plans/{story.plan.id}/first-sight")
    assert answer.headers["Location"] == f"/plans/{story.plan.id}"


@pytest.mark.parametrize("closed", [factories.not_agreed, factories.withdrawn])
def test_a_plan_that_is_closed_is_not_greeted_as_a_draft(
    story: Story, client_as: ClientAs, closed: Callable[[Story], object]
) -> None:
    closed(story)
    client, path = client_as("representative"), f"/plans/{story.plan.id}"
    assert client.get(path).status_code == 200
    assert client.get(f"{path}/clauses/aim").status_code == 200
    assert client.get(f"{path}/first-sight").headers["Location"] == path
