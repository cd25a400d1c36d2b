"""The plan page is kept in memory: nobody ever reads an old one, or another's."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import cycle

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.config import Settings
from portal.domain.cases.case import Case
from portal.domain.cases.events import SERVED_ON_PAPER, SIGNS_IN_NOW
from portal.domain.cases.roles import Role
from portal.domain.people.person import Person
from portal.domain.plans.events import PLAN_NOT_AGREED, PLAN_WITHDRAWN
from portal.domain.record import KINDS, Event
from portal.domain.talk.discussion import Audience
from portal.web.http import Portal
from tests import factories
from tests.conftest import ClientAs, client_of
from tests.every_act import every_kind_of_act
from tests.factories import OPENED, Story
from tests.pages import Watched, selects, served_and_rendered

READERS = ("editor", "practitioner", "representative", "adviser")
FOLDED = {"representative", "adviser"}  # to these every plan is shown folded


@pytest.fixture
def story(story: Story) -> Story:
    story.everybody_has_read_the_first_page()
    return story


@pytest.fixture
def watched(app: Portal, story: Story, monkeypatch: pytest.MonkeyPatch) -> Story:
    """A story on which everybody has the plan open, and looks again after each act; one of them in another view."""
    clients, act = {role: client_of(app, story, role) for role in READERS}, story.acting
    views = cycle(["changes", "clean", "agreed"])

    def look() -> None:
        for role, client in clients.items():
            view = next(views) if role == "practitioner" else "changes"
            app.settings = replace(app.settings, notes_in_place=0 if role in FOLDED else Settings.notes_in_place)
            served, rendered = served_and_rendered(app, client, f"/plans/{story.plan.id}?view={view}")
            assert served == rendered, (role, view)

    @contextmanager
    def acting() -> Iterator[Session]:
        with act() as session:
            yield session
        look()

    look()
    monkeypatch.setattr(story, "acting", acting)
    return story


def test_every_kind_of_act_shows_in_what_everybody_reads_next(app: Portal, watched: Story) -> None:
    every_kind_of_act(watched)
    with watched.acting() as session:
        events = session.scalars(select(Event).where(Event.case_id == watched.case.id))
        told = {KINDS[one.facts.kind] for one in events}
    assert set(KINDS.values()) - told == {PLAN_WITHDRAWN, PLAN_NOT_AGREED, SERVED_ON_PAPER, SIGNS_IN_NOW}
    assert isinstance(app.page_cache, Watched)
    assert app.page_cache.times > len(READERS)


def test_a_plan_that_is_withdrawn_is_shown_so(watched: Story, client_as: ClientAs) -> None:
    factories.withdrawn(watched)
    assert "PSR has withdrawn this plan" in client_as("editor").get(f"/plans/{watched.plan.id}").text


def test_a_plan_that_ended_without_an_agreement_is_shown_so(watched: Story, client_as: ClientAs) -> None:
    factories.not_agreed(watched)
    assert "This plan ended without an agreement" in client_as("editor").get(f"/plans/{watched.plan.id}").text


def test_twenty_three_queries_when_something_changed_and_four_when_nothing_did(
    app: Portal, story: Story, client_as: ClientAs
) -> None:
    editor, address = client_as("editor"), f"/plans/{story.plan.id}"
    for _ in range(2):
        factories.thread_on(story, factories.sent(story))
        assert [selects(lambda: editor.get(address)) for _ in range(3)] == [23, 4, 4]


def test_what_the_other_side_does_in_private_is_not_told_by_the_time_the_page_takes(
    app: Portal, story: Story, client_as: ClientAs
) -> None:
    editor, address = client_as("editor"), f"/plans/{story.plan.id}"
    theirs = factories.sent(story, "editor")
    editor.get(address)
    factories.suggest(story, key="aim")
    factories.keep(story, theirs, "practitioner")
    factories.thread(story, "practitioner", Audience.PRACTITIONER_PSR)
    assert selects(lambda: editor.get(address)) == 4


def test_no_two_readings_share_a_key_and_each_session_has_its_own_token(
    app: Portal, story: Story, client_as: ClientAs
) -> None:
    factories.sent(story)
    pages = [client.get(f"/plans/{story.plan.id}").text for client in [client_as("editor")] * 2 + [client_as("editor")]]
    keys = [set(re.findall('name="request_key" value="([^"]+)"', page)) for page in pages]
    tokens = [set(re.findall('name="csrf_token" value="([^"]+)"', page)) for page in pages]
    assert all(keys)
    assert set.intersection(keys[0], keys[1]) == set.intersection(keys[1], keys[2]) == set()
    assert [len(found) for found in tokens] == [1, 1, 1]
    assert tokens[0] != tokens[2]
    assert all(
        len(re.findall('name="request_key"', page)) == len(found) for page, found in zip(pages, keys, strict=True)
    )


@pytest.mark.parametrize("change", ["person", "role", "participant", "case"])
def test_what_no_event_tells_is_not_kept_either(app: Portal, story: Story, client_as: ClientAs, change: str) -> None:
    editor, address = client_as("editor"), f"/plans/{story.plan.id}"
    factories.sent(story)
    editor.get(address)
    with story.acting() as session:
        case, by = session.get_one(Case, story.case.id), story.member("adviser", session)
        match change:
            case "person":
                session.get_one(Person, story.people["practitioner"].id).name = "Dr Newly Named"
            case "role":
                case.add(session, session.get_one(Person, story.people["editor"].id), Role.SIGNATORY, by=by, at=OPENED)
            case "participant":
                case.add(session, session.get_one(Person, story.people["stranger"].id), Role.EDITOR, by=by, at=OPENED)
            case "case":
                case.key_contact = "Dr Newly Named"
    assert selects(lambda: editor.get(address)) > 2
    assert ("Dr Newly Named" in editor.get(address).text) == (change in ("person", "case"))


def test_the_next_day_the_days_are_counted_anew(
    app: Portal, story: Story, client_as: ClientAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor, address = client_as("editor"), f"/plans/{story.plan.id}"
    factories.sent(story)
    before = editor.get(address).text
    monkeypatch.setattr("portal.views.plans.plans.now", lambda: datetime.now(UTC) + timedelta(days=7))
    after = editor.get(address).text
    assert re.findall(r"\((\d+) working days\)", before) != re.findall(r"\((\d+) working days\)", after)


def test_who_has_not_read_the_first_page_is_led_to_it(draft_story: Story, client_as: ClientAs) -> None:
    with draft_story.acting() as session:
        plan, adviser = draft_story.present_plan(session), draft_story.member("adviser", session)
        plan.issue(session, by=adviser, at=draft_story.tick())
    for _ in range(2):
        assert client_as("editor").get(f"/plans/{draft_story.plan.id}").location.endswith("/first-sight")
