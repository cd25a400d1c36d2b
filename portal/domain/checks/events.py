"""What can happen to what checks point at."""

from portal.domain.record.kinds import EVERYBODY, Kind

FINDING_KEPT = Kind("finding.kept", "A party decided to keep words that a check points at", EVERYBODY)
