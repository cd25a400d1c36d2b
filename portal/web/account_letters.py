"""Letters that tell the owner of an account that something about signing in has changed."""

from datetime import datetime

from portal.domain.dates import moment
from portal.domain.people.person import Person
from portal.web.outbox import Letter

BODY = """Dear {name},

{what} That was on {at}.

If you know of it, there is nothing you need to do.

If you do not, call the Advice line on 020 7811 2600 at once. We never ask for your password or for a code.

Agree an action plan
"""
SET_UP = "A second step was set up for signing in to your account: from now on it also takes a code of an app."
TAKEN_OFF = "The second step for signing in to your account was taken off, and you were signed out everywhere."
CODES_RENEWED = "New recovery codes were made for your account. The ones before are worth nothing any more."


def second_step_set_up(person: Person, at: datetime) -> Letter:
    return _letter(person, "A second step was set up for signing in", SET_UP, at)


def second_step_taken_off(person: Person, at: datetime) -> Letter:
    return _letter(person, "The second step for signing in was taken off", TAKEN_OFF, at)


def codes_renewed(person: Person, at: datetime) -> Letter:
    return _letter(person, "New recovery codes were made", CODES_RENEWED, at)


def _letter(person: Person, subject: str, what: str, at: datetime) -> Letter:
    return Letter(person.email, subject, BODY.format(name=person.name, what=what, at=moment(at)))
