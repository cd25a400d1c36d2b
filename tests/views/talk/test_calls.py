"""Asking PSR for a call, as each side and PSR meet it; the other party finds nothing."""

from datetime import UTC, datetime

import pytest

from portal.domain.dates import london_day
from tests import factories
from tests.conftest import ClientAs
from tests.factories import Story

NOTE = {"times": "Tuesday after 5pm", "phone": "07700 900123", "about": "What signing means."}
TODAY = london_day(datetime.now(UTC)).isoformat()


@pytest.fixture
def where(story: Story) -> str:
    story.everybody_has_read_the_first_page()
    return f"/cases/{story.case.id}/calls"


@pytest.mark.parametrize("role", ["practitioner", "representative", "editor", "signatory"])
def test_anybody_of_a_side_leaves_a_note_and_reads_what_comes_next(
    story: Story, client_as: ClientAs, where: str, role: str
) -> None:
    client = client_as(role)
    assert where in client.get(f"/plans/{story.plan.id}").text
    assert "do not wait for a call" in client.get(where).text
    answer = client.post(where, data=NOTE)
    assert answer.location == f"{where}?did=asked#did"
    page = client.get(answer.location).text
    for said in ("PSR has your note", "Who sees it", "What comes next", "take the note back", *NOTE.values()):
        assert said in page
    assert f'action="{where}"' not in page


def test_psr_finds_it_first_and_says_that_it_tried_and_then_spoke(
    story: Story, client_as: ClientAs, where: str
) -> None:
    factories.sent(story, "adviser")
    call = factories.ask_for_call(story)
    adviser, asker = client_as("adviser"), client_as("practitioner")
    home = adviser.get("/").text
    assert home.index("Asked for a call") < home.index("for Harbour Trust")
    assert "Read it and say when you rang" in adviser.get(f"/plans/{story.plan.id}").text
    tried = adviser.post(f"/calls/{call.id}/steps", data={"day": TODAY, "kind": "tried"})
    assert "The call still waits for PSR." in adviser.get(tried.location).text
    assert "There was no answer." in asker.get(where).text
    spoke = adviser.post(f"/calls/{call.id}/steps", data={"day": TODAY, "kind": "spoke"})
    assert "The call is noted" in adviser.get(spoke.location).text
    assert "Asked for a call" not in adviser.get("/").text
    assert "PSR spoke with you" in asker.get(where).text


def test_a_case_without_a_plan_shows_its_calls_too(draft_story: Story, client_as: ClientAs) -> None:
    where = f"/cases/{draft_story.case.id}/calls"
    assert client_as("practitioner").post(where, data=NOTE).status_code == 303
    assert "Asked for a call" in client_as("adviser").get("/").text


def test_psr_is_asked_once_for_a_case_with_several_plans(story: Story, client_as: ClientAs) -> None:
    factories.withdrawn(story)
    factories.ask_for_call(story)
    assert client_as("adviser").get("/").text.count("Asked for a call") == 1


@pytest.mark.parametrize(
    "data",
    [{"kind": "tried"}, {"day": TODAY}, {"day": "2019-01-01", "kind": "spoke"}, {"day": "2099-01-01", "kind": "spoke"}],
)
def test_what_psr_notes_has_a_day_and_an_outcome(
    story: Story, client_as: ClientAs, where: str, data: dict[str, str]
) -> None:
    call = factories.ask_for_call(story)
    answer = client_as("adviser").post(f"/calls/{call.id}/steps", data=data)
    assert (answer.status_code, "There is a problem" in answer.text) == (422, True)
    assert "I tried, no answer" in answer.text


def test_who_asked_takes_it_back(story: Story, client_as: ClientAs, where: str) -> None:
    call = factories.ask_for_call(story)
    client = client_as("practitioner")
    assert f"/calls/{call.id}/withdrawals" in client.get(where).text
    assert f"/calls/{call.id}/withdrawals" not in client_as("representative").get(where).text
    assert client_as("representative").post(f"/calls/{call.id}/withdrawals").status_code == 422
    answer = client.post(f"/calls/{call.id}/withdrawals")
    assert "You took your note back" in client.get(answer.location).text
    assert "When would it suit you?" in client.get(where).text


def test_a_second_note_is_refused_and_its_words_are_given_back(story: Story, client_as: ClientAs, where: str) -> None:
    factories.ask_for_call(story)
    answer = client_as("practitioner").post(where, data=NOTE)
    assert (answer.status_code, "PSR has a note of yours already" in answer.text) == (422, True)
    assert NOTE["about"] in answer.text


def test_a_note_sent_twice_is_left_once(story: Story, client_as: ClientAs, where: str) -> None:
    client = client_as("practitioner")
    first, second = (client.post(where, data=NOTE | {"request_key": "a" * 32}) for _ in range(2))
    assert (first.status_code, second.status_code) == (303, 303)
    assert client_as("adviser").get(where).text.count(NOTE["about"]) == 1


@pytest.mark.parametrize("role", ["editor", "signatory"])
def test_the_other_party_finds_nothing(story: Story, client_as: ClientAs, where: str, role: str) -> None:
    call, client = factories.ask_for_call(story, about="Something private."), client_as(role)
    for act in (f"/calls/{call.id}", where):
        assert "Something private." not in client.get(act).text
    assert client.get(f"/calls/{call.id}").status_code == 404
    for act in ("steps", "withdrawals"):
        assert client.post(f"/calls/{call.id}/{act}", data={"day": TODAY, "kind": "spoke"}).status_code == 404


def test_a_reviewer_reads_and_notes_nothing(story: Story, client_as: ClientAs, where: str) -> None:
    call, client = factories.ask_for_call(story), client_as("reviewer")
    assert "The weeks." in client.get(where).text
    assert "I tried" not in client.get(where).text
    assert client.post(f"/calls/{call.id}/steps", data={"day": TODAY, "kind": "spoke"}).status_code == 403
    assert client.post(where, data=NOTE).status_code == 403


def test_after_a_plan_is_closed_one_can_still_ask(story: Story, client_as: ClientAs, where: str) -> None:
    factories.not_agreed(story)
    assert "Ask PSR to ring you" in client_as("practitioner").get(f"/plans/{story.plan.id}").text
    assert client_as("practitioner").post(where, data=NOTE).status_code == 303


def test_a_made_up_address_tells_of_nothing_that_was_done(story: Story, client_as: ClientAs, where: str) -> None:
    factories.ask_for_call(story, "representative")
    for act in ("asked", "rang", "tried", "taken-back", "x"):
        assert 'id="did"' not in client_as("practitioner").get(f"{where}?did={act}").text


def test_with_one_case_help_leads_straight_to_it(story: Story, client_as: ClientAs) -> None:
    assert "/calls" in client_as("nobody").get("/help").text
    assert client_as("practitioner").get("/calls").location == f"/cases/{story.case.id}/calls"
    assert "You are not on a case yet" in client_as("stranger").get("/calls").text
