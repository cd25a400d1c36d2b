"""The declarative base, the column types every table shares, and the domain's one way to say no."""

import enum
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, NamedTuple, ParamSpec, TypeVar, cast

from sqlalchemy import DateTime, MetaData, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import Enum, Uuid

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

APPEND_ONLY: dict[str, Any] = {"info": {"append_only": True}}


WITHOUT_HEALTH = "without_health"  # in a session's info: it reads for somebody who may not read about health


Given = ParamSpec("Given")
Taken = TypeVar("Taken")


class Fault(NamedTuple):
    """One thing that is wrong, in a sentence fit to show a person, and the field where it can be put right."""

    sentence: str
    field: str = ""


class Refused(Exception):
    """An act is not possible now, and nothing was changed. The first of its `faults` is its `sentence` and `field`."""

    def __init__(self, sentence: str, field: str = "", *others: Fault) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field
        self.faults = (Fault(sentence, field), *others)

    def about(self, field: str) -> str:
        """What is wrong with this field; "" when nothing is."""
        return " ".join(fault.sentence for fault in self.faults if fault.field == field)


def expect_none(faults: Iterable[Fault]) -> None:
    """Refuse for all of these at once, each said once; nothing happens where there are none."""
    found = tuple(dict.fromkeys(faults))
    if found:
        raise Refused(*found[0], *found[1:])


class Busy(Refused):
    """As many are at this already as there may be; the same can be done a little later."""


class Outpaced(Refused):
    """Others were quicker, again and again."""

    def __init__(self) -> None:
        super().__init__(
            "Others changed the plan at the same moment, more than once, so nothing was done. What you typed is kept. "
            "Read what the plan says now, then send this again."
        )


class Tries:
    """Does each part of an act, and keeps why it was refused, so that the others are still looked at."""

    def __init__(self) -> None:
        self.refused: list[Refused] = []

    def __call__(self, part: Callable[Given, Taken], *args: Given.args, **kwargs: Given.kwargs) -> Taken:
        """What this part gives; where it is refused, what must not be used, as `all_at_once` raises at its end."""
        try:
            return part(*args, **kwargs)
        except Busy:
            raise
        except Refused as refused:
            self.refused.append(refused)
            return cast(Taken, None)


@contextmanager
def all_at_once() -> Iterator[Tries]:
    """Say all that is wrong with a form at once: each part is tried, and then all that was refused is raised as one.

    What one part alone was refused for is raised as it was.
    """
    tried = Tries()
    yield tried
    if len(tried.refused) == 1:
        raise tried.refused[0]
    expect_none(fault for refused in tried.refused for fault in refused.faults)


class Moment(TypeDecorator[datetime]):
    """A point in time, kept and given back in UTC on both databases."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """Every table of the portal."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {datetime: Moment, uuid.UUID: Uuid(as_uuid=True)}


class Identified:
    """A random id, so that gaps tell nothing."""

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)


def words(kind: type[enum.Enum]) -> Enum:
    """A closed list of words, stored as its values with a check in the database."""
    return Enum(
        kind,
        native_enum=False,
        create_constraint=True,
        length=40,
        name=kind.__name__.lower(),
        values_callable=lambda members: [member.value for member in members],
    )
