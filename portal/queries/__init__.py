"""What pages need from the database, by subject, each for one viewer; long lists one page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Part(Generic[Thing]):
    """One page of a list; `number` counts pages from 1."""

    things: Sequence[Thing]
    number: int
    has_more: bool


def part_of(things: Sequence[Thing], number: int, size: int) -> Part[Thing]:
    """The page of this number, `size` things to a page; past the end nothing is left on it."""
    start = (number - 1) * size
    return Part(things[start : start + size], number, len(things) > start + size)
