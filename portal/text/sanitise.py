"""The only place where a string becomes HTML."""

from functools import lru_cache

import bleach
from markdown_it import MarkdownIt
from markupsafe import Markup

_TAGS = frozenset({"p", "br", "strong", "em", "ul", "ol", "li", "a"})
_ATTRIBUTES = {"a": ["href"], "ol": ["start"]}
_PROTOCOLS = frozenset({"http", "https", "mailto"})
_READER = MarkdownIt("zero", {"breaks": True}).enable(["emphasis", "escape", "link", "list", "newline"])


@lru_cache(maxsize=16_384)
def render(markdown: str) -> Markup:
    """A comment's small Markdown (bold, italics, lists, links) as safe HTML; all else stays as typed (design §6)."""
    html = bleach.clean(_READER.render(markdown), tags=_TAGS, attributes=_ATTRIBUTES, protocols=_PROTOCOLS)
    return Markup(html)  # noqa: S704 - bleach has just cleaned it
