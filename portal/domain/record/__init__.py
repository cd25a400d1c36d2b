"""What happened on a case, told in chains that anybody entitled to see them can check."""

from portal.domain.record.chain import (
    START,
    Event,
    EventValue,
    Facts,
    Finding,
    Head,
    append,
    batch,
    check,
    commitment,
    events,
    head,
    link,
)
from portal.domain.record.kinds import KINDS, Kind, Stream

__all__ = [
    "KINDS",
    "START",
    "Event",
    "EventValue",
    "Facts",
    "Finding",
    "Head",
    "Kind",
    "Stream",
    "append",
    "batch",
    "check",
    "commitment",
    "events",
    "head",
    "link",
]
