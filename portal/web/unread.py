"""How many messages wait for whoever asks for a page, beside its name in the navigation: theirs alone to see."""

from flask import g
from markupsafe import Markup

from portal.domain.dates import london_day
from portal.queries.notices.messages import unread
from portal.web import identity

MARK = Markup(' <span class="unread">{}<span class="nhsuk-u-visually-hidden"> not read</span></span>')


def unread_mark() -> Markup:
    """The number, where there is any; nothing for who is not signed in."""
    person = identity.person()
    count = unread(g.session, person, london_day(g.now)) if person else 0
    return MARK.format(count) if count else Markup()
