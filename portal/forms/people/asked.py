"""Who is asked to something by a letter: the part of a form that names them."""

from typing import NamedTuple

from portal.domain.base import all_at_once
from portal.domain.people.person import LONGEST_ADDRESS, LONGEST_NAME
from portal.web import fields


class Named(NamedTuple):
    """Who is asked; each is "" where nothing was typed."""

    name: str
    email: str
    job: str


def read_named() -> Named:
    """Who is asked in the form that was sent; Refused, naming each field, for what is unfit."""
    with all_at_once() as tried:
        name = tried(fields.text, "invited_name", LONGEST_NAME, lines=False)
        email = tried(fields.text, "invited_email", LONGEST_ADDRESS, lines=False)
        job = tried(fields.text, "invited_job", LONGEST_NAME, lines=False)
    return Named(name, email, job)
