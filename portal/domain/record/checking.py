"""Checking the record: each chain by itself, and that nothing which was cited is gone from it (design: the record)."""

import json
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy.orm import Session

from portal.domain.record.chain import START, Event, commitment, events, link
from portal.domain.record.kinds import Stream


class Citation(NamedTuple):
    """Something that names an event of a stream by its hash; `by` says in words what it is."""

    stream: Stream
    hash: str
    by: str


@dataclass(frozen=True)
class Finding:
    """What a check of one stream found: `fault` is "" when the chain holds and all that was cited is in it."""

    stream: Stream
    events: int
    head: str
    fault: str = ""


def check(
    session: Session, case_id: uuid.UUID, streams: Sequence[Stream], cited: Iterable[Citation] = ()
) -> list[Finding]:
    """Recompute each stream's chain and every value's commitment, and look for every event that is cited.

    What private events cite is found here; `cited` is what else names an event, such as a signature. A stream of which
    nothing is left is found, too, where anything cites it.
    """
    chains: dict[Stream, list[Event]] = {stream: [] for stream in streams}
    for event in events(session, case_id, streams):
        chains[event.stream].append(event)
    wanted = [*_cited_in_private(chains), *cited]
    found = [
        _checked(stream, chain, [one for one in wanted if one.stream is stream]) for stream, chain in chains.items()
    ]
    return [one for one in found if one.events or one.fault]


def _cited_in_private(chains: dict[Stream, list[Event]]) -> Iterator[Citation]:
    for stream, chain in chains.items():
        if stream is not Stream.SHARED:
            for event in chain:
                yield Citation(Stream.SHARED, _shared_head(event), f"entry {event.seq} of another part of the record")


def _shared_head(event: Event) -> str:
    """What the event cites, or nothing where its body cannot be read: that is found in its own chain."""
    try:
        return str(json.loads(event.body)["shared_head"])
    except (ValueError, KeyError, TypeError):
        return START


def _checked(stream: Stream, chain: list[Event], cited: Sequence[Citation]) -> Finding:
    prev = START
    for seq, event in enumerate(chain, start=1):
        fault = _fault(event, seq, prev)
        if fault:
            return Finding(stream, len(chain), chain[-1].hash, fault)
        prev = event.hash
    return Finding(stream, len(chain), prev, _missing(chain, cited))


def _missing(chain: list[Event], cited: Sequence[Citation]) -> str:
    there = {START, *(event.hash for event in chain)}
    gone = next((one for one in cited if one.hash not in there), None)
    return f"Entries are gone: {gone.by} names one that is no longer there." if gone else ""


def _fault(event: Event, seq: int, prev: str) -> str:
    if link(event.body.encode()) != event.hash:
        return f"Entry {seq} does not have the hash it was recorded with."
    try:
        data = json.loads(event.body)
        if (data["case"], data["stream"]) != (str(event.case_id), event.stream.value):
            return f"Entry {seq} belongs to another part of the record."
        if (data["seq"], data["prev"], event.seq, event.prev_hash) != (seq, prev, seq, prev):
            return f"Entry {seq} does not follow the one before it."
        if any(commitment(value.salt, value.value) != data["values"].get(value.name) for value in event.values):
            return f"A value of entry {seq} is not the one it was recorded with."
    except (ValueError, KeyError, TypeError, AttributeError):
        return f"Entry {seq} cannot be read."
    return ""
