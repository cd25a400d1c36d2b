"""Slow work is done beforehand: in a writing transaction only its results are used (design §10).

Work marked `slow` depends on nothing but its arguments. Its results are kept under them, so that what was compared
beforehand is never taken for a comparison of other words.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, NamedTuple, TypeVar, cast

Work = TypeVar("Work", bound=Callable[..., Any])
Results = dict[tuple[Any, ...], Any]


class NotReady(Exception):
    """Slow work was asked for in a writing transaction, and nobody had done it beforehand."""

    def __init__(self, work: Callable[[], Any], name: str) -> None:
        super().__init__(name)
        self.work = work


class _Held(NamedTuple):
    results: Results
    is_closed: bool


_held: ContextVar[_Held | None] = ContextVar("held", default=None)


@contextmanager
def preparing(results: Results) -> Iterator[None]:
    """Keep the result of all slow work that is done meanwhile."""
    yield from _holding(_Held(results, is_closed=False))


@contextmanager
def using_only(results: Results) -> Iterator[None]:
    """Do no slow work meanwhile: what is not among the results raises NotReady."""
    yield from _holding(_Held(results, is_closed=True))


def slow(work: Work) -> Work:
    """Mark work that is never done in the writing transaction of a request."""

    @wraps(work)
    def done(*args: Any, **kwargs: Any) -> Any:
        held = _held.get()
        if held is None:
            return work(*args, **kwargs)
        key = (work, args, tuple(sorted(kwargs.items())))
        if key not in held.results:
            if held.is_closed:
                raise NotReady(lambda: done(*args, **kwargs), work.__name__)
            held.results[key] = work(*args, **kwargs)
        return held.results[key]

    return cast(Work, done)


def _holding(held: _Held) -> Iterator[None]:
    token = _held.set(held)
    try:
        yield
    finally:
        _held.reset(token)
