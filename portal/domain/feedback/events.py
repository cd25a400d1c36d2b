"""What can happen between an organisation that drafts a plan and PSR, which looks at it."""

from portal.domain.record.kinds import EVERYBODY, PSR_ONLY, Kind, Stream

WITH_THE_ORGANISATION = frozenset({Stream.ORGANISATION_PSR})
ONCE_SHOWN = WITH_THE_ORGANISATION | EVERYBODY

FEEDBACK_ASKED = Kind("feedback.asked", "The organisation asked PSR for feedback on its draft", WITH_THE_ORGANISATION)
FEEDBACK_TAKEN_BACK = Kind("feedback.taken_back", "The organisation took its request back", WITH_THE_ORGANISATION)
FEEDBACK_ACCEPTED = Kind("feedback.accepted", "PSR accepted the request for feedback", WITH_THE_ORGANISATION)
FEEDBACK_MORE_ASKED = Kind("feedback.more_asked", "PSR asked for more about a request", WITH_THE_ORGANISATION)
FEEDBACK_MORE_GIVEN = Kind("feedback.more_given", "The organisation told PSR more", WITH_THE_ORGANISATION)
DOCUMENT_ADDED = Kind("feedback.document_added", "The organisation sent PSR a document", WITH_THE_ORGANISATION)
FEEDBACK_ELSEWHERE = Kind("feedback.elsewhere", "PSR suggested another service", WITH_THE_ORGANISATION)
REVIEW_ASSIGNED = Kind("feedback.assigned", "PSR said who reviews a draft", PSR_ONLY)

REVIEW_STARTED = Kind("feedback.review_started", "PSR began its review of a draft", PSR_ONLY)
ANSWERS_SAVED = Kind("feedback.answers_saved", "The form of a review was saved", PSR_ONLY)
REMARK_ADDED = Kind("feedback.remark_added", "A point was added to a review", PSR_ONLY)
REMARK_CHANGED = Kind("feedback.remark_changed", "A point of a review was changed", PSR_ONLY)
REMARK_REMOVED = Kind("feedback.remark_removed", "A point of a review was removed", PSR_ONLY)
REVIEW_HANDED_OVER = Kind("feedback.handed_over", "A review went to the second reader", PSR_ONLY)
REVIEW_COMMENTED = Kind("feedback.commented", "Somebody of PSR commented on a review", PSR_ONLY)
REVIEW_AGREED = Kind("feedback.second_agreed", "The second reader agreed to a review", PSR_ONLY)
REVIEW_HANDED_BACK = Kind("feedback.handed_back", "The second reader handed a review back", PSR_ONLY)
REVIEW_LOCKED = Kind("feedback.locked", "A review was issued, after two people read it or one alone", PSR_ONLY)
FEEDBACK_GIVEN = Kind("feedback.given", "PSR gave its feedback on a draft", WITH_THE_ORGANISATION)
CORRECTION_BEGUN = Kind("feedback.correction_begun", "PSR began to correct its feedback on a draft", PSR_ONLY)
FEEDBACK_CORRECTED = Kind("feedback.corrected", "PSR corrected its feedback on a draft", WITH_THE_ORGANISATION)
URGENT_POINT_NOTED = Kind("feedback.urgent_noted", "Somebody of PSR sent an urgent point about a draft", PSR_ONLY)
URGENT_POINT_SENT = Kind("feedback.urgent_sent", "PSR sent an urgent point about a draft", WITH_THE_ORGANISATION)
URGENT_POINT_HEARD = Kind("feedback.urgent_heard", "The organisation has the urgent point", WITH_THE_ORGANISATION)

POINT_ANSWERED = Kind("feedback.point_answered", "The organisation answered a point of PSR", ONCE_SHOWN)
HEALTH_POINT_ANSWERED = Kind(
    "feedback.health_point_answered", "The organisation answered a point of PSR about health", ONCE_SHOWN
)
FEEDBACK_SHOWN = Kind("feedback.shown", "The organisation showed the practitioner PSR’s feedback", EVERYBODY)
FEEDBACK_KEPT_BACK = Kind("feedback.kept_back", "The organisation does not show PSR’s feedback", WITH_THE_ORGANISATION)
