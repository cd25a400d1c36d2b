"""What can happen to a conversation."""

from portal.domain.record.kinds import ANY_AUDIENCE, EVERYBODY, IN_PRIVATE, Kind

THREAD_STARTED = Kind("thread.started", "A conversation was started", ANY_AUDIENCE)
COMMENTED = Kind("thread.commented", "Somebody replied in a conversation", ANY_AUDIENCE)
THREAD_SETTLED = Kind("thread.settled", "A conversation was settled", ANY_AUDIENCE)
THREAD_REOPENED = Kind("thread.reopened", "A settled conversation was taken up again", ANY_AUDIENCE)
QUESTION_ASKED = Kind("question.asked", "A question was asked about a suggested change", EVERYBODY)
COMMENTS_COPIED = Kind("comments.copied", "Copies of private comments were put forward", IN_PRIVATE)
