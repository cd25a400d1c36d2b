"""What can happen to a case."""

from portal.domain.record.kinds import EVERYBODY, Kind

CASE_OPENED = Kind("case.opened", "The case was opened", EVERYBODY)
PARTICIPANT_ADDED = Kind("participant.added", "Somebody was given a role on the case", EVERYBODY)
