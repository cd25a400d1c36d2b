from datetime import UTC, datetime, timedelta

from tests.conftest import ClientAs
from tests.factories import Story, freeze, sent


def a_day(days: int) -> str:
    return (datetime.now(UTC) + timedelta(days=days)).date().isoformat()


def test_both_parties_see_until_when_and_no_more(story: Story, client_as: ClientAs) -> None:
    story.everybody_has_read_the_first_page()
    address = f"/plans/{story.plan.id}/advice-times"
    assert client_as("practitioner").post(address, data={"until": a_day(3)}).status_code == 303
    assert "Your side takes advice until" in client_as("practitioner").get(f"/plans/{story.plan.id}").text
    assert "Test Practitioner takes advice until" in client_as("editor").get(f"/plans/{story.plan.id}").text
    frozen = freeze(story)
    assert "Test Practitioner takes advice until" in client_as("signatory").get(f"/agreements/{frozen.id}").text


def test_a_day_that_is_none_is_refused_and_kept(story: Story, client_as: ClientAs) -> None:
    answer = client_as("practitioner").post(f"/plans/{story.plan.id}/advice-times", data={"until": "next week"})
    assert answer.status_code == 422
    assert "Choose a day" in answer.text
    assert 'value="next week"' in answer.text


def test_one_can_say_that_one_is_ready(story: Story, client_as: ClientAs) -> None:
    story.everybody_has_read_the_first_page()
    client, address = client_as("practitioner"), f"/plans/{story.plan.id}/advice-times"
    client.post(address, data={"until": a_day(3)})
    assert "I am ready now" in client.get(f"{address}/new").text
    assert "Your side takes advice until" in client.get(f"/plans/{story.plan.id}").text
    client.post(address, data={"ready": "yes"})
    assert "takes advice until" not in client.get(f"/plans/{story.plan.id}").text


def test_while_a_party_takes_advice_nobody_is_reminded(story: Story, client_as: ClientAs) -> None:
    story.everybody_has_read_the_first_page()
    sent(story)
    plan, editor, practitioner = f"/plans/{story.plan.id}", client_as("editor"), client_as("practitioner")
    pages = [(editor, plan), (practitioner, plan), (editor, "/"), (practitioner, "/")]
    reminders = ["It is your turn", "It is Harbour Trust’s turn", ">Your turn<", "with Harbour Trust, since"]
    assert all(words in client.get(where).text for (client, where), words in zip(pages, reminders, strict=True))
    editor.post(f"{plan}/advice-times", data={"until": a_day(3)})
    for client, where in pages:
        page = client.get(where).text.split("<footer")[0]
        assert [words for words in [*reminders, "working day", ", since"] if words in page] == []
    assert "You are taking advice" in editor.get(plan).text
    assert "Harbour Trust takes advice until" in practitioner.get("/").text
