"""The form that sets up an app for the second step: its secret waits in the form itself, sealed."""

from flask import request

from portal.domain.base import Refused
from portal.domain.people import second_factor
from portal.domain.people.person import Person
from portal.domain.people.sealing import Sealing
from portal.web.codes import sealing
from portal.web.http import now, session, settings

LONGEST_SECONDS = 60 * 60
PURPOSE = "authenticator that is being set up"
TOO_OLD = "This page was open for more than an hour. Remove what your phone kept of it, then show it the new picture."


def shown_secret(person: Person) -> tuple[str, str]:
    """The secret that the form shows, with its seal: that which was shown before, where the form is shown again."""
    secret = sent_secret(person)
    if secret and not second_factor.is_set_up(session(), person, secret, sealing()):
        return secret, request.form["sealed_secret"]
    secret = second_factor.new_secret()
    return secret, _sealing_of_forms().seal(f"{person.id} {secret}")


def sent_secret(person: Person) -> str:
    """The secret in the form, as it was sealed for this person a short while ago; "" for anything else."""
    sealed = request.form.get("sealed_secret", "")
    owner, _, secret = (_sealing_of_forms().opened(sealed, seconds=LONGEST_SECONDS) or "").partition(" ")
    return secret if owner == str(person.id) else ""


def expect_confirmed(person: Person) -> str:
    """The secret in the form, once a code in it says that an app has it; Refused, under the field, else."""
    secret = sent_secret(person)
    if not secret:
        raise Refused(TOO_OLD, "code")
    second_factor.expect_shown_by(secret, request.form.get("code", ""), now())
    return secret


def _sealing_of_forms() -> Sealing:
    return Sealing(settings().secret_keys, PURPOSE)
