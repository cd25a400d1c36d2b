"""What somebody chooses for their e-mail."""

from flask import request

from portal.domain.base import all_at_once
from portal.domain.people.mail_preference import Cadence, Chosen
from portal.web import fields
from portal.web.http import settings

NO_CADENCE = "Choose how often we write to you."


def read_phrase() -> str:
    """The phrase of the form that was sent, of one line; Refused for what is unfit."""
    return fields.text("phrase", settings().max_phrase_characters, lines=False)


def read_chosen() -> Chosen:
    """All of it; Refused, naming each field, for what is missing or unfit."""
    with all_at_once() as tried:
        cadence = tried(fields.chosen, "cadence", Cadence, NO_CADENCE)
        phrase = tried(read_phrase)
    return Chosen(cadence, request.form.get("at_any_hour") == "yes", phrase)
