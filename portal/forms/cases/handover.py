"""The forms by which a representative names who takes their place, and by which the practitioner answers."""

import enum
from typing import TypedDict

from portal.forms.people.asked import read_named
from portal.web import fields

NO_ANSWER = "Choose yes or no. You can also leave it for later."


class Successor(TypedDict):
    """Who shall take the place of a representative."""

    name: str
    email: str
    job: str


class Answer(enum.Enum):
    """What the practitioner says: a yes holds from when the new person is there, or ends the first place at once."""

    YES = "yes"
    AT_ONCE = "at once"
    NO = "no"


def read_successor() -> Successor:
    """Who is named; all that is wrong with it at once."""
    name, email, job = read_named()
    return Successor(name=name, email=email, job=job)


def read_answer() -> Answer:
    """What was chosen; Refused where nothing was."""
    return fields.chosen("answer", Answer, NO_ANSWER)
