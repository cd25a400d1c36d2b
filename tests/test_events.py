"""Whatever is written on a case has its event in the same transaction, but for a short list."""

import re
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from sqlalchemy import event

from portal.domain.thread import Audience
from portal.http import Portal
from tests import factories
from tests.conftest import ClientAs, client_of
from tests.endurance.random_people import People
from tests.factories import PASSWORD, Story

WRITES = re.compile(r'(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.IGNORECASE)
WITHOUT_EVENT = {
    "request_key": "a form that was sent, so that a double click acts once",
    "failed_sign_in": "wrong passwords, which belong to no case",
    "person": "an account, which belongs to no case",
    "first_sight": "a person has read the first page: theirs alone to know",
    "last_look": "up to where a person has read: theirs alone to know",
    "sealed_document": "the bytes made of an agreement whose signatures have their events",
}
STEPS, SEED = 120, 3


class Commits:
    """The tables that each transaction wrote to."""

    def __init__(self) -> None:
        self.open: set[str] = set()
        self.made: list[set[str]] = []

    def hear(self, *heard: Any) -> None:
        self.open |= set(WRITES.findall(heard[2]))

    def commit(self, _connection: object) -> None:
        self.made.append(self.open)
        self.open = set()

    def rollback(self, _connection: object) -> None:
        self.open = set()

    @property
    def silent(self) -> list[set[str]]:
        """Those that left no event, by what they wrote beside what is on the list."""
        wrote = ([tables - WITHOUT_EVENT.keys(), "event" in tables] for tables in self.made)
        return [tables for tables, told in wrote if tables and not told]


@pytest.fixture
def commits(app: Portal, story: Story) -> Iterator[Commits]:
    commits, engine = Commits(), app.database.engine
    listeners = {"before_cursor_execute": commits.hear, "commit": commits.commit, "rollback": commits.rollback}
    for name, listener in listeners.items():
        event.listen(engine, name, listener)
    yield commits
    for name, listener in listeners.items():
        event.remove(engine, name, listener)


def test_every_act_of_the_story_writes_its_event(story: Story, client_as: ClientAs, commits: Commits) -> None:
    story.everybody_has_read_the_first_page()
    change, other = factories.sent(story), factories.suggest(story, "editor", "aim")
    factories.keep(story, change)
    factories.caution(story, factories.put_forward(story, other, "editor"))
    talk = factories.thread(story, must_settle=True)
    factories.reply(story, talk, "editor")
    factories.settle(story, talk)
    factories.settle(story, factories.ask(story, change), "editor")
    factories.bundle(story, factories.suggest(story, key="cases"), factories.suggest_weeks(story))
    factories.agree(story, change)
    factories.thread_on(story, other, "practitioner", Audience.PRACTITIONER)
    factories.act_for_safety(story)
    client_as("editor").post("/sign-in", data={"email": "editor@example.org", "password": "another"})
    client_as("editor").post("/sign-in", data={"email": "editor@example.org", "password": PASSWORD})
    factories.signed(story)
    factories.varied(story, "consequences")
    assert len(commits.made) > 15
    assert commits.silent == []


def test_every_act_of_people_at_random_writes_its_event(app: Portal, story: Story, commits: Commits) -> None:
    story.everybody_has_read_the_first_page()
    people = People(story, lambda role: client_of(app, story, role), Random(SEED))
    for _ in range(STEPS):
        people.step()
    assert "event" in set().union(*commits.made)
    assert commits.silent == []


def test_opening_a_case_tells_who_was_put_on_it(client_as: ClientAs, commits: Commits) -> None:
    facts = {"reference": "PSR/2025/0042", "organisation": "Harbour Trust", "practitioner": "Dr Hill"}
    facts |= {"profession": "doctor", "key_contact": "R. Malik"}
    people = {"email_1": "practitioner@example.org", "role_1": "practitioner"}
    people |= {"email_2": "signatory@example.org", "role_2": "organisation signatory"}
    adviser = client_as("adviser")
    opened = adviser.post("/cases", data=facts | people)
    assert (opened.status_code, commits.silent) == (303, [])
    record = adviser.get(f"{opened.location}/record").text
    assert "A person was put on the case: Test Practitioner, practitioner" in record
    assert "A person was put on the case: Test Signatory, organisation signatory" in record


def test_a_write_without_its_event_is_found(app: Portal, story: Story, commits: Commits) -> None:
    with app.database.writing() as session:
        story.present_plan(session).draft = "{}"
    assert commits.silent == [{"plan"}]
