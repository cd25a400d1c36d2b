"""What was sent is never called unsent, and what cannot be sent is never called ready."""

import pytest

from portal.domain.negotiation import negotiation
from tests import factories
from tests.conftest import ClientAs
from tests.factories import Story


@pytest.fixture(autouse=True)
def seen(story: Story) -> None:
    story.everybody_has_read_the_first_page()


def test_a_yes_to_psr_that_was_sent_is_no_longer_ready(story: Story, client_as: ClientAs) -> None:
    change = factories.sent(story, "adviser")
    client = client_as("editor")
    data = {"digest": change.latest.digest, "kind": "agree"}
    client.post(f"/proposals/{change.id}/kept-answers", data=data)
    assert "1 answer ready" in client.get(f"/plans/{story.plan.id}").text
    assert client.post(f"/proposals/{change.id}/assents", data=data | {"ticked": str(change.id)}).status_code == 303
    for page in (f"/plans/{story.plan.id}", f"/proposals/{change.id}"):
        text = client.get(page).text
        assert "ready" not in text.split("<main")[1]


def test_a_no_without_its_reason_is_not_ready(story: Story, client_as: ClientAs) -> None:
    change, client = factories.sent(story), client_as("editor")
    data = {"digest": change.latest.digest, "kind": "decline"}
    client.post(f"/proposals/{change.id}/kept-answers", data=data)
    assert "answer ready" not in client.get(f"/plans/{story.plan.id}").text
    client.post(f"/proposals/{change.id}/kept-answers", data=data | {"reason": "No room."})
    assert "1 answer ready" in client.get(f"/plans/{story.plan.id}").text


def test_what_one_side_has_not_sent_and_has_discarded_is_found_again(story: Story, client_as: ClientAs) -> None:
    kept, gone = factories.suggest(story), factories.suggest(story, key="cases", text="Two cases are discussed.")
    with story.acting() as session:
        found = session.merge(gone)
        negotiation.withdraw(session, found, by=story.member("practitioner", session), at=story.tick())
    address = f"/plans/{story.plan.id}/kept-answers"
    page = client_as("practitioner").get(address).text
    assert page.index('id="private"') < page.index(f"/proposals/{kept.id}") < page.index('id="discarded"')
    assert page.index('id="discarded"') < page.index(f"/proposals/{gone.id}")
    assert str(kept.id) not in client_as("editor").get(address).text
