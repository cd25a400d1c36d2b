"""PSR takes back a plan that it issued in error; everybody can read why."""

import pytest

from tests import factories
from tests.conftest import ClientAs
from tests.factories import Story

REASON = {"reason": "It went to the **wrong** people."}


@pytest.fixture
def read(story: Story) -> Story:
    story.everybody_has_read_the_first_page()
    return story


def test_the_adviser_withdraws_it_with_a_reason(read: Story, client_as: ClientAs) -> None:
    client, path = client_as("adviser"), f"/plans/{read.plan.id}"
    assert f"{path}/withdrawals/new" in client.get(path).text
    assert "This cannot be undone." in client.get(f"{path}/withdrawals/new").text
    assert client.post(f"{path}/withdrawals", data={"reason": " "}).status_code == 422
    assert client.post(f"{path}/withdrawals", data=REASON).status_code == 303
    assert f"{path}/withdrawals/new" not in client.get(path).text


@pytest.mark.parametrize("role", ["editor", "signatory", "practitioner", "representative", "reviewer"])
def test_nobody_else_withdraws_it(read: Story, client_as: ClientAs, role: str) -> None:
    path = f"/plans/{read.plan.id}"
    assert "/withdrawals/new" not in client_as(role).get(path).text
    assert client_as(role).get(f"{path}/withdrawals/new").status_code == 403
    assert client_as(role).post(f"{path}/withdrawals", data=REASON).status_code == 403


@pytest.mark.parametrize("role", ["editor", "practitioner", "representative", "adviser"])
def test_it_stays_readable_with_the_reason_on_top_and_nothing_to_do(
    read: Story, client_as: ClientAs, role: str
) -> None:
    change = factories.sent(read)
    client_as("adviser").post(f"/plans/{read.plan.id}/withdrawals", data=REASON)
    page = client_as(role).get(f"/plans/{read.plan.id}").text
    assert "PSR has withdrawn this plan" in page
    assert "<strong>wrong</strong>" in page
    assert factories.WORDS["aim"] in page
    assert "It is your turn" not in page
    assert "/proposals/new" not in page
    assert "/assents" not in page
    assert "PSR has withdrawn this plan: it was issued in error." in client_as(role).get("/?stands=CLOSED").text
    page = client_as(role).get(f"/proposals/{change.id}").text
    assert client_as(role).get(f"/plans/{read.plan.id}/agreements/new").status_code == 303
    assert "Plan withdrawn" in page
    assert "/assents" not in page


def test_acts_that_were_under_way_are_refused_and_say_why(read: Story, client_as: ClientAs) -> None:
    change, frozen = factories.sent(read), factories.freeze(read)
    factories.withdrawn(read)
    answer = client_as("editor").post(f"/proposals/{change.id}/assents", data={"digest": change.latest.digest})
    assert (answer.status_code, "PSR has withdrawn this plan" in answer.text) == (422, True)
    page = client_as("practitioner").get(f"/agreements/{frozen.id}").text
    assert "PSR withdrew the plan on" in page
    assert "Go to signing" not in page
    assert client_as("practitioner").get(f"/agreements/{frozen.id}/signatures/new").status_code == 303


def test_a_signed_plan_cannot_be_withdrawn_and_says_so(read: Story, client_as: ClientAs) -> None:
    factories.sign(read, factories.freeze(read))
    client, path = client_as("adviser"), f"/plans/{read.plan.id}"
    assert "/withdrawals/new" not in client.get(path).text
    answer = client.post(f"{path}/withdrawals", data=REASON)
    assert (answer.status_code, "Somebody has signed this plan" in answer.text) == (422, True)


def test_a_copy_to_take_away_says_that_it_is_withdrawn(read: Story, client_as: ClientAs) -> None:
    factories.withdrawn(read)
    answer = client_as("practitioner").get(f"/plans/{read.plan.id}/draft.pdf")
    assert "withdrawn-revision-1.pdf" in answer.headers["Content-Disposition"]
