"""What acts told the record."""

from typing import Any, NamedTuple
from uuid import UUID

from portal.domain.cases.case import Membership
from portal.domain.record import Event, Kind, Stream, events
from tests.factories import Story


class Told(NamedTuple):
    """An event, with who did it by short role name."""

    stream: Stream
    by: str
    values: dict[str, str]
    subject: UUID


def told(story: Story, kind: Kind) -> list[Told]:
    """The events of this kind, the oldest first."""
    found = events(story.session, story.case.id, list(Stream))
    return [_read(story, event) for event in found if event.facts.kind == kind.name]


def told_once(story: Story, kind: Kind, subject: Any) -> tuple[Stream, str, dict[str, str]]:
    """The only event of this kind, which is about this."""
    (only,) = told(story, kind)
    assert only.subject == subject.id
    return only[:3]


def _read(story: Story, event: Event) -> Told:
    facts = event.facts
    member = story.session.get_one(Membership, UUID(facts.actor))
    by = next(name for name, one in story.members.items() if one.id == member.id)
    return Told(event.stream, by, {value.name: value.value for value in event.values}, UUID(facts.subject))
