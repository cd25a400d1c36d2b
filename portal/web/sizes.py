"""How much a request may hold: by what its form asks for, and never more than one of our pages would send."""

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from flask import abort, current_app, g, request
from werkzeug.datastructures import ImmutableMultiDict

View = TypeVar("View", bound=Callable[..., Any])
SMALL, TEXT, FILE = "max_small_form_bytes", "max_text_form_bytes", "max_request_bytes"
SCAN = "max_scan_form_bytes"


class SizeLimits(Protocol):
    """The most bytes of forms of buttons and choices, of those written in, and of those that take a file or a scan.

    No form has more than so many fields. Of a field of the second kind so many characters are shown again; of a whole
    plan all that can be imported.
    """

    @property
    def max_small_form_bytes(self) -> int: ...
    @property
    def max_text_form_bytes(self) -> int: ...
    @property
    def max_request_bytes(self) -> int: ...
    @property
    def max_scan_form_bytes(self) -> int: ...
    @property
    def max_form_fields(self) -> int: ...
    @property
    def max_import_bytes(self) -> int: ...
    @property
    def max_shown_again_characters(self) -> int: ...


def small_form(view: View) -> View:
    """Mark an act whose form has buttons, choices and short fields only."""
    view.size = SMALL  # type: ignore[attr-defined] # a mark
    return view


def takes_a_file(view: View) -> View:
    """Mark an act whose form takes a file, or the words of a whole plan."""
    view.size = FILE  # type: ignore[attr-defined] # a mark
    return view


def takes_a_scan(view: View) -> View:
    """Mark an act whose form takes a scan; one that is too large is still told so beside what was typed."""
    view.size = SCAN  # type: ignore[attr-defined] # a mark
    return view


def most_bytes(limits: SizeLimits) -> int:
    """How much this request may hold."""
    view = current_app.view_functions.get(request.endpoint or "")
    return int(getattr(limits, getattr(view, "size", TEXT)))


def limit_size(limits: SizeLimits) -> None:
    """Let no more of this request be read than its form can ask for; 413 for more, and for more fields than any has."""
    request.max_content_length = request.max_form_memory_size = most_bytes(limits)
    if sum(map(len, request.form.listvalues())) > limits.max_form_fields:
        request.form = ImmutableMultiDict()
        abort(413)


def shorten_typed(limits: SizeLimits) -> None:
    """Let the form that was sent hold no more of each field than is shown again; `g.shortened` says where that cuts."""
    view = current_app.view_functions.get(request.endpoint or "")
    most = limits.max_import_bytes if getattr(view, "size", "") == FILE else limits.max_shown_again_characters
    fields = list(request.form.items(multi=True))
    g.shortened = most if any(len(value) > most for _, value in fields) else 0
    if g.shortened:
        request.form = ImmutableMultiDict((name, value[:most]) for name, value in fields)


def in_words(size: int) -> str:
    """A size as people say it: "4 MB", "250 kB"."""
    return f"{size / 1_000_000:g} MB" if size >= 1_000_000 else f"{size // 1_000:,} kB"
