"""The only place where a string becomes HTML."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import bleach
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markupsafe import Markup, escape

_TAGS = frozenset({"p", "br", "strong", "em", "ul", "ol", "li", "a"})
_ATTRIBUTES = {"a": ["href"], "ol": ["start"]}
_PROTOCOLS = frozenset({"http", "https", "mailto"})
_HOST = r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?"
_LINK = re.compile(
    rf"https?://(?P<host>{_HOST})(?::\d{{1,5}})?(?:[/?#].*)?|mailto:(?P<address>[\w.+-]+@{_HOST})", re.I | re.A
)


class _Reader(MarkdownIt):
    """Makes a link only of what leads to one host, or to one address, that can be shown; all else stays as typed."""

    def __init__(self) -> None:
        super().__init__("zero", {"breaks": True})
        self.enable(["emphasis", "escape", "link", "list", "newline"])
        self.add_render_rule("link_close", _with_its_host)

    def validateLink(self, url: str) -> bool:  # noqa: N802 - markdown-it's own name for it
        return _LINK.fullmatch(url) is not None


@lru_cache(maxsize=16_384)
def render(markdown: str) -> Markup:
    """A comment's small Markdown (bold, italics, lists, links) as safe HTML; all else stays as typed (design §6).

    Behind the words of each link stands the host that it leads to.
    """
    html = bleach.clean(_READER.render(markdown), tags=_TAGS, attributes=_ATTRIBUTES, protocols=_PROTOCOLS)
    return Markup(html)  # noqa: S704 - bleach has just cleaned it


def _with_its_host(_renderer: RendererHTML, tokens: Sequence[Token], place: int, *_: Any) -> str:
    while tokens[place].type != "link_open":
        place -= 1
    found = _LINK.fullmatch(str(tokens[place].attrs["href"]))
    return f" ({escape(found['host'] or found['address'])})</a>" if found else "</a>"


_READER = _Reader()
