"""What can happen to an action taken for safety."""

from portal.domain.record.kinds import EVERYBODY, Kind

SAFETY_ACTION_TAKEN = Kind("safety_action.taken", "The organisation took an action for safety", EVERYBODY)
SAFETY_ACTION_DISCUSSED = Kind("safety_action.discussed", "Somebody commented on an action taken for safety", EVERYBODY)
SAFETY_ACTION_ENDED = Kind("safety_action.ended", "An action taken for safety was ended", EVERYBODY)
