"""Codes of the second step are tried before any lock, and counted before they are tried, as passwords are."""

from typing import cast

from flask import current_app, request

from portal.database import lock_names
from portal.domain.base import Refused
from portal.domain.people import second_factor
from portal.domain.people.guesses import Limit, TooManyGuesses, count_guess, forgive_guess
from portal.domain.people.person import Person
from portal.domain.people.sealing import Sealing
from portal.web.http import Portal, now, session, settings

NONE_GIVEN = "Type a code of the app on your phone."


def sealing() -> Sealing:
    """How the secrets of authenticators are kept here."""
    return second_factor.sealing(settings().secret_keys)


def prepare(person: Person, field: str = "code", *, app_only: bool = False) -> None:
    """Try the code in the form before the act; Refused, under the field, unless it would count now.

    Counted as a wrong one until it has turned out right, so that codes tried at once are counted one by one. They have
    a count of their own: neither a right password nor signing in anew gives back a wrong code.
    """
    code = request.form.get(field, "")
    if not code.strip():
        raise Refused(NONE_GIVEN, field)
    portal, limits = cast(Portal, current_app), settings()
    limit = Limit(second_factor.counted_as(person), limits.sign_in_attempts, second_factor.SLOW_DOWN)
    session().commit()
    try:
        with portal.database.writing() as counting:
            lock_names(counting, [limit.whose])
            guess = count_guess(counting, [limit], now(), minutes=limits.sign_in_window_minutes)
    except TooManyGuesses as guesses:
        raise second_factor.TooManyCodes(limits.sign_in_window_minutes, field) from guesses
    if not second_factor.is_right(session(), person, code, now(), sealing(), app_only=app_only):
        raise Refused(second_factor.WRONG_CODE, field)
    with portal.database.writing() as counting:
        forgive_guess(counting, guess)
