"""Few passwords are tried at once, and nobody waits for long."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from time import sleep

import pytest

from portal.web.hashing import Hashing
from portal.web.http import Portal
from tests.factories import Story
from tests.test_sessions import sign_in


def test_whoever_comes_while_as_many_passwords_are_tried_as_may_be_is_asked_to_come_again(
    app: Portal, story: Story
) -> None:
    app.hashing = Hashing(replace(app.settings, max_hash_wait_seconds=1))
    for _ in range(app.settings.max_hashes_at_once):
        app.hashing._turns.acquire()
    for _ in range(app.settings.sign_in_attempts + 1):
        answer = sign_in(app.test_client(), "editor", next=f"/cases/{story.case.id}")
        assert answer.status_code == 503
        assert "Many people are signing in just now" in answer.text
        assert f'value="/cases/{story.case.id}"' in answer.text
    app.hashing._turns.release()
    assert sign_in(app.test_client(), "editor").status_code == 303


def test_no_more_passwords_are_tried_at_once_than_may_be(
    app: Portal, story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    most, trying, seen = app.settings.max_hashes_at_once, [], []

    def slowly(*_: object) -> bool:
        trying.append(1)
        seen.append(len(trying))
        sleep(0.05)
        trying.pop()
        return False

    monkeypatch.setattr("portal.web.hashing.has_password", slowly)
    with ThreadPoolExecutor(4 * most) as pool:
        list(pool.map(lambda _: app.hashing.is_right(None, "x"), range(4 * most)))
    assert max(seen) == most
