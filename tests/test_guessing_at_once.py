"""Passwords that are guessed at the same moment, on real connections, are counted one by one."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from sqlalchemy import select

from portal.domain.people.guesses import FailedSignIn
from portal.web.http import Portal
from tests.factories import Story


def counted(story: Story) -> list[int]:
    """How many wrong passwords stand under each name, the fewest first."""
    with story.acting() as session:
        return sorted(Counter(session.scalars(select(FailedSignIn.email))).values())


def test_passwords_guessed_at_once_are_counted_one_by_one(app: Portal, story: Story) -> None:
    limit, guess = app.settings.sign_in_attempts, {"email": "editor@example.org", "password": "wrong"}
    with ThreadPoolExecutor(2 * limit) as pool:
        guesses = [pool.submit(app.test_client().post, "/sign-in", data=guess) for _ in range(2 * limit)]
        statuses = [one.result(timeout=30).status_code for one in guesses]
    assert sorted(statuses) == [422] * limit + [429] * limit
    assert counted(story) == [limit] * 3


def test_passwords_of_many_addresses_guessed_at_once_are_counted_one_by_one_by_their_source(
    app: Portal, story: Story
) -> None:
    app.settings = replace(app.settings, sign_in_attempts_per_source=4, sign_in_attempts_in_all=6)
    clients = [app.test_client() for _ in range(16)]
    sources = [{"REMOTE_ADDR": f"192.0.2.{number % 2}"} for number in range(16)]
    guesses = [{"email": f"somebody{number % 5}@example.org", "password": "wrong"} for number in range(16)]
    with ThreadPoolExecutor(16) as pool:
        tried = [
            pool.submit(client.post, "/sign-in", data=guess, environ_overrides=source)
            for client, guess, source in zip(clients, guesses, sources, strict=True)
        ]
        statuses = [one.result(timeout=30).status_code for one in tried]
    assert sorted(statuses) == [422] * 6 + [429] * 10
    assert counted(story)[-1] == 6
