"""The form that binds an account at a provider: who the provider said is there waits in the cookie, sealed."""

import json

from flask import session as cookie

from portal.domain.base import Refused
from portal.domain.people import challenge
from portal.domain.people.provider_account import Shown
from portal.domain.people.sealing import Sealing
from portal.providers import Provider
from portal.web import identity
from portal.web.http import settings

SHOWN = "shown by a provider"
PURPOSE = "account at a provider"
TOO_OLD = "You came back from {name} more than ten minutes ago, or in another session. Go there once more."


def sealed(provider: Provider, shown: Shown) -> str:
    """What the provider has said, for this session alone and for some minutes."""
    return _sealing().seal(json.dumps([provider.key, str(identity.here().id), *shown]))


def shown(provider: Provider) -> Shown | None:
    """What this provider has said in this session a few minutes ago; None where that is nothing."""
    opened = _sealing().opened(cookie.get(SHOWN) or "", seconds=int(challenge.HOLDS.total_seconds()))
    key, here, *said = json.loads(opened or '["", ""]')
    return Shown(*said) if (key, here) == (provider.key, str(identity.here().id)) else None


def expect_shown(provider: Provider) -> Shown:
    """The same; Refused where that is nothing."""
    found = shown(provider)
    if found is None:
        raise Refused(TOO_OLD.format(name=provider.name))
    return found


def _sealing() -> Sealing:
    return Sealing(settings().secret_keys, PURPOSE)
