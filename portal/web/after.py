"""After an act: the page that shows it, with a panel that says what it did."""

import enum
from uuid import UUID

from flask import g, request
from werkzeug.wrappers import Response

from portal.queries.negotiation.did import MOST_NUMBERS, Act, panel
from portal.queries.negotiation.panel import Panel
from portal.web import fields
from portal.web.http import done, session


def did(act: Act, *numbers: int | None, endpoint: str = "plans.show", id: UUID) -> Response:  # noqa: A002 - as in the address
    """The answer to an act on the changes of these numbers: see this page, with the panel on top."""
    named = [str(one) for one in numbers if one][:MOST_NUMBERS]
    return done(endpoint, id=id, did=act.value, of=".".join(named), _anchor="did")


def did_here(act: enum.Enum, endpoint: str, id: UUID) -> Response:  # noqa: A002
    """The answer to an act on something else than changes: see its page, which shows the panel by `show_panel`."""
    return done(endpoint, id=id, did=act.value, _anchor="did")


def show_panel(shown: Panel | None) -> None:
    """Show this panel on top of the page that is made."""
    g.panel = shown


def panel_shown() -> Panel | None:
    """The panel of the act after which this page is shown; None for a page that was opened otherwise."""
    plan, act = g.get("plan"), request.args.get("did", "")
    if "panel" in g:
        return g.panel if act else None
    return panel(session(), plan, g.member, act, fields.numbers("of")) if plan and act else None
