"""What can happen to a case."""

from portal.domain.record.kinds import EVERYBODY, PSR_ONLY, Kind, Stream

BESIDE_ONE_SIDE = frozenset({Stream.PRACTITIONER_PSR, Stream.PSR})
OF_THE_PRACTITIONER = frozenset({Stream.PRACTITIONER})
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
REPRESENTATIVE_NAMED = Kind("representative.named", "The practitioner said who represents them", EVERYBODY)
REPRESENTATIVE_NOT_NAMED = Kind(
    "representative.not_named",
    "The practitioner names a representative to the organisation no longer",
    frozenset({Stream.PRACTITIONER_PSR}),
)
HANDOVER_ASKED = Kind("handover.asked", "A representative asked to hand over to somebody else", OF_THE_PRACTITIONER)
HANDOVER_TAKEN_BACK = Kind("handover.taken_back", "A representative asks to hand over no longer", OF_THE_PRACTITIONER)
HANDOVER_AGREED = Kind("handover.agreed", "The practitioner said yes to a new representative", OF_THE_PRACTITIONER)
HANDOVER_REFUSED = Kind("handover.refused", "The practitioner said no to a new representative", OF_THE_PRACTITIONER)
CASE_PAUSED = Kind("case.paused", "PSR paused the case", EVERYBODY)
CASE_GOES_ON = Kind("case.goes_on", "The case goes on", EVERYBODY)
PAUSE_LOOKED_AT = Kind("case.pause_looked_at", "PSR looked at the pause again", PSR_ONLY)
SERVED_ON_PAPER = Kind("practitioner.served_on_paper", "PSR serves the practitioner on paper", PSR_ONLY)
SIGNS_IN_NOW = Kind("practitioner.signs_in", "The practitioner, who was served on paper, signs in now", EVERYBODY)
WISHES_SAID = Kind("practitioner.wishes", "The practitioner said what would help", frozenset({Stream.PRACTITIONER_PSR}))
INVITED = Kind("invitation.sent", "Somebody was invited to the case", INVITING)
INVITED_AGAIN = Kind("invitation.sent_again", "An invitation was sent again, with a new link", INVITING)
INVITATION_TAKEN_BACK = Kind("invitation.taken_back", "An invitation was taken back", INVITING)
AWAY_TOLD_IN = EVERYBODY | PSR_ONLY
COLLEAGUE_AWAY = Kind("colleague.away", "Somebody said until when they are away", AWAY_TOLD_IN)
COLLEAGUE_BACK = Kind("colleague.back", "Somebody is back", AWAY_TOLD_IN)
COVER_BEGAN = Kind("cover.began", "Somebody covers for a colleague who is away", AWAY_TOLD_IN)
COVER_ENDED = Kind("cover.ended", "Somebody no longer covers for a colleague", AWAY_TOLD_IN)
DEPUTY_NAMED = Kind("deputy.named", "Somebody was named to sign in the place of the signatory", EVERYBODY)
DEPUTY_ENDED = Kind("deputy.ended", "Somebody is no longer named to sign in the place of the signatory", EVERYBODY)
