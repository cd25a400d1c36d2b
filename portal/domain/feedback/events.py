"""What can happen between an organisation that drafts a plan and PSR, which looks at it."""

from portal.domain.record.kinds import PSR_ONLY, Kind, Stream

WITH_THE_ORGANISATION = frozenset({Stream.ORGANISATION_PSR})

FEEDBACK_ASKED = Kind("feedback.asked", "The organisation asked PSR for feedback on its draft", WITH_THE_ORGANISATION)
FEEDBACK_TAKEN_BACK = Kind("feedback.taken_back", "The organisation took its request back", WITH_THE_ORGANISATION)
FEEDBACK_ACCEPTED = Kind("feedback.accepted", "PSR accepted the request for feedback", WITH_THE_ORGANISATION)
FEEDBACK_MORE_ASKED = Kind("feedback.more_asked", "PSR asked for more about a request", WITH_THE_ORGANISATION)
FEEDBACK_MORE_GIVEN = Kind("feedback.more_given", "The organisation told PSR more", WITH_THE_ORGANISATION)
FEEDBACK_ELSEWHERE = Kind("feedback.elsewhere", "PSR suggested another service", WITH_THE_ORGANISATION)
REVIEW_ASSIGNED = Kind("feedback.assigned", "PSR said who reviews a draft", PSR_ONLY)
