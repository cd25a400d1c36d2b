"""Who advises a party finds, for each of their cases, what happened since they last advised there."""

from datetime import timedelta

import pytest

from portal.domain.cases.roles import Reach
from portal.domain.talk.thread import Audience
from portal.queries.cases.advised import since_advised
from tests.conftest import ClientAs
from tests.factories import Story, agree, limit, name_representative, sent, thread
from tests.pages import selects


@pytest.fixture
def story(story: Story) -> Story:
    story.everybody_has_read_the_first_page()
    return story


def home(client_as: ClientAs, role: str = "representative") -> str:
    return client_as(role).get("/").text


def test_what_happened_is_counted_from_their_last_advice_on(story: Story, client_as: ClientAs) -> None:
    sent(story, "editor")
    assert "You have not advised here yet." in home(client_as)
    thread(story, "representative", Audience.PRACTITIONER, key="aim", quote="")
    assert "nothing new" in home(client_as)
    agree(story, sent(story, "editor", key="cases"), by="practitioner")
    thread(story, "editor", key="aim", quote="")
    page = home(client_as)
    assert "Since you last advised, on 3 November 2025:" in page
    assert "1 answer, 1 comment, 1 new revision, 1 suggested change." in page


def test_what_the_other_party_keeps_to_itself_is_not_counted(story: Story, client_as: ClientAs) -> None:
    thread(story, "representative", Audience.PRACTITIONER, key="aim", quote="")
    before = home(client_as)
    thread(story, "editor", Audience.ORGANISATION, key="aim", quote="")
    thread(story, "editor", Audience.ORGANISATION_PSR, key="aim", quote="")
    assert "nothing new" in before
    assert "nothing new" in home(client_as)


def test_they_read_whose_case_it_is_and_until_when_they_see_it(story: Story, client_as: ClientAs) -> None:
    limit(story, Reach.COMMENT, last_day=(story.at + timedelta(days=4_000)).date())
    page = home(client_as)
    assert "Test Practitioner and " in page
    assert "You can see this case until" in page


@pytest.mark.parametrize("role", ["practitioner", "editor", "signatory", "adviser"])
def test_nobody_else_is_told_so(story: Story, client_as: ClientAs, role: str) -> None:
    name_representative(story)
    thread(story, "representative", Audience.SHARED, key="aim", quote="")
    assert "you last advised" not in home(client_as, role)
    assert "not advised here yet" not in home(client_as, role)


def test_who_would_hand_over_is_told_whom_to_ask(story: Story, client_as: ClientAs) -> None:
    page = client_as("representative").get(f"/cases/{story.case.id}/departures/new").text
    assert f'<a href="/cases/{story.case.id}/handovers/new">ask Test Practitioner</a>' in page


def test_two_queries_however_many_cases(story: Story) -> None:
    with story.acting() as session:
        members, editor = [story.member("representative", session)] * 5, story.member("editor", session)
        assert selects(lambda: since_advised(session, members)) == 2
        assert selects(lambda: since_advised(session, [editor])) == 0
