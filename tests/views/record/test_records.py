"""The record's page: what happened, for those entitled to see it, and whether all of it is still there."""

import pytest
from sqlalchemy import text

from portal.domain.record import KINDS, Stream
from portal.domain.talk.thread import Audience
from portal.web.http import Portal
from tests import factories
from tests.conftest import ClientAs
from tests.cutting import cut, tamper
from tests.factories import Story


@pytest.fixture
def told(story: Story) -> Story:
    """A story with something in the streams of every side."""
    factories.suggest(story, "practitioner", "aim", "What the practitioner keeps back.")
    factories.suggest(story, "editor", "cases", "What the organisation keeps back.")
    factories.thread(story, "practitioner", Audience.PRACTITIONER_PSR, body="For PSR to read.")
    factories.agree(story, factories.sent(story))
    return story


def page_of(story: Story, client_as: ClientAs, role: str = "editor") -> str:
    answer = client_as(role).get(f"/cases/{story.case.id}/record")
    assert answer.status_code == 200
    return answer.text


def test_the_page_says_that_the_record_is_whole(told: Story, client_as: ClientAs) -> None:
    page = page_of(told, client_as)
    assert "The record is whole" in page
    assert page.count("Every link holds.") == 2
    assert "Both parties and PSR: " in page
    assert "Only Harbour Trust: 1 entry." in page
    assert "A new revision of the plan was made" in page
    assert "Only Test Practitioner" not in page


def test_the_page_says_that_nobody_remembers_where_the_record_ends(told: Story, client_as: ClientAs) -> None:
    assert "No check has remembered yet where the record ends." in page_of(told, client_as)


def test_the_page_says_since_when_checks_remember_where_the_record_ends(
    app: Portal, told: Story, client_as: ClientAs
) -> None:
    checked = app.test_cli_runner().invoke(args=["record", "verify"])
    assert "Where the chains end is remembered; 5 had new entries" in checked.output
    page = page_of(told, client_as)
    assert "Our checks have remembered where the record ends since " in page
    assert "No check has remembered" not in page


def test_the_page_says_which_entry_does_not_hold(told: Story, client_as: ClientAs) -> None:
    with told.acting() as session:
        tamper(session, "UPDATE event SET body = body || ' ' WHERE stream = 'shared' AND seq = 2")
    page = page_of(told, client_as)
    assert "The record is not whole" in page
    assert "Entry 2 does not have the hash it was recorded with." in page
    assert "The record is whole" not in page


def test_the_page_shows_what_is_left_where_an_entry_cannot_be_read(told: Story, client_as: ClientAs) -> None:
    with told.acting() as session:
        tamper(session, "UPDATE event SET body = '{}' WHERE stream = 'shared' AND seq = 2")
    page = page_of(told, client_as)
    assert "The record is not whole" in page
    assert "The case was opened" in page


def test_the_page_says_that_entries_are_gone_to_those_who_may_see_what_names_them(
    told: Story, client_as: ClientAs
) -> None:
    factories.suggest(told, "practitioner", "aim", "More that the practitioner keeps back.")
    with told.acting() as session:
        cut(session, Stream.SHARED, 1)
    page = page_of(told, client_as, "representative")
    assert "Entries are gone: " in page
    assert "The record is whole" in page_of(told, client_as, "editor")


def test_every_event_is_said_in_the_words_of_its_kind(told: Story, client_as: ClientAs) -> None:
    page = page_of(told, client_as)
    with told.acting() as session:
        kinds = set(session.scalars(text("SELECT kind FROM event WHERE stream IN ('shared', 'organisation')")))
    assert len(kinds) > 3
    assert all(KINDS[kind].sentence in page for kind in kinds)


def test_an_entry_says_when_who_and_who_can_see_it(told: Story, client_as: ClientAs) -> None:
    sent = page_of(told, client_as, "representative").split("A suggested change was sent", 1)
    row = sent[0].rsplit("<tr>", 1)[1] + sent[1].split("</tr>", 1)[0]
    assert "3 November 2025, 09:0" in row
    assert told.people["practitioner"].name in row
    assert "both parties and PSR" in row


JOINED = "Somebody was put beside one side of the case: "


@pytest.mark.parametrize(
    ("role", "joined"),
    [
        ("editor", set()),
        ("signatory", set()),
        ("practitioner", {"Test Representative, representative"}),
        ("representative", {"Test Representative, representative"}),
        ("adviser", {"Test Representative, representative", "Test Reviewer, PSR reviewer"}),
        ("reviewer", {"Test Representative, representative", "Test Reviewer, PSR reviewer"}),
    ],
)
def test_who_advises_one_side_and_since_when_is_told_to_those_alone_who_know_them_by_name(
    story: Story, client_as: ClientAs, role: str, joined: set[str]
) -> None:
    page = page_of(story, client_as, role)
    assert {part.split("</td>", 1)[0] for part in page.split(JOINED)[1:]} == joined
    for name, given in {
        "Editor": "organisation editor",
        "Practitioner": "practitioner",
        "Observer": "observer",
    }.items():
        assert f"Somebody was given a role on the case: Test {name}, {given}" in page
    assert "given a role on the case: Test Practitioner’s representative" not in page


@pytest.mark.parametrize("role", ["observer", "stranger"])
def test_others_find_no_record(told: Story, client_as: ClientAs, role: str) -> None:
    assert client_as(role).get(f"/cases/{told.case.id}/record").status_code == 404


def test_an_entry_about_a_change_leads_to_it_for_those_who_may_read_it(story: Story, client_as: ClientAs) -> None:
    change, private = factories.sent(story), factories.suggest(story, "practitioner", "aim", "Kept back.")
    factories.agree(story, change)
    for role in ("practitioner", "editor", "representative", "reviewer"):
        page = " ".join(page_of(story, client_as, role).split())
        hidden = '<span class="nhsuk-u-visually-hidden">suggested change </span>'
        link = f'<a href="/proposals/{change.id}">{hidden}number {change.number}</a>'
        assert f"A suggested change was sent: {link}" in page
        assert f"A suggested change was agreed to: {link}" in page
        assert str(private.id) not in page
