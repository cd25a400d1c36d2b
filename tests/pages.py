"""What a page costs, and whether the plan page that is served is the plan page as it is."""

import re
from collections.abc import Callable, Hashable

from flask.testing import FlaskClient
from sqlalchemy import Engine, event

from portal.web.http import Portal
from portal.web.page_cache import KeptPage, PageCache

ANEW = re.compile(r'(csrf[-_]token" (?:content|value)=|request_key" value=)"[^"]*"|(Printed )[^.]*\.')


class Watched(PageCache):
    """Knows whether it had the page that was asked for last, and how often it had one."""

    had_it, times = False, 0

    def find(self, name: Hashable, depends_on: Hashable) -> KeptPage | None:
        found = super().find(name, depends_on)
        self.had_it = found is not None
        self.times += self.had_it
        return found


def served_and_rendered(app: Portal, client: FlaskClient, address: str) -> tuple[str, str]:
    """The page as this reader is sent it, and as it is rendered for them, but for tokens, keys and the moment."""
    if not isinstance(app.page_cache, Watched):
        app.page_cache = Watched(app.settings.page_cache_bytes)
    watched = app.page_cache
    served = _read(client, address)
    if not watched.had_it:
        return served, served
    app.page_cache = PageCache(0)
    rendered = _read(client, address)
    app.page_cache = watched
    return served, rendered


def selects(act: Callable[[], object]) -> int:
    """How many SELECTs the portal sends for this."""
    asked: list[str] = []

    def hear(*heard: object) -> None:
        asked.append(str(heard[2]))

    event.listen(Engine, "before_cursor_execute", hear)
    act()
    event.remove(Engine, "before_cursor_execute", hear)
    return sum(one.lstrip().startswith("SELECT") for one in asked)


def _read(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status)
    return bare(answer.text)


def bare(page: str) -> str:
    """What a page says, but for tokens, keys and the moment."""
    return ANEW.sub(r"\1\2", page)
