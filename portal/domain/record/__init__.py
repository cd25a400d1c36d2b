"""What happened on a case, told in chains that anybody entitled to see them can check."""

from portal.domain.record.chain import (
    START,
    Event,
    EventValue,
    Facts,
    Finding,
    Head,
    Kind,
    Stream,
    append,
    batch,
    check,
    commitment,
    events,
    head,
    link,
)

__all__ = [
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
