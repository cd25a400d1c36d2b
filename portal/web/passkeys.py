"""Passkeys of this portal: where they can be used, and how a page asks for one and tries what it was given."""

from ipaddress import ip_address
from typing import NamedTuple
from urllib.parse import urlsplit

from sqlalchemy.orm import Session

from portal.domain.base import Refused
from portal.domain.people import passkey
from portal.domain.people.challenge import FIELD
from portal.domain.people.passkey import Site
from portal.domain.people.person import Person
from portal.forms.people import passkey as form
from portal.web import codes, identity
from portal.web.http import now, session, settings

THIS_MACHINE = "localhost"
NOT_HERE = "Passkeys cannot be used at this address of the portal."
PORTS = {"http": 80, "https": 443}


class Asked(NamedTuple):
    """What a page needs that asks for a passkey: options for the browser, as JSON, and the challenge, sealed."""

    options: str
    sealed_challenge: str


def site() -> Site | None:
    """The portal as browsers know it by PUBLIC_URL, whatever host a request names; None where they make no passkeys.

    They make them for a name, not a number, and only where nobody can listen in: by https, or on the same machine.
    """
    address = urlsplit(settings().public_url.lower())
    host = address.hostname or ""
    if _is_number(host) or not (address.scheme == "https" or host == THIS_MACHINE):
        return None
    port = f":{address.port}" if address.port not in (None, PORTS[address.scheme]) else ""
    return Site(host, f"{address.scheme}://{host}{port}")


def on_the_account() -> str:
    """The act that a challenge is for on the pages of the account: here, by whoever is signed in now."""
    return f"account {identity.here().id}"


def ask(person: Person, act: str) -> Asked | None:
    """How a page asks for one of this person's passkeys; None where they have none, or none can be used here."""
    here = site()
    if here is None or not passkey.of(session(), person.id):
        return None
    challenge, sealed = form.shown_challenge(act)
    return Asked(passkey.options_to_show(session(), person, challenge, here), sealed)


def ask_to_make(person: Person) -> Asked | None:
    """How a page asks for a new one; None where none can be used here."""
    here = site()
    if here is None:
        return None
    challenge, sealed = form.shown_challenge(on_the_account())
    return Asked(passkey.options_to_make(session(), person, challenge, here), sealed)


def prepare(person: Person, act: str) -> None:
    """Try the passkey in the form before the act, counted as a code is; Refused unless it would count now."""
    said, challenge, here = form.answer(), form.sent_challenge(act), expected_site()
    with codes.counted(person, FIELD):
        passkey.expect_right(session(), person, said, challenge, here)


def use(writing: Session, person: Person, act: str) -> None:
    """Let the passkey in the form count, once."""
    passkey.use(writing, person, form.answer(), form.sent_challenge(act), now(), expected_site())


def expected_site() -> Site:
    """The same as `site`; Refused where no passkey can be used."""
    here = site()
    if here is None:
        raise Refused(NOT_HERE, FIELD)
    return here


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
