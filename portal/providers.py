"""Providers of single sign-on, as the settings name them: who may sign whom in, by OpenID Connect."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, field, fields
from typing import Any
from urllib.parse import urlsplit

PSR = "PSR"
LONGEST_NAME = 100
THIS_MACHINE = {"localhost", "127.0.0.1", "::1"}
_KEY = re.compile(r"[a-z0-9-]{1,40}")
_DOMAIN = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")


@dataclass(frozen=True)
class Provider:
    """One provider: the field names are those of the setting.

    It signs in those alone whose address is of one of its `domains` and who act for what it `speaks_for`: PSR, or the
    organisation that is called so on its cases.
    """

    key: str
    name: str
    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    domains: tuple[str, ...]
    speaks_for: str
    counts_as_second_step: bool = False

    @property
    def speaks_for_psr(self) -> bool:
        return self.speaks_for == PSR

    def speaks_for_organisation(self, name: str) -> bool:
        """Whether this is the organisation of that name, however its letters and spaces are written."""
        return not self.speaks_for_psr and _folded(name) == _folded(self.speaks_for)

    def covers(self, address: str) -> bool:
        """Whether an address is of one of its domains; what lies under a domain is another one."""
        return address.rpartition("@")[2].lower() in self.domains


def providers_from(text: str, *, on_this_machine: bool) -> tuple[Provider, ...]:
    """The providers of a JSON list, in its order; "" is none. Only those `on_this_machine` may do without https.

    Raises ValueError, with the remedy, for what cannot work; it never quotes a secret.
    """
    try:
        given = json.loads(text) if text.strip() else []
    except ValueError:
        raise ValueError("must be a list of providers in JSON.") from None
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        raise ValueError("must be a list of providers in JSON.")
    found = tuple(_provider(one, number, on_this_machine) for number, one in enumerate(given, start=1))
    if len({one.key for one in found}) < len(found):
        raise ValueError("names two providers by one key. Give each its own.")
    return found


def _provider(given: Mapping[str, Any], number: int, on_this_machine: bool) -> Provider:
    faults = list(_faults_of_shape(given)) or list(_faults(given, on_this_machine))
    if faults:
        raise ValueError(f"has a fault in provider {number}: {' '.join(faults)}")
    return Provider(**(dict(given) | {"domains": tuple(one.lower() for one in given["domains"])}))


def _faults_of_shape(given: Mapping[str, Any]) -> Iterator[str]:
    """What is missing, unknown, or of another kind than its field."""
    for one in fields(Provider):
        value = given.get(one.name)
        kind = {"domains": list, "counts_as_second_step": bool}.get(one.name, str)
        if one.name not in given:
            if one.default is MISSING:
                yield f"{one.name} is missing."
        elif not isinstance(value, kind) or (isinstance(value, str) and not value.strip()):
            yield f"{one.name} is not as it must be: see the README."
    for name in sorted(given.keys() - {one.name for one in fields(Provider)}):
        yield f"{name} is no field of a provider."


def _faults(given: Mapping[str, Any], on_this_machine: bool) -> Iterator[str]:
    if not _KEY.fullmatch(given["key"]):
        yield "key may have small letters, digits and hyphens, 40 at most."
    if len(given["name"]) > LONGEST_NAME or not given["name"].isprintable():
        yield f"name is one line of {LONGEST_NAME} characters at most."
    if not _can_be_issuer(given["issuer"], on_this_machine):
        yield "issuer must be the https address at which the provider's own description says it is."
    domains = given["domains"]
    if not domains or not all(isinstance(one, str) and _DOMAIN.fullmatch(one.lower()) for one in domains):
        yield 'domains must be a list of what follows the @ in addresses, such as ["northtown.nhs.uk"].'


def _can_be_issuer(address: str, on_this_machine: bool) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    plain = on_this_machine and parts.scheme == "http" and parts.hostname in THIS_MACHINE
    return bool(parts.hostname) and (parts.scheme == "https" or plain) and not (parts.query or parts.fragment)


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
