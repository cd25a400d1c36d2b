"""Pages as this process last rendered them, for as long as nothing that they depend on has changed."""

import re
import secrets
import sys
from collections import OrderedDict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from itertools import count
from threading import Lock

from markupsafe import Markup

NAMES = ("csrf_token", "page_key", "moment", "unread")


@dataclass(frozen=True)
class KeptPage:
    """A rendered page: its pieces, in turn with the names of what is put in anew each time it is sent."""

    pieces: list[bytes]
    names: list[str]

    @property
    def size(self) -> int:
        """What it takes of the memory, in bytes."""
        return sum(map(sys.getsizeof, self.pieces)) + sys.getsizeof(self.pieces) + sys.getsizeof(self.names)

    def filled(self, values: Mapping[str, str]) -> bytes:
        """The page to send, with these values put in."""
        written = {name: value.encode() for name, value in values.items()}
        whole = [b""] * (len(self.pieces) + len(self.names))
        whole[::2], whole[1::2] = self.pieces, [written[name] for name in self.names]
        return b"".join(whole)


class Blanks:
    """What stands in a page, while it is rendered, for what is put in anew: nobody can guess it and type it."""

    def __init__(self) -> None:
        self._secret = secrets.token_hex(16)
        self._forms = count()

    def context(self) -> dict[str, object]:
        """What a template uses in place of the session's token, its forms' keys, the moment, and what is unread."""
        token, key, moment, unread = (Markup(self._mark(name)) for name in NAMES)  # noqa: S704 - our own letters and digits
        return {
            "csrf_token": lambda: token,
            "request_key": lambda: f"{key}{next(self._forms)}",
            "printed_at": moment,
            "unread": lambda: unread,
        }

    def cut(self, page: str) -> KeptPage:
        """The page, cut where the blanks are."""
        found = re.split(self._mark("([a-z_]+)"), page)
        return KeptPage([piece.encode() for piece in found[::2]], found[1::2])

    def _mark(self, name: str) -> str:
        return f"{self._secret}-{name};"


class PageCache:
    """The newest rendering of each page, in `most_bytes` of memory; what was asked for least lately goes first.

    A page is kept under its name, such as who reads it and what, with all that it depends on. It is found again only
    while both are equal: see `portal.queries.plans.page_key`.
    """

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes, self._bytes = most_bytes, 0
        self._pages: OrderedDict[Hashable, tuple[Hashable, KeptPage]] = OrderedDict()
        self._lock = Lock()

    def find(self, name: Hashable, depends_on: Hashable) -> KeptPage | None:
        """The page of this name, if it was kept and all that it depends on is as it was."""
        with self._lock:
            if name not in self._pages:
                return None
            self._pages.move_to_end(name)
            then, page = self._pages[name]
        return page if then == depends_on else None

    def keep(self, name: Hashable, depends_on: Hashable, page: KeptPage) -> None:
        """Keep this page in place of an earlier one of its name."""
        with self._lock:
            self._forget(name)
            self._pages[name] = depends_on, page
            self._bytes += page.size
            while self._bytes > self._most_bytes:
                self._forget(next(iter(self._pages)))

    def _forget(self, name: Hashable) -> None:
        if name in self._pages:
            self._bytes -= self._pages.pop(name)[1].size
