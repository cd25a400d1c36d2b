"""What is slow is done before a writing transaction, and without a connection to the database (design §10)."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from portal.web.http import session

Work = TypeVar("Work", bound=Callable[..., Any])


def prepared_by(prepare: Callable[..., Any]) -> Callable[[Work], Work]:
    """Before the lock, `prepare` does in a reading session all that is slow in this act, with the same arguments.

    What it finds out is used under the lock only where it was found out for the very same words.
    """

    def mark(act: Work) -> Work:
        act.prepared_by = prepare  # type: ignore[attr-defined] # a mark
        return act

    return mark


def without_a_connection(work: Work) -> Work:
    """The same work, done after giving back the connection of a reading session: others may need it meanwhile."""

    @wraps(work)
    def done(*args: Any, **kwargs: Any) -> Any:
        session().commit()
        return work(*args, **kwargs)

    return cast(Work, done)
