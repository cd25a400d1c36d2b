"""What can happen to a case."""

from portal.domain.record.kinds import EVERYBODY, Kind, Stream

CASE_OPENED = Kind("case.opened", "The case was opened", EVERYBODY)
PARTICIPANT_ADDED = Kind("participant.added", "Somebody was given a role on the case", EVERYBODY)
PARTICIPANT_ADDED_IN_PRIVATE = Kind(
    "participant.added_in_private",
    "Somebody was put beside one side of the case",
    frozenset({Stream.PRACTITIONER_PSR, Stream.PSR}),
)
