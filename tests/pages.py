"""Whether the plan page that is served is the plan page as it is."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from flask.testing import FlaskClient

from portal.http import Portal
from portal.page_cache import PageCache

ANEW = re.compile(r'(csrf[-_]token" (?:content|value)=|request_key" value=)"[^"]*"|(Printed )[^.]*\.')


def served_and_rendered(app: Portal, client: FlaskClient, address: str) -> tuple[str, str]:
    """The page as this reader is sent it, and as it is rendered for them, but for tokens, keys and the moment."""
    served = client.get(address)
    with nothing_kept(app):
        rendered = client.get(address)
    assert served.status_code == rendered.status_code == 200, (address, served.status, rendered.status)
    return ANEW.sub(r"\1\2", served.text), ANEW.sub(r"\1\2", rendered.text)


@contextmanager
def nothing_kept(app: Portal) -> Iterator[None]:
    kept, app.page_cache = app.page_cache, PageCache(0)
    yield
    app.page_cache = kept
