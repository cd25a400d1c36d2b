"""What each transaction wrote, and whether it told the record."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event

WRITES = re.compile(r'(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.IGNORECASE)
WITHOUT_EVENT = {
    "request_key": "a form that was sent, so that a double click acts once",
    "failed_sign_in": "wrong passwords, which belong to no case",
    "person": "an account, which belongs to no case",
    "account_event": "what happened to an account, which belongs to no case",
    "password_reset": "a link for a new password, which belongs to no case",
    "sign_in": "where somebody is signed in, which belongs to no case",
    "first_sight": "a person has read the first page: theirs alone to know",
    "last_look": "up to where a person has read: theirs alone to know",
    "access_row": "who opened a plan, in which hour: for PSR and themselves alone",
    "notice": "what somebody is told of an event, and whether they have read it: theirs alone to know",
    "notice_cursor": "up to which event people were told",
    "checked_head": "where a check found that the record ends, which changes nothing of a case",
    "sealed_document": "the bytes made of an agreement whose signatures have their events",
}


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


@contextmanager
def commits_on(engine: Engine) -> Iterator[Commits]:
    """Every transaction on this database from now on."""
    commits = Commits()
    listeners = {"before_cursor_execute": commits.hear, "commit": commits.commit, "rollback": commits.rollback}
    for name, listener in listeners.items():
        event.listen(engine, name, listener)
    yield commits
    for name, listener in listeners.items():
        event.remove(engine, name, listener)
