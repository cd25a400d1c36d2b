"""What the record says, as plain text for somebody to read."""

import json
from collections.abc import Iterable, Sequence
from textwrap import indent

from portal.domain.dates import moment
from portal.domain.record import KINDS, Event, EventValue

NOTHING = "Nothing."


def part(heading: str, lines: Sequence[str]) -> str:
    """A part of a file under its heading."""
    body = "\n".join(lines or [NOTHING])
    return f"{heading}\n{'-' * len(heading)}\n{body}\n"


def entry(event: Event, who: str = "") -> str:
    """One event: when, by whom where that is said, what, and the words that were said."""
    facts = event.facts
    said = [f"{name}: {value}" for one in event.values for name, value in _words(one) if value]
    first = f"{moment(facts.at)}{who and f', {who}'}: {KINDS[facts.kind].sentence}"
    return "\n".join([first, *(indent(one, "    ") for one in said)])


def _words(value: EventValue) -> Iterable[tuple[str, object]]:
    """What was said, by its name; of what the record keeps as an object in JSON, each part by its own."""
    try:
        parts = json.loads(value.value)
    except ValueError:
        parts = None
    return parts.items() if isinstance(parts, dict) else [(value.name, value.value)]
