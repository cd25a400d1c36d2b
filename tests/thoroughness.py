"""How much a test goes over that goes over everything: the whole on SQLite, a share of each sort on PostgreSQL.

Pages and forms are the same code on both; what differs, the queries, is asked by a share just as well.
"""

from collections.abc import Sequence
from typing import TypeVar

from portal.web.http import Portal

Thing = TypeVar("Thing")
A_FEW = 3


def share(app: Portal) -> int:
    """Of how many of a sort one is taken."""
    return 1 if app.database.engine.dialect.name == "sqlite" else A_FEW


def some(things: Sequence[Thing], one_in: int, number: int) -> Sequence[Thing]:
    """One in so many, never none of them; another one for the next number."""
    return things[number % min(one_in, len(things) or 1) :: one_in]
