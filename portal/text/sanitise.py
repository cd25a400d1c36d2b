"""The only place where a string becomes HTML."""

import bleach
from markdown_it import MarkdownIt
from markupsafe import Markup

_TAGS = frozenset({"p", "br", "strong", "em", "ul", "ol", "li", "a"})
_ATTRIBUTES = {"a": ["href"], "ol": ["start"]}
_PROTOCOLS = frozenset({"http", "https", "mailto"})
_RULES = ["emphasis", "escape", "link", "list", "newline"]


def render(markdown: str) -> Markup:
    """A comment's small Markdown (bold, italics, lists, links) as safe HTML; anything else stays as typed (design §6)."""
    reader = MarkdownIt("zero", {"breaks": True}).enable(_RULES)
    return Markup(bleach.clean(reader.render(markdown), tags=_TAGS, attributes=_ATTRIBUTES, protocols=_PROTOCOLS))  # noqa: S704
