"""Passwords are tried before any lock, and counted before they are tried."""

from typing import cast

from flask import current_app

from portal.database import lock_address
from portal.domain.base import Busy
from portal.domain.people.person import FailedSignIn, Person, count_guess, forgive_guess
from portal.web.http import Portal, now, session, settings


def is_right(person: Person | None, password: str, *, counted_as: str) -> bool:
    """Whether this is the person's password, tried without a connection to the database.

    Counted as a wrong one until it has turned out right, so that guesses made at once are counted one by one. Raises
    TooManyGuesses, or Busy, without trying it.
    """
    portal, limits = cast(Portal, current_app), settings()
    session().commit()
    with portal.database.writing() as counting:
        lock_address(counting, counted_as)
        guess = count_guess(
            counting, counted_as, now(), attempts=limits.sign_in_attempts, minutes=limits.sign_in_window_minutes
        )
    try:
        right = portal.hashing.is_right(person, password)
    except Busy:
        _forgive(guess)
        raise
    if right:
        _forgive(guess)
    return right


def _forgive(guess: FailedSignIn) -> None:
    with cast(Portal, current_app).database.writing() as counting:
        forgive_guess(counting, guess)
