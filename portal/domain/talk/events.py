"""What can happen to a conversation, to a call that somebody asks for, and to an offer to talk."""

from portal.domain.record.kinds import ANY_AUDIENCE, EVERYBODY, IN_PRIVATE, ONE_SIDE_WITH_PSR, PSR_ONLY, Kind

THREAD_STARTED = Kind("thread.started", "A conversation was started", ANY_AUDIENCE)
COMMENTED = Kind("thread.commented", "Somebody replied in a conversation", ANY_AUDIENCE)
THREAD_SETTLED = Kind("thread.settled", "A conversation was settled", ANY_AUDIENCE)
THREAD_REOPENED = Kind("thread.reopened", "A settled conversation was taken up again", ANY_AUDIENCE)
QUESTION_ASKED = Kind("question.asked", "A question was asked about a suggested change", EVERYBODY)
CONCERN_RAISED = Kind("concern.raised", "Somebody showed PSR a comment", PSR_ONLY)
CONCERN_ANSWERED = Kind("concern.answered", "PSR answered somebody who showed a comment", PSR_ONLY)
COMMENT_FOLDED = Kind("comment.folded", "PSR folded a comment", ANY_AUDIENCE)
COMMENTS_PAUSED = Kind("comments.paused", "PSR paused somebody’s comments for both parties", ANY_AUDIENCE)
COMMENTS_COPIED = Kind("comments.copied", "Copies of private comments were put forward", IN_PRIVATE)

CALL_ASKED = Kind("call.asked", "Somebody asked PSR for a call", ONE_SIDE_WITH_PSR)
CALL_TRIED = Kind("call.tried", "PSR tried to ring, and there was no answer", ONE_SIDE_WITH_PSR)
CALL_MADE = Kind("call.made", "PSR spoke with the person who asked for a call", ONE_SIDE_WITH_PSR)
CALL_TAKEN_BACK = Kind("call.taken_back", "A call is no longer asked for", ONE_SIDE_WITH_PSR)
ABOUT_CALLS = {CALL_ASKED, CALL_TRIED, CALL_MADE, CALL_TAKEN_BACK}

TALK_OFFERED = Kind("talk.offered", "A party offered to talk", EVERYBODY)
TALK_ACCEPTED = Kind("talk.accepted", "A time to talk was accepted", EVERYBODY)
TALK_IN_WRITING = Kind("talk.in_writing", "A party prefers to go on in writing", EVERYBODY)
TALK_TAKEN_BACK = Kind("talk.taken_back", "An offer to talk was taken back", EVERYBODY)
TALK_NOTED = Kind("talk.noted", "A note of a talk was written", EVERYBODY)
TALK_NOTE_FAIR = Kind("talk.note_fair", "The note of a talk was called a fair account", EVERYBODY)
TALK_NOTE_DIFFERS = Kind("talk.note_differs", "A party said what differs from the note of a talk", EVERYBODY)

MEETING_ASKED = Kind("meeting.asked", "A party asked PSR to meet both parties", EVERYBODY)
MEETING_HELD = Kind("meeting.held", "PSR met both parties", EVERYBODY)
MEETING_NOT_HELD = Kind("meeting.not_held", "PSR did not meet both parties, and said why", EVERYBODY)
MEETING_TAKEN_BACK = Kind("meeting.taken_back", "A meeting with PSR is no longer asked for", EVERYBODY)
