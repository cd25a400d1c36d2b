"""What happened on a case, told in chains that anybody entitled to see them can check."""

from portal.domain.record.chain import (
    ADMINISTRATOR,
    PSR_AS_ONE,
    SERVICE,
    START,
    Event,
    EventValue,
    Facts,
    Head,
    append,
    batch,
    commitment,
    events,
    head,
    in_order,
    link,
    written,
)
from portal.domain.record.checked_head import CheckedHead, remember
from portal.domain.record.checking import Citation, Finding, check
from portal.domain.record.kinds import KINDS, Kind, Stream
from portal.domain.record.sealed_document import SealedDocument, SealedKind

__all__ = [
    "ADMINISTRATOR",
    "KINDS",
    "PSR_AS_ONE",
    "SERVICE",
    "START",
    "CheckedHead",
    "Citation",
    "Event",
    "EventValue",
    "Facts",
    "Finding",
    "Head",
    "Kind",
    "SealedDocument",
    "SealedKind",
    "Stream",
    "append",
    "batch",
    "check",
    "commitment",
    "events",
    "head",
    "in_order",
    "link",
    "remember",
    "written",
]
