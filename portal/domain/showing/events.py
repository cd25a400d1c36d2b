"""What can happen to what an observer is shown."""

from portal.domain.record.kinds import EVERYBODY, Kind

SHOWING_OFFERED = Kind("showing.offered", "A party asked to show an observer parts of the plan", EVERYBODY)
SHOWING_AGREED = Kind("showing.agreed", "Both parties show an observer parts of the plan", EVERYBODY)
SHOWING_REFUSED = Kind("showing.refused", "A party said no to showing an observer parts of the plan", EVERYBODY)
SHOWING_ENDED = Kind("showing.ended", "An observer is shown these parts of the plan no longer", EVERYBODY)
