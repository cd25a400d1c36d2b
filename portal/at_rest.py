"""What stays possible on a closed plan, and while PSR has paused the case; who may do it is the policy's to say."""

from portal.actions import Action

READING = {
    Action.VIEW_CASE,
    Action.VIEW_PLAN,
    Action.TAKE_PACK,
    Action.VIEW_ACCESS,
    Action.VIEW_RECORD,
    Action.VIEW_PROPOSAL,
    Action.VIEW_KEPT_ANSWERS,
    Action.VIEW_AGREEMENT,
    Action.VIEW_SAFETY_ACTION,
    Action.VIEW_CALLS,
    Action.VIEW_TALK,
    Action.VIEW_HANDOVER,
    Action.VIEW_SHOWINGS,
    Action.READ_SHOWN,
    Action.VIEW_PAPERS,
    Action.VIEW_CONCERN,
    Action.VIEW_FEEDBACK_REQUEST,
    Action.READ_DOCUMENT,
    Action.VIEW_REVIEW,
    Action.VIEW_URGENT_POINT,
}

# also on a plan that is closed: to note what one has seen, what safety asks for (002 §8.4), to show no more, and what
# hurts
AT_ANY_TIME = {
    Action.VIEW_PLAN,
    Action.TAKE_SAFETY_ACTION,
    Action.COMMENT_ON_SAFETY,
    Action.END_SAFETY_ACTION,
    Action.SAY_WHO_TOLD,
    Action.NOTE_SAFETY_CALL,
    Action.END_SHOWING,
    Action.RAISE_CONCERN,
    Action.ANSWER_CONCERN,
    Action.SEND_URGENT_POINT,
    Action.HEAR_URGENT_POINT,
}

# while PSR has paused the case: to read, to act for safety, to ask PSR for a call, and to say who is on the case
WHILE_PAUSED = (
    READING
    | AT_ANY_TIME
    | {
        Action.TAKE_RECORD,
        Action.ASK_FOR_CALL,
        Action.TAKE_BACK_CALL,
        Action.NOTE_CALL,
        Action.PAUSE,
        Action.CHANGE_INVITATION,
        Action.TAKE_OFF,
        Action.LIMIT,
        Action.NAME,
        Action.SAY_WISHES,
        Action.LEAVE,
    }
)
