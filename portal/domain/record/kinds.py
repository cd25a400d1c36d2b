"""What can happen on a case, and who may see it. Each subject declares its own kinds in its `events.py`."""

import enum
from collections.abc import Set
from dataclasses import dataclass


class Stream(enum.Enum):
    """Who may see an event: a closed list, the same words as the audiences of threads."""

    SHARED = "shared"
    ORGANISATION = "organisation"
    PRACTITIONER = "practitioner"
    PSR = "psr"
    ORGANISATION_PSR = "organisation_psr"
    PRACTITIONER_PSR = "practitioner_psr"


EVERYBODY = frozenset({Stream.SHARED})
PSR_ONLY = frozenset({Stream.PSR})
ONE_SIDE = frozenset({Stream.ORGANISATION, Stream.PRACTITIONER, Stream.PSR})
ONE_SIDE_THEN_ALL = ONE_SIDE | EVERYBODY
ONE_SIDE_WITH_PSR = frozenset({Stream.ORGANISATION_PSR, Stream.PRACTITIONER_PSR})
ANY_AUDIENCE = frozenset(Stream)
IN_PRIVATE = ANY_AUDIENCE - EVERYBODY


@dataclass(frozen=True)
class Kind:
    """What can happen: its name in the record, what pages say of it, and the streams that it may be told in."""

    name: str
    sentence: str
    streams: Set[Stream]

    def __post_init__(self) -> None:
        if self.name in KINDS:
            raise ValueError(f"Two kinds of event are called {self.name}.")
        KINDS[self.name] = self

    def expect(self, stream: Stream) -> None:
        """Raise ValueError where telling it in this stream would show it to others than those it is meant for."""
        if stream not in self.streams:
            raise ValueError(f"{self.name} is never told in the stream {stream.value}.")


KINDS: dict[str, Kind] = {}  # every kind of every subject, by its name
