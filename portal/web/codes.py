"""Codes of the second step are tried before any lock, and counted before they are tried, as passwords are."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

from flask import current_app, render_template, request

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
    """Try the code in the form before the act; Refused, under the field, unless it would count now."""
    code = request.form.get(field, "")
    if not code.strip():
        raise Refused(NONE_GIVEN, field)
    with counted(person, field):
        if not second_factor.is_right(session(), person, code, now(), sealing(), app_only=app_only):
            raise Refused(second_factor.WRONG_CODE, field)


@contextmanager
def counted(person: Person, field: str) -> Iterator[None]:
    """Try something of the second step; Refused, under the field, where too much was wrong.

    Counted as a wrong one until it has turned out right, so that what is tried at once is counted one by one. It has
    a count of its own: neither a right password nor signing in anew gives back a wrong code.
    """
    portal, limits = cast(Portal, current_app), settings()
    limit = Limit(second_factor.counted_as(person), limits.sign_in_attempts, second_factor.SLOW_DOWN)
    session().commit()
    try:
        with portal.database.writing() as counting:
            lock_names(counting, [limit.whose])
            guess = count_guess(counting, [limit], now(), minutes=limits.sign_in_window_minutes)
    except TooManyGuesses as guesses:
        raise second_factor.TooManyCodes(limits.sign_in_window_minutes, field) from guesses
    yield
    with portal.database.writing() as counting:
        forgive_guess(counting, guess)


def shown_once(made: list[str], *, heading: str, are_others: bool) -> str:
    """The page with recovery codes, which nobody keeps."""
    shown = [in_fours(one) for one in made]
    return render_template("people/second_steps/codes.html", codes=shown, heading=heading, are_others=are_others)


def in_fours(text: str) -> str:
    """A secret or a code as it is read and typed with the fewest slips: "ABCD EFGH"."""
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))
