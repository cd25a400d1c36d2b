"""What a view says of itself to the request that calls it."""

from collections.abc import Callable
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])


def shown_again_by(view: Callable[..., Any] | str) -> Callable[[View], View]:
    """When the domain refuses this act, `view`, or that of this endpoint, shows its page again with what was typed."""

    def mark(act: View) -> View:
        act.shown_again_by = view  # type: ignore[attr-defined] # a mark
        return act

    return mark


def only_reads(view: View) -> View:
    """Mark a POST that changes nothing, such as a preview."""
    view.only_reads = True  # type: ignore[attr-defined] # a mark
    return view


def unattended(view: View) -> View:
    """Mark what an open page asks for by itself, and files, which may be long in coming: the cookie stays as it is."""
    view.unattended = True  # type: ignore[attr-defined] # a mark
    return view


def asked_by_itself(view: View) -> View:
    """Mark what an open page asks for by itself: nobody has opened anything."""
    view.asked_by_itself = True  # type: ignore[attr-defined] # a mark
    return view


def before_second_step(view: View) -> View:
    """Mark what is open to whoever is signed in, also while they have not set up the second step that is required."""
    view.before_second_step = True  # type: ignore[attr-defined] # a mark
    return view
