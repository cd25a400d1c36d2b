"""PSR pauses a case: everybody reads so, nobody reads why, and nothing that was typed is lost."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from portal.domain.cases.hold import Why
from tests.conftest import ClientAs
from tests.factories import Story, go_on, pause, sent

DAY = (datetime.now(UTC) + timedelta(days=30)).date().isoformat()
FORM = {"why": Why.ILLNESS.value, "pause_note": "Rang on Monday.", "look_again": DAY}
PAUSED = "PSR has paused this case"


@pytest.fixture
def story(story: Story) -> Story:
    story.everybody_has_read_the_first_page()
    return story


@pytest.fixture
def holds(story: Story) -> str:
    return f"/cases/{story.case.id}/holds"


def test_the_adviser_pauses_a_case_and_lets_it_go_on(story: Story, client_as: ClientAs, holds: str) -> None:
    adviser, case = client_as("adviser"), f"/cases/{story.case.id}"
    assert f"{holds}/new" in adviser.get(case).text
    told = adviser.post(holds, data=FORM, follow_redirects=True)
    assert "The case is paused" in told.text
    kept = adviser.get(f"{holds}/edit").text
    assert "Rang on Monday." in kept
    assert DAY in kept
    seen = {"hold": shown_in(kept)}
    later = adviser.post(f"{holds}/look-again", data=seen | {"look_again": "2099-01-01"}, follow_redirects=True)
    assert "The day is saved" in later.text
    told = adviser.post(f"{case}/hold-endings", data=seen, follow_redirects=True)
    assert "The case goes on" in told.text
    assert PAUSED not in client_as("practitioner").get(case).text


def shown_in(page: str) -> str:
    """The pause that this page names in both of its forms."""
    (named,) = set(re.findall(r'name="hold" value="([^"]+)"', page))
    return str(named)


def test_who_read_why_a_case_was_paused_does_not_end_a_later_pause(
    story: Story, client_as: ClientAs, holds: str
) -> None:
    adviser = client_as("adviser")
    pause(story, Why.ILLNESS)
    seen = {"hold": shown_in(adviser.get(f"{holds}/edit").text)}
    go_on(story)
    pause(story, Why.LEGAL)
    for where, typed in ((f"/cases/{story.case.id}/hold-endings", {}), (f"{holds}/look-again", {"look_again": DAY})):
        answer = adviser.post(where, data=seen | typed)
        assert answer.status_code == 422
        for words in ("paused anew", Why.LEGAL.value, *typed.values()):
            assert words in answer.text
        assert shown_in(answer.text) != seen["hold"]
    assert PAUSED in client_as("practitioner").get(f"/cases/{story.case.id}").text


@pytest.mark.parametrize("role", ["practitioner", "representative", "editor", "signatory", "reviewer"])
def test_only_the_adviser_may(client_as: ClientAs, holds: str, role: str) -> None:
    client = client_as(role)
    assert client.get(f"{holds}/new").status_code == 403
    assert client.post(holds, data=FORM).status_code == 403


def test_all_that_is_missing_is_said_at_once_and_what_was_typed_stays(client_as: ClientAs, holds: str) -> None:
    answer = client_as("adviser").post(holds, data={"pause_note": "Rang on Monday.", "look_again": "2020-01-01"})
    assert answer.status_code == 422
    for words in ("Choose why the case is paused", "Give a day from today on", "Rang on Monday.", "2020-01-01"):
        assert words in answer.text


@pytest.mark.parametrize("role", ["practitioner", "representative", "editor", "signatory"])
def test_everybody_reads_that_nothing_is_expected_of_them(story: Story, client_as: ClientAs, role: str) -> None:
    sent(story, "editor")
    sent(story, key="cases")
    pause(story)
    client = client_as(role)
    for page in ("/", f"/cases/{story.case.id}", f"/plans/{story.plan.id}"):
        text = client.get(page).text
        assert PAUSED in text
        assert "Your turn" not in text
        assert "It is your turn" not in text


def test_the_same_words_stand_whatever_the_reason(story: Story, client_as: ClientAs) -> None:
    client, read = client_as("practitioner"), set()
    for why in Why:
        pause(story, why)
        page = client.get(f"/cases/{story.case.id}").text
        read.add(page[page.index(PAUSED) : page.index("The plan</h2>")])
        go_on(story)
    assert len(read) == 1


def test_what_was_typed_before_the_pause_is_given_back(story: Story, client_as: ClientAs) -> None:
    pause(story)
    form = {"audience": "shared", "body": "Words of a long evening."}
    answer = client_as("practitioner").post(f"/plans/{story.plan.id}/clauses/aim/threads", data=form)
    assert answer.status_code == 422
    assert PAUSED in answer.text
    assert "Words of a long evening." in answer.text


def forms(story: Story) -> list[str]:
    plan = f"/plans/{story.plan.id}"
    return [f"{plan}/agreements/new", f"{plan}/advice-times/new", f"/cases/{story.case.id}/invitations/new"]


@pytest.mark.parametrize("number", range(3))
def test_a_form_that_rests_leads_to_the_page_that_says_so(story: Story, client_as: ClientAs, number: int) -> None:
    pause(story)
    assert PAUSED in client_as("editor").get(forms(story)[number], follow_redirects=True).text


def test_psr_finds_paused_cases_together(story: Story, client_as: ClientAs) -> None:
    pause(story, today=datetime.now(UTC))
    assert story.case.reference in client_as("adviser").get("/?stands=PAUSED").text
    assert "Paused (1)" in client_as("adviser").get("/").text


def test_a_pause_that_psr_said_to_look_at_again_comes_first(story: Story, client_as: ClientAs) -> None:
    pause(story, days=0)
    assert "Look at the pause again" in client_as("adviser").get("/?stands=YOURS").text
    for role in ("reviewer", "practitioner", "signatory"):
        assert "Look at the pause again" not in client_as(role).get("/").text
    go_on(story)
    pause(story, today=datetime.now(UTC))
    assert "Look at the pause again" not in client_as("adviser").get("/").text
