"""What can happen to an action taken for safety."""

from portal.domain.record.kinds import EVERYBODY, Kind, Stream

SAFETY_ACTION_TAKEN = Kind("safety_action.taken", "The organisation took an action for safety", EVERYBODY)
SAFETY_ACTION_DISCUSSED = Kind("safety_action.discussed", "Somebody commented on an action taken for safety", EVERYBODY)
SAFETY_ACTION_ENDED = Kind("safety_action.ended", "An action taken for safety was ended", EVERYBODY)

PRACTITIONER_TOLD = Kind("safety_action.told", "Somebody told the practitioner of an action for safety", EVERYBODY)
RING_ASKED = Kind("safety_action.ring_asked", "PSR was asked to ring about an action for safety", EVERYBODY)
RING_TRIED = Kind(
    "safety_action.ring_tried",
    "PSR tried to ring about an action for safety, and there was no answer",
    frozenset({Stream.PRACTITIONER_PSR}),
)
RANG = Kind("safety_action.rang", "PSR spoke with the practitioner about an action for safety", EVERYBODY)
