"""The one table of messages: what happened, who hears of it, and in which words.

Nobody hears of what their side may not read in the record, nor of their own act (design: people, sessions, notices).
"""

import enum
from collections.abc import Set
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from portal.domain.agreements import events as agreements
from portal.domain.agreements.agreement import Agreement
from portal.domain.cases import events as cases
from portal.domain.cases.case import Case, Membership
from portal.domain.cases.handover import Handover
from portal.domain.feedback import events as feedback
from portal.domain.feedback.document import FeedbackDocument
from portal.domain.feedback.request import FeedbackRequest
from portal.domain.feedback.review import FeedbackReview, Remark
from portal.domain.feedback.urgent import UrgentPoint
from portal.domain.keeping import events as keeping
from portal.domain.negotiation import events as negotiation
from portal.domain.negotiation.blocker import Blocker
from portal.domain.papers import events as papers
from portal.domain.papers.entry import PaperEntry
from portal.domain.papers.paper import Paper
from portal.domain.plans import events as plans
from portal.domain.plans.ending import PartyView
from portal.domain.plans.plan import Plan
from portal.domain.proposals.proposal import Proposal
from portal.domain.record import KINDS, Event, Kind
from portal.domain.safety import events as safety
from portal.domain.safety.action import SafetyAction
from portal.domain.showing import events as showing
from portal.domain.showing.showing import Showing
from portal.domain.talk import events as talk
from portal.domain.talk.call import CallRequest
from portal.domain.talk.meeting import MeetingRequest
from portal.domain.talk.offer import TalkOffer
from portal.domain.talk.thread import Thread


class Ear(enum.Enum):
    """Who hears of something, among those who may read it."""

    OWN = "the others of the side that did it"
    OTHER = "the party that did not do it; both, where it was none of them"
    ADVISERS = "PSR’s advisers on the case"
    REVIEWERS = "PSR’s reviewers on the case"
    AUTHORS = "the side that wrote what it is about"


@dataclass(frozen=True)
class Heard:
    """What is said of one kind of event, to whom, and what it is about: the class of its subject.

    In the words `{who}` did it, and `{whom}` is the person it is about; `several` says it of more than one at once, by
    their `{count}`. What cannot wait is `urgent`: it is mailed at any hour.
    """

    words: str
    about: Any
    ears: Set[Ear]
    several: str = ""
    urgent: bool = False


OTHER = frozenset({Ear.OTHER})
PARTIES = frozenset({Ear.OWN, Ear.OTHER})
ADVISERS = frozenset({Ear.ADVISERS})
BESIDE = frozenset({Ear.OWN})
AUTHORS = frozenset({Ear.AUTHORS})
ALL = PARTIES | ADVISERS
REVIEWERS = frozenset({Ear.REVIEWERS})

HEARD: dict[Kind, Heard] = {
    cases.PARTICIPANT_ADDED: Heard("{whom} is on the case now.", Membership, ALL),
    cases.PARTICIPANT_ADDED_IN_PRIVATE: Heard("{whom} is on the case now.", Membership, ALL),
    cases.PARTICIPANT_LEFT: Heard("{whom} is no longer on the case.", Membership, ALL),
    cases.PARTICIPANT_LEFT_IN_PRIVATE: Heard("{whom} is no longer on the case.", Membership, ALL),
    cases.REPRESENTATIVE_LIMITED: Heard("{who} changed what {whom} may do.", Membership, BESIDE),
    cases.REPRESENTATIVE_NAMED: Heard("{who} said who represents them.", Membership, ALL),
    cases.REPRESENTATIVE_NOT_NAMED: Heard("{who} names {whom} to the other party no longer.", Membership, BESIDE),
    cases.HANDOVER_ASKED: Heard("{who} asks to hand over to somebody else.", Handover, BESIDE),
    cases.HANDOVER_TAKEN_BACK: Heard("{who} asks to hand over no longer.", Handover, BESIDE),
    cases.HANDOVER_AGREED: Heard("{who} said yes to a new representative.", Handover, BESIDE),
    cases.HANDOVER_REFUSED: Heard("{who} said no to a new representative.", Handover, BESIDE),
    cases.CASE_GOES_ON: Heard("The case goes on. It was paused.", Case, ALL),
    cases.SERVED_ON_PAPER: Heard("{who} serves the practitioner on paper.", Case, ADVISERS),
    cases.SIGNS_IN_NOW: Heard("{whom} signs in now. Before, PSR served them on paper.", Membership, ALL),
    cases.WISHES_SAID: Heard("{who} said what would help them.", Membership, ADVISERS),
    cases.COLLEAGUE_AWAY: Heard("{whom} is away for a while.", Membership, ALL | REVIEWERS),
    cases.COLLEAGUE_BACK: Heard("{whom} is back.", Membership, ALL | REVIEWERS),
    cases.COVER_BEGAN: Heard("Somebody covers for a colleague who is away.", Membership, ALL | REVIEWERS),
    cases.DEPUTY_NAMED: Heard("{whom} may sign in the place of the signatory.", Membership, ALL),
    cases.DEPUTY_ENDED: Heard("{whom} may no longer sign in the place of the signatory.", Membership, ALL),
    plans.PLAN_IMPORTED: Heard("{who} brought in a draft, or changed one.", Plan, ADVISERS),
    plans.PLAN_ISSUED: Heard("{who} issued the plan to both parties.", Plan, ALL | REVIEWERS),
    plans.PLAN_WITHDRAWN: Heard("{who} withdrew the plan. It was issued in error.", Plan, ALL | REVIEWERS),
    plans.VIEWS_ASKED: Heard("{who} asks both parties how they see things.", Plan, ALL),
    plans.VIEW_GIVEN: Heard("{who} said how they see things, or prefers not to.", PartyView, BESIDE | ADVISERS),
    plans.PLAN_NOT_AGREED: Heard("The plan ended without an agreement.", Plan, ALL | REVIEWERS),
    feedback.FEEDBACK_ASKED: Heard("{who} asks PSR for feedback on a draft.", FeedbackRequest, BESIDE | ADVISERS),
    feedback.FEEDBACK_TAKEN_BACK: Heard("{who} asks for feedback no longer.", FeedbackRequest, BESIDE | ADVISERS),
    feedback.FEEDBACK_ACCEPTED: Heard("{who} will look at your draft.", FeedbackRequest, OTHER),
    feedback.FEEDBACK_MORE_ASKED: Heard("{who} asks for more about your draft.", FeedbackRequest, OTHER),
    feedback.FEEDBACK_MORE_GIVEN: Heard("{who} told PSR more about a draft.", FeedbackRequest, BESIDE | ADVISERS),
    feedback.DOCUMENT_ADDED: Heard(
        "{who} sent PSR a document about a draft.",
        FeedbackDocument,
        ADVISERS | REVIEWERS,
        "{who} sent PSR {count} documents about a draft.",
    ),
    feedback.FEEDBACK_ELSEWHERE: Heard("{who} suggests another service.", FeedbackRequest, OTHER),
    feedback.POINT_ANSWERED: Heard("{who} answered PSR’s points.", FeedbackReview, ALL | REVIEWERS),
    feedback.HEALTH_POINT_ANSWERED: Heard(
        "{who} answered a point of PSR.", Remark, ALL, "{who} answered {count} points of PSR."
    ),
    feedback.FEEDBACK_SHOWN: Heard("{who} shows both sides PSR’s feedback.", FeedbackReview, ALL | REVIEWERS),
    feedback.REVIEW_ASSIGNED: Heard("{who} said who reviews a draft.", FeedbackRequest, ADVISERS | REVIEWERS),
    feedback.REVIEW_HANDED_OVER: Heard("A review waits for its second reader.", FeedbackReview, ADVISERS | REVIEWERS),
    feedback.REVIEW_AGREED: Heard("A review may be issued now.", FeedbackReview, ADVISERS | REVIEWERS),
    feedback.REVIEW_HANDED_BACK: Heard("A review came back to its reviewer.", FeedbackReview, ADVISERS | REVIEWERS),
    feedback.FEEDBACK_GIVEN: Heard("PSR has given its feedback on your draft.", FeedbackReview, OTHER),
    feedback.FEEDBACK_CORRECTED: Heard("PSR has corrected its feedback on your draft.", FeedbackReview, OTHER),
    feedback.URGENT_POINT_SENT: Heard("PSR sent an urgent point about your draft.", UrgentPoint, OTHER, urgent=True),
    feedback.URGENT_POINT_HEARD: Heard("{who} has the urgent point.", UrgentPoint, ADVISERS | REVIEWERS),
    negotiation.PROPOSAL_DRAFTED: Heard(
        "{who} prepared a suggestion. It is not sent yet.",
        Proposal,
        BESIDE,
        "{who} prepared {count} suggestions. They are not sent yet.",
    ),
    negotiation.PROPOSAL_CHANGED: Heard("{who} changed a suggestion that was sent.", Proposal, OTHER),
    negotiation.PROPOSAL_PUT_FORWARD: Heard(
        "{who} suggested a change.", Proposal, PARTIES, "{who} suggested {count} changes."
    ),
    negotiation.PROPOSAL_WITHDRAWN: Heard("{who} took a suggested change back.", Proposal, OTHER),
    negotiation.PROPOSAL_REBASED: Heard(
        "The words around your suggested change are others now. Please look at it again.",
        Proposal,
        AUTHORS,
        "The words around {count} of your suggested changes are others now. Please look at them again.",
    ),
    negotiation.PROPOSAL_CONFIRMED: Heard(
        "{who} stands by a suggested change.", Proposal, OTHER, "{who} stands by {count} suggested changes."
    ),
    negotiation.PROPOSAL_SUPERSEDED: Heard(
        "Another change settled a suggestion of your side.",
        Proposal,
        AUTHORS,
        "Another change settled {count} suggestions of your side.",
    ),
    negotiation.CAUTIONED: Heard("{who} would ask first before your side answers a change.", Proposal, BESIDE),
    negotiation.ASSENTED: Heard(
        "{who} agreed to a suggested change.", Proposal, PARTIES | AUTHORS, "{who} agreed to {count} suggested changes."
    ),
    negotiation.DECLINED: Heard(
        "{who} did not agree to a suggested change.",
        Proposal,
        PARTIES | AUTHORS,
        "{who} did not agree to {count} suggested changes.",
    ),
    talk.THREAD_STARTED: Heard("{who} started a conversation.", Thread, ALL),
    talk.COMMENTED: Heard("{who} replied in a conversation.", Thread, ALL, "{who} wrote {count} replies."),
    talk.THREAD_SETTLED: Heard("{who} settled a conversation.", Thread, PARTIES),
    talk.THREAD_REOPENED: Heard("{who} took up a conversation again.", Thread, PARTIES),
    talk.QUESTION_ASKED: Heard("{who} asked a question about a suggested change.", Thread, ALL),
    talk.COMMENT_FOLDED: Heard("PSR folded a comment, and said why.", Thread, PARTIES),
    talk.COMMENTS_PAUSED: Heard("PSR paused somebody’s comments, and said why.", Membership, PARTIES),
    talk.CALL_ASKED: Heard("{who} asks PSR for a call.", CallRequest, ADVISERS, urgent=True),
    talk.CALL_TRIED: Heard("PSR tried to ring. There was no answer.", CallRequest, OTHER),
    talk.CALL_TAKEN_BACK: Heard("{who} no longer asks for a call.", CallRequest, ADVISERS),
    talk.TALK_OFFERED: Heard("{who} offers to talk.", TalkOffer, PARTIES),
    talk.TALK_ACCEPTED: Heard("{who} said yes to a time to talk.", TalkOffer, PARTIES),
    talk.TALK_IN_WRITING: Heard("{who} prefers to go on in writing.", TalkOffer, PARTIES),
    talk.TALK_TAKEN_BACK: Heard("{who} took an offer to talk back.", TalkOffer, PARTIES),
    talk.TALK_NOTED: Heard("{who} wrote a note of a talk.", TalkOffer, PARTIES),
    talk.TALK_NOTE_FAIR: Heard("{who} calls the note of a talk a fair account.", TalkOffer, PARTIES),
    talk.TALK_NOTE_DIFFERS: Heard("{who} said what differs from the note of a talk.", TalkOffer, PARTIES),
    talk.MEETING_ASKED: Heard("{who} asks PSR to meet both parties.", MeetingRequest, ALL),
    talk.MEETING_HELD: Heard("PSR met both parties.", MeetingRequest, ALL),
    talk.MEETING_NOT_HELD: Heard("PSR did not meet both parties, and said why.", MeetingRequest, ALL),
    talk.MEETING_TAKEN_BACK: Heard("{who} no longer asks PSR to meet both parties.", MeetingRequest, ALL),
    safety.SAFETY_ACTION_TAKEN: Heard("{who} took an action for safety.", SafetyAction, ALL, urgent=True),
    safety.SAFETY_ACTION_DISCUSSED: Heard("{who} commented on an action for safety.", SafetyAction, ALL),
    safety.SAFETY_ACTION_ENDED: Heard("{who} ended an action for safety.", SafetyAction, ALL, urgent=True),
    safety.PRACTITIONER_TOLD: Heard("{who} said who told the practitioner of an action.", SafetyAction, ADVISERS),
    safety.RING_ASKED: Heard("PSR is asked to ring about an action for safety.", SafetyAction, ADVISERS, urgent=True),
    safety.RING_TRIED: Heard("PSR tried to ring. There was no answer.", SafetyAction, OTHER),
    negotiation.BLOCKER_NAMED: Heard(
        "{who} waits for something, and said until about when.", Blocker, OTHER | ADVISERS
    ),
    negotiation.BLOCKER_ENDED: Heard("{who} no longer waits.", Blocker, OTHER | ADVISERS),
    agreements.ADVICE_TIME_TAKEN: Heard("{who} takes time for advice.", Plan, PARTIES),
    agreements.AGREEMENT_OPENED: Heard("The final text is ready to sign.", Agreement, ALL),
    agreements.AGREEMENT_CANCELLED: Heard("{who} opened the final text again.", Agreement, ALL),
    agreements.AGREEMENT_DECLINED: Heard("{who} did not sign, and said why.", Agreement, ALL),
    agreements.EXPLANATION_ASKED: Heard("{who} asks for an explanation before signing.", Agreement, ALL),
    agreements.SIGNED: Heard("{who} signed.", Agreement, ALL),
    agreements.PLAN_AGREED: Heard("Both parties have signed. The plan is agreed.", Agreement, ALL | REVIEWERS),
    showing.SHOWING_OFFERED: Heard("{who} asks to show an observer parts of the plan.", Showing, PARTIES),
    showing.SHOWING_AGREED: Heard("An observer is shown parts of the plan.", Showing, PARTIES),
    showing.SHOWING_REFUSED: Heard("{who} said no to showing an observer parts of the plan.", Showing, PARTIES),
    showing.SHOWING_ENDED: Heard("An observer is shown parts of the plan no longer.", Showing, PARTIES),
    papers.PAPER_MADE: Heard("PSR made a paper to answer or sign on.", Paper, OTHER),
    papers.TOLD_BY_TELEPHONE: Heard("PSR wrote down answers that were given by telephone.", PaperEntry, OTHER),
    papers.SCAN_ENTERED: Heard("PSR entered what a paper says.", PaperEntry, OTHER | ADVISERS),
    papers.ENTRY_SET_ASIDE: Heard("What PSR entered from a paper counts for nothing now.", PaperEntry, OTHER),
    papers.PAPER_CONFIRMED: Heard("PSR confirmed what a paper says. It counts now.", PaperEntry, ALL),
    papers.NOT_WHAT_I_SAID: Heard("{who} says: this is not what I said.", PaperEntry, BESIDE | ADVISERS, urgent=True),
    keeping.WORDS_BLANKED: Heard("Words that must not be kept were covered.", Case, ALL),
    keeping.AGREEMENT_BLANKED: Heard("Words that must not be kept were covered in an agreed text.", Agreement, ALL),
    keeping.KEPT_FOR_COURT: Heard("The case must be kept, for a court or an inquiry.", Case, ADVISERS),
    keeping.KEPT_NO_LONGER: Heard("The case need not be kept for a court any longer.", Case, ADVISERS),
}


def heard_of(event: Event) -> Heard | None:
    """What is said of an event; None where nobody hears of it, and where somebody changed it past the portal."""
    try:
        facts = event.facts
        UUID(facts.subject), UUID(facts.actor)
        return HEARD.get(KINDS[facts.kind])
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
