"""Let us talk: offered beside a change or about the plan, answered in three ways, and written down."""

import pytest

from tests import factories
from tests.conftest import ClientAs
from tests.factories import Story

OFFER = {"times": "Tuesday 2 December, after 5pm\nFriday at noon\n", "how": "by telephone"}


@pytest.fixture
def read(story: Story) -> Story:
    story.everybody_has_read_the_first_page()
    return story


def plan_page(story: Story, client_as: ClientAs, role: str) -> str:
    return client_as(role).get(f"/plans/{story.plan.id}").text


def test_beside_a_change_the_other_party_is_offered_times_and_asked_quietly(read: Story, client_as: ClientAs) -> None:
    change = factories.sent(read, "editor")
    client = client_as("practitioner")
    page = client.get(f"/proposals/{change.id}").text
    assert "Let us talk instead" in page
    assert f"/proposals/{change.id}/talks/new" in page
    assert f"/plans/{read.plan.id}/disagreement" in page
    answer = client.post(f"/proposals/{change.id}/talks", data=OFFER)
    after = client.get(answer.location).text
    for said in ("Your offer is sent", "Friday at noon", "Take the offer back", "changes no word of the plan"):
        assert said in after
    brief = plan_page(read, client_as, "editor")
    assert "It is your turn" in brief
    assert "Test Practitioner offers to talk by telephone." in brief
    assert "has waited since" not in brief
    assert "An offer to talk, or a note of a talk, waits for an answer." in client_as("editor").get("/").text
    assert "Test Practitioner offers to talk" in client_as("editor").get(f"/proposals/{change.id}").text
    assert "offers to talk" in client_as("adviser").get(f"/proposals/{change.id}").text


def test_a_settled_talk_about_a_change_stands_on_the_plan_with_its_time(read: Story, client_as: ClientAs) -> None:
    change = factories.sent(read, "editor")
    offer = factories.offer_talk(read, about=change, times=["Tuesday 1 December, after 5pm"])
    factories.accept_time(read, offer)
    said = f"settled a time to talk about suggested change {change.number}: Tuesday 1 December, after 5pm, by video."
    for role in ("practitioner", "editor", "representative", "adviser"):
        assert said in plan_page(read, client_as, role)
    factories.write_note(read, offer)
    assert said not in plan_page(read, client_as, "practitioner")


def test_all_that_is_wrong_with_an_offer_is_said_at_once(read: Story, client_as: ClientAs) -> None:
    answer = client_as("editor").post(f"/plans/{read.plan.id}/talks", data={})
    assert answer.status_code == 422
    assert 'href="#times"' in answer.text
    assert 'href="#how"' in answer.text


def test_about_the_plan_as_a_whole(read: Story, client_as: ClientAs) -> None:
    where = f"/plans/{read.plan.id}/talks"
    assert f"{where}/new" in plan_page(read, client_as, "signatory")
    answer = client_as("signatory").post(where, data=OFFER)
    assert "Talk about the plan" in client_as("practitioner").get(answer.location).text
    assert client_as("signatory").get(f"{where}/new").location == answer.location.split("?")[0]


def test_a_time_that_suits_is_settled_and_then_nothing_waits(read: Story, client_as: ClientAs) -> None:
    talk = factories.offer_talk(read)
    client, where = client_as("editor"), f"/talks/{talk.id}/answers"
    assert client.post(where, data={"kind": "accepted"}).status_code == 422
    answer = client.post(where, data={"kind": "accepted", "chosen": "2"})
    page = client.get(answer.location).text
    assert "You will talk" in page
    assert "Thursday at noon, by video" in page
    assert "settled a time to talk: Thursday at noon" in plan_page(read, client_as, "practitioner")
    assert "It is your turn" not in plan_page(read, client_as, "editor")


def test_other_times_are_offered_back(read: Story, client_as: ClientAs) -> None:
    talk = factories.offer_talk(read)
    data = {"kind": "other times", "times": "Only on Sunday", "how": "in person"}
    answer = client_as("editor").post(f"/talks/{talk.id}/answers", data=data)
    assert answer.location.split("?")[0] != f"/talks/{talk.id}"
    page = client_as("practitioner").get(answer.location.split("?")[0]).text
    assert "Only on Sunday" in page
    assert "This time suits me" in page
    assert "Harbour Trust offered other times" in client_as("practitioner").get(f"/talks/{talk.id}").text


def test_in_writing_weighs_as_much_as_a_time(read: Story, client_as: ClientAs) -> None:
    talk = factories.offer_talk(read)
    client = client_as("editor")
    page = client.get(f"/talks/{talk.id}").text
    buttons = ("This time suits me", "Offer these times instead", "Stay in writing")
    assert {page[: page.index(f">{button}<")].rsplit("<button", 1)[1].split(" name")[0] for button in buttons} == {
        ' class="nhsuk-button nhsuk-button--secondary"'
    }
    answer = client.post(f"/talks/{talk.id}/answers", data={"kind": "in writing", "words": "Thank you."})
    assert "You go on in writing" in client.get(answer.location).text
    assert "Thank you." in client_as("practitioner").get(f"/talks/{talk.id}").text


def test_who_offered_takes_it_back_and_cannot_answer_it(read: Story, client_as: ClientAs) -> None:
    talk = factories.offer_talk(read)
    client, where = client_as("practitioner"), f"/talks/{talk.id}/answers"
    assert "This time suits me" not in client.get(f"/talks/{talk.id}").text
    for kind in ("accepted", "in writing", "", "x"):
        assert client.post(where, data={"kind": kind, "chosen": "1"}).status_code == 422
    answer = client.post(where, data={"kind": "taken back"})
    assert "You took your offer back" in client.get(answer.location).text


def test_the_note_is_confirmed_or_answered_in_own_words_and_leads_on_to_a_suggestion(
    read: Story, client_as: ClientAs
) -> None:
    change = factories.sent(read, "editor")
    talk = factories.accept_time(read, factories.offer_talk(read, about=change))
    answer = client_as("practitioner").post(f"/talks/{talk.id}/notes", data={"words": "We spoke of **June**."})
    assert "Your note is sent" in client_as("practitioner").get(answer.location).text
    page = client_as("editor").get(f"/talks/{talk.id}").text
    assert "<strong>June</strong>" in page
    assert "A note changes nothing in the plan." in page
    assert f'href="/proposals/{change.id}"' in page
    reply = {"is_fair": "no", "words": "It was July."}
    assert client_as("editor").post(f"/talks/{talk.id}/replies", data={"is_fair": "no"}).status_code == 422
    answer = client_as("editor").post(f"/talks/{talk.id}/replies", data=reply)
    assert "Your words stand beside the note." in client_as("editor").get(answer.location).text
    for role in ("practitioner", "representative", "adviser"):
        page = client_as(role).get(f"/talks/{talk.id}").text
        assert page.index("June") < page.index("says what differs") < page.index("It was July.")


def test_a_note_that_the_other_wrote_meanwhile_is_not_written_over(read: Story, client_as: ClientAs) -> None:
    talk = factories.write_note(read, factories.accept_time(read, factories.offer_talk(read)))
    answer = client_as("editor").post(f"/talks/{talk.id}/notes", data={"words": "My own account."})
    assert (answer.status_code, "has written a note of this talk" in answer.text) == (422, True)
    assert "My own account." in answer.text


@pytest.mark.parametrize("role", ["representative", "adviser", "reviewer"])
def test_those_beside_the_parties_read_and_are_offered_nothing(read: Story, client_as: ClientAs, role: str) -> None:
    talk = factories.offer_talk(read, "editor")
    client = client_as(role)
    page = client.get(f"/talks/{talk.id}").text
    assert "Tuesday after 5pm" in page
    assert "/answers" not in page
    assert client.post(f"/talks/{talk.id}/answers", data={"kind": "accepted", "chosen": "1"}).status_code == 403
    assert client.get(f"/plans/{read.plan.id}/talks/new").status_code == 403


def test_an_offer_about_a_change_that_was_settled_meanwhile_gives_its_words_back(
    read: Story, client_as: ClientAs
) -> None:
    change = factories.agree(read, factories.sent(read))
    answer = client_as("editor").post(f"/proposals/{change.id}/talks", data=OFFER)
    assert (answer.status_code, "Friday at noon" in answer.text) == (422, True)
    assert client_as("editor").get(f"/proposals/{change.id}/talks/new").location == f"/proposals/{change.id}"


def test_a_talk_stays_readable_and_offers_nothing_on_a_closed_plan(read: Story, client_as: ClientAs) -> None:
    talk = factories.offer_talk(read)
    factories.not_agreed(read)
    page = client_as("editor").get(f"/talks/{talk.id}").text
    assert "only here to be read" in page
    assert "/answers" not in page


def test_a_made_up_address_tells_of_nothing_that_was_done(read: Story, client_as: ClientAs) -> None:
    talk = factories.offer_talk(read)
    for act in ("offered", "answered", "taken-back", "noted", "replied", "x"):
        assert 'id="did"' not in client_as("signatory").get(f"/talks/{talk.id}?did={act}").text
