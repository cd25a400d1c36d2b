"""Who is signed in, for how long a session may rest, and for how long a password given again holds."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask, g, session

from portal.web import identity
from portal.web.http import Portal

AT = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
A_SECOND = timedelta(seconds=1)


@pytest.fixture
def request_at(one_app: Portal) -> Iterator[None]:
    """A request that came in at `AT`, with a session that was last used just then."""
    with one_app.test_request_context():
        g.now = AT
        one_app.prepare()
        session[identity.SEEN] = AT.timestamp()
        yield


@pytest.mark.usefixtures("request_at")
def test_a_session_rests_for_as_long_as_is_set() -> None:
    most = timedelta(minutes=g.settings.session_idle_minutes)
    for rested, is_idle in ((most, False), (most + A_SECOND, True)):
        session[identity.SEEN] = (AT - rested).timestamp()
        assert identity.is_idle() is is_idle
    session.pop(identity.SEEN)
    assert identity.is_idle()


@pytest.mark.usefixtures("request_at")
def test_only_a_session_in_use_by_somebody_is_kept_alive() -> None:
    later = AT + timedelta(minutes=1)
    identity.touch(later)
    assert session[identity.SEEN] == AT.timestamp()
    session["_user_id"] = "somebody"
    identity.touch(later)
    assert session[identity.SEEN] == later.timestamp()
    session[identity.SEEN] = 0.0
    identity.touch(later)
    assert session[identity.SEEN] == 0.0


@pytest.mark.usefixtures("request_at")
def test_the_session_says_whose_it_was_and_who_it_is() -> None:
    assert (identity.former_person_id(), identity.person()) == ("", None)
    session["whose"] = "somebody"
    assert identity.former_person_id() == "somebody"


def test_the_cookie_travels_safely(one_app: Portal) -> None:
    kept = {name: one_app.config[f"SESSION_COOKIE_{name}"] for name in ("HTTPONLY", "SAMESITE", "NAME")}
    assert kept == {"HTTPONLY": True, "SAMESITE": "Lax", "NAME": "portal"}


@pytest.mark.parametrize("demo", [True, False])
def test_only_the_demonstration_sends_its_cookie_without_encryption(one_app: Portal, demo: bool) -> None:
    app = Flask("another")
    identity.init_identity(
        app,
        replace(
            one_app.settings, demo=demo, secret_keys=("a-key-of-tests-" * 3,), public_url="https://plans.example.org"
        ),
    )
    assert app.config["SESSION_COOKIE_SECURE"] is not demo
    assert app.config["SESSION_COOKIE_NAME"].startswith("__Host-") is not demo
