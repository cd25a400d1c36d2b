"""What can happen to a case."""

from portal.domain.record.kinds import EVERYBODY, Kind, Stream

BESIDE_ONE_SIDE = frozenset({Stream.PRACTITIONER_PSR, Stream.PSR})
INVITING = BESIDE_ONE_SIDE | {Stream.ORGANISATION_PSR}

CASE_OPENED = Kind("case.opened", "The case was opened", EVERYBODY)
PARTICIPANT_ADDED = Kind("participant.added", "Somebody was given a role on the case", EVERYBODY)
PARTICIPANT_ADDED_IN_PRIVATE = Kind(
    "participant.added_in_private", "Somebody was put beside one side of the case", BESIDE_ONE_SIDE
)
PARTICIPANT_LEFT = Kind("participant.left", "Somebody is no longer on the case", EVERYBODY)
PARTICIPANT_LEFT_IN_PRIVATE = Kind(
    "participant.left_in_private", "Somebody is no longer beside one side of the case", BESIDE_ONE_SIDE
)
REPRESENTATIVE_LIMITED = Kind(
    "representative.limited",
    "The practitioner changed what a representative may do",
    frozenset({Stream.PRACTITIONER_PSR}),
)
WISHES_SAID = Kind("practitioner.wishes", "The practitioner said what would help", frozenset({Stream.PRACTITIONER_PSR}))
INVITED = Kind("invitation.sent", "Somebody was invited to the case", INVITING)
INVITED_AGAIN = Kind("invitation.sent_again", "An invitation was sent again, with a new link", INVITING)
INVITATION_TAKEN_BACK = Kind("invitation.taken_back", "An invitation was taken back", INVITING)
