"""Passwords are tried before any lock, and counted before they are tried."""

from collections.abc import Sequence
from typing import cast

from flask import current_app

from portal.database import lock_names
from portal.domain.base import Busy
from portal.domain.people import guesses
from portal.domain.people.guesses import FailedSignIn, Limit, count_guess, forgive_guess
from portal.domain.people.person import Person, address_of
from portal.web import known_devices
from portal.web.http import Portal, now, session, settings
from portal.web.sources import source


def is_right(person: Person, password: str, *, counted_as: str) -> bool:
    """Whether somebody who is signed in has given their password again; wrong ones are counted under one name.

    Raises TooManyGuesses, or Busy, without trying it.
    """
    return _tried(person, password, [Limit(counted_as, settings().sign_in_attempts, guesses.SLOW_DOWN)])


def signs_in(person: Person | None, address: str, password: str) -> bool:
    """Whether the account at this address, if there is one, has this password.

    Wrong ones from a device that is known for the account are counted under it; all others under the address, their
    source, and in all. Raises TooManyGuesses, or Busy, without trying it.
    """
    limits, device = settings(), known_devices.name_of_this(person)
    if device:
        return _tried(person, password, [Limit(device, limits.sign_in_attempts, guesses.SLOW_DOWN)])
    return _tried(
        person,
        password,
        [
            Limit(address_of(address), limits.sign_in_attempts, guesses.SLOW_DOWN),
            Limit(f"Source {source()}", limits.sign_in_attempts_per_source, guesses.SLOW_DOWN_HERE),
            Limit(guesses.EVERYBODY, limits.sign_in_attempts_in_all, guesses.SLOW_DOWN_ALL),
        ],
    )


def _tried(person: Person | None, password: str, limits: Sequence[Limit]) -> bool:
    """Whether this is the person's password, tried without a connection to the database.

    Counted as a wrong one until it has turned out right, so that guesses made at once are counted one by one.
    """
    portal = cast(Portal, current_app)
    session().commit()
    with portal.database.writing() as counting:
        lock_names(counting, [limit.whose for limit in limits])
        guess = count_guess(counting, limits, now(), minutes=settings().sign_in_window_minutes)
    try:
        right = portal.hashing.is_right(person, password)
    except Busy:
        _forgive(guess)
        raise
    if right:
        _forgive(guess)
    return right


def _forgive(guess: Sequence[FailedSignIn]) -> None:
    with cast(Portal, current_app).database.writing() as counting:
        forgive_guess(counting, guess)
