"""Of which kinds of events nobody is sent a message, and why: those that `heard` does not name."""

from portal.domain.cases import events as cases
from portal.domain.checks import events as checks
from portal.domain.feedback import events as feedback
from portal.domain.negotiation import events as negotiation
from portal.domain.plans import events as plans
from portal.domain.record import Kind
from portal.domain.safety import events as safety
from portal.domain.talk import events as talk

NOT_HEARD: dict[Kind, str] = {
    feedback.FEEDBACK_KEPT_BACK: "whoever shares the plan says so on its page",
    cases.CASE_OPENED: "whoever opens a case is alone on it",
    cases.CASE_PAUSED: "while a case is paused nobody is sent anything; its page says so",
    cases.PAUSE_LOOKED_AT: "My plans shows the day to whoever looks at it",
    cases.INVITED: "a letter goes to who is invited; who may know of it reads it among the people of the case",
    cases.INVITED_AGAIN: "a letter goes to who is invited",
    cases.INVITATION_TAKEN_BACK: "the link of the letter says so to who opens it",
    plans.REVISION_MADE: "the answers that made it are heard of",
    negotiation.BUNDLE_PUT_FORWARD: "its changes are heard of",
    negotiation.ANSWER_KEPT: "it is freely changed until it is sent",
    negotiation.ANSWER_REMOVED: "it was never sent",
    negotiation.CAUTION_REMOVED: "nothing is asked of anybody by it",
    talk.COMMENTS_COPIED: "the conversation that holds the copies is heard of",
    talk.CALL_MADE: "both have just spoken",
    safety.RANG: "both have just spoken",
    feedback.REVIEW_STARTED: "whoever reviews a draft is alone with it until they hand it over",
    feedback.ANSWERS_SAVED: "it is freely changed until it is handed over",
    feedback.REMARK_ADDED: "it is freely changed until it is handed over",
    feedback.REMARK_CHANGED: "it is freely changed until it is handed over",
    feedback.REMARK_REMOVED: "it was never issued",
    feedback.REVIEW_COMMENTED: "both readers find it beside the review",
    feedback.CORRECTION_BEGUN: "it is heard of once it is issued",
    feedback.URGENT_POINT_NOTED: "that it was sent is heard of",
    feedback.REVIEW_LOCKED: "that feedback was given is heard of",
    cases.COVER_ENDED: "who was away is back, or somebody else covers, which is heard of",
    negotiation.BLOCKER_EXPLAINED: "that their side waits is heard of",
    talk.CONCERN_RAISED: "it is known to single people, who find it on their own pages",
    talk.CONCERN_ANSWERED: "it is known to single people, who find it on their own pages",
    checks.FINDING_KEPT: "both read it before they sign",
}
