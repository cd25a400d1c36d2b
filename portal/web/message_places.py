"""The page to which a message leads."""

from flask import url_for

from portal.domain.agreements.agreement import Agreement
from portal.domain.cases.case import Case, Membership
from portal.domain.cases.handover import Handover
from portal.domain.feedback.document import FeedbackDocument
from portal.domain.feedback.request import FeedbackRequest
from portal.domain.feedback.review import FeedbackReview, Remark
from portal.domain.feedback.urgent import UrgentPoint
from portal.domain.negotiation.blocker import Blocker
from portal.domain.papers.entry import PaperEntry
from portal.domain.papers.paper import Paper
from portal.domain.plans.ending import PartyView
from portal.domain.plans.plan import Plan
from portal.domain.proposals.proposal import Proposal
from portal.domain.safety.action import SafetyAction
from portal.domain.showing.showing import Showing
from portal.domain.talk.call import CallRequest
from portal.domain.talk.meeting import MeetingRequest
from portal.domain.talk.offer import TalkOffer
from portal.domain.talk.thread import Thread
from portal.policy_of_sight import Subject

OWN_PAGE: dict[type, str] = {
    Agreement: "agreements.show",
    CallRequest: "calls.show",
    Case: "cases.show",
    FeedbackRequest: "feedback_requests.show",
    FeedbackReview: "feedback_reviews.show",
    Handover: "handovers.show",
    MeetingRequest: "disagreements.show_meeting",
    Paper: "plan_papers.show",
    PaperEntry: "paper_entries.show",
    Plan: "plans.show",
    Proposal: "proposals.show",
    SafetyAction: "safety_actions.show",
    Showing: "showings.show",
    TalkOffer: "talks.show",
    Thread: "threads.show",
    UrgentPoint: "urgent_points.show",
}


def page_of(thing: Subject | None, case: Case) -> str:
    """The address of the page of this thing; of its case, where there is none."""
    if isinstance(thing, Membership):
        return url_for("case_people.show", id=case.id)
    if isinstance(thing, Blocker):
        return url_for("turns.index", id=thing.plan_id)
    if isinstance(thing, PartyView):
        return url_for("disagreements.show", id=thing.plan_id)
    if isinstance(thing, FeedbackDocument):
        return url_for("feedback_requests.show", id=thing.request_id)
    if isinstance(thing, Remark):
        return url_for("feedback_reviews.show", id=thing.review_id, _anchor=f"point-{thing.id}")
    if thing is None:
        return url_for("cases.show", id=case.id)
    endpoint = next(OWN_PAGE[kind] for kind in type(thing).__mro__ if kind in OWN_PAGE)
    return url_for(endpoint, id=thing.id)
