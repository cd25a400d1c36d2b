"""What a party waits for, on the pages of each reader."""

from datetime import UTC, datetime, timedelta

import pytest

from portal.domain.dates import london_day
from portal.domain.negotiation.blocker import Why
from tests import factories
from tests.conftest import ClientAs
from tests.factories import Story

TODAY = london_day(datetime.now(UTC))
FORM = {"why": "a placement", "first": TODAY.isoformat(), "until": (TODAY + timedelta(days=9)).isoformat()}
OTHERS = ("editor", "signatory", "adviser", "reviewer")
READERS = ("practitioner", "representative", *OTHERS)


def pages(story: Story) -> tuple[str, ...]:
    return "/", f"/cases/{story.case.id}", f"/plans/{story.plan.id}", f"/plans/{story.plan.id}/turns"


def words(page: str) -> str:
    """What a page says, without the keys and counts of events that differ each time, and what is over."""
    left_out = ("_key", "csrf", "seen=", "Over:")
    return "\n".join(line for line in page.splitlines() if not any(one in line for one in left_out))


@pytest.fixture(autouse=True)
def read(story: Story) -> None:
    story.everybody_has_read_the_first_page()


@pytest.mark.parametrize(("why", "said"), [("a placement", "a placement"), ("occupational health", "an appointment")])
def test_everybody_reads_what_is_not_private(story: Story, client_as: ClientAs, why: str, said: str) -> None:
    factories.sent(story, "editor")
    answer = client_as("practitioner").post(f"/plans/{story.plan.id}/blockers", data=FORM | {"why": why})
    page = client_as("practitioner").get(answer.location).text
    assert f"You wait for {why}, until about" in page
    for role in OTHERS:
        for where in pages(story):
            assert f"Test Practitioner waits for {said}, from" in client_as(role).get(where).text
    assert f"Your side waits for {why}, from" in client_as("representative").get(f"/plans/{story.plan.id}").text


@pytest.mark.parametrize("waits", [False, True])
def test_nobody_else_can_tell_leave_illness_and_advice_apart(story: Story, client_as: ClientAs, waits: bool) -> None:
    """The pages of everybody else are the same, word by word, whichever it is."""
    if waits:
        factories.sent(story, "editor")
        factories.sent(story, "practitioner", "aim")
    found: dict[str, set[str]] = {}
    for why in (Why.LEAVE, Why.ILLNESS, Why.ADVICE):
        at = datetime.now(UTC)
        named = factories.name_blocker(story, why=why, today=at)
        for role in OTHERS:
            for where in pages(story):
                page = client_as(role).get(where).text
                assert "Test Practitioner" in page
                assert not [one for one in Why if f": {one.value}" in page]
                found.setdefault(f"{role} {where}", set()).add(words(page))
        own = client_as("representative").get(f"/plans/{story.plan.id}/turns").text
        assert f": {why.value}. Only your side reads why." in own
        factories.end_blocker(story, named, today=at)
    assert [where for where, different in found.items() if len(different) > 1] == []


def test_the_other_party_reads_that_they_wait_and_until_when(story: Story, client_as: ClientAs) -> None:
    factories.sent(story, "editor")
    factories.name_blocker(story, why=Why.ILLNESS, today=datetime.now(UTC))
    page = client_as("editor").get(f"/plans/{story.plan.id}").text
    assert "Test Practitioner is waiting" in page
    assert "Test Practitioner waits, from" in page
    assert "waits until" in client_as("editor").get("/").text
    own = client_as("practitioner").get(f"/plans/{story.plan.id}").text
    assert "You are waiting" in own
    assert "Nothing is expected of you until" in own


def test_it_is_over_when_its_party_says_so(story: Story, client_as: ClientAs) -> None:
    named, client = (
        factories.name_blocker(story, "editor", Why.FUNDING, today=datetime.now(UTC)),
        client_as("signatory"),
    )
    where = f"/blockers/{named.id}/endings"
    assert "It is over" in client.get(f"/plans/{story.plan.id}/turns").text
    assert "It is over" not in client_as("practitioner").get(f"/plans/{story.plan.id}/turns").text
    for role in ("practitioner", "representative", "adviser", "reviewer"):
        assert client_as(role).post(where).status_code == 403
    assert "You said that it is over" in client.get(client.post(where).location).text
    assert "waits for funding" not in client_as("practitioner").get(f"/plans/{story.plan.id}").text
    again = client.post(where)
    assert (again.status_code, "This is over already." in again.text) == (422, True)


def test_all_that_is_wrong_is_said_at_once_and_kept(story: Story, client_as: ClientAs) -> None:
    wrong = {"why": "an owl", "first": "soon", "until": "", "words": "A room."}
    answer = client_as("practitioner").post(f"/plans/{story.plan.id}/blockers", data=wrong)
    assert answer.status_code == 422
    for field in ("why", "first", "until"):
        assert f'href="#{field}"' in answer.text
    assert 'value="A room."' in answer.text


@pytest.mark.parametrize("role", ["representative", "adviser", "reviewer"])
def test_only_a_party_is_asked_what_it_waits_for(story: Story, client_as: ClientAs, role: str) -> None:
    client = client_as(role)
    assert client.get(f"/plans/{story.plan.id}/blockers/new").status_code == 403
    assert client.post(f"/plans/{story.plan.id}/blockers", data=FORM).status_code == 403
    assert "Say what you wait for" not in client.get(f"/plans/{story.plan.id}/turns").text


@pytest.mark.parametrize("close", [factories.withdrawn, factories.pause])
def test_a_plan_that_rests_asks_nobody(story: Story, client_as: ClientAs, close: object) -> None:
    close(story)  # type: ignore[operator]
    client = client_as("practitioner")
    assert client.get(f"/plans/{story.plan.id}/blockers/new").status_code == 303
    assert "Say what you wait for" not in client.get(f"/plans/{story.plan.id}/turns").text
