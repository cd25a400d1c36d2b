"""Every page that the address map knows, as three people of the demonstration, on a narrow phone."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page
from sqlalchemy import select

from portal.demonstration import PASSWORD
from portal.domain.agreements.agreement import Agreement
from portal.domain.cases.case import Case, Membership
from portal.domain.cases.handover import Handover
from portal.domain.cases.invitation import Invitation, send_again
from portal.domain.feedback.document import FeedbackDocument
from portal.domain.feedback.request import FeedbackRequest
from portal.domain.feedback.review import FeedbackReview, Remark
from portal.domain.feedback.urgent import UrgentPoint
from portal.domain.negotiation.bundle import Bundle
from portal.domain.papers.entry import PaperEntry
from portal.domain.papers.paper import Paper
from portal.domain.people import address_change, password_reset
from portal.domain.people.organisation import Organisation, Staff
from portal.domain.people.person import Person, find
from portal.domain.people.staff_invitation import StaffInvitation
from portal.domain.plans.plan import Plan
from portal.domain.plans.revision import Revision
from portal.domain.proposals.proposal import Proposal
from portal.domain.safety.action import SafetyAction
from portal.domain.showing.showing import Showing
from portal.domain.staff.away import Absence
from portal.domain.talk.call import CallRequest
from portal.domain.talk.concern import Concern
from portal.domain.talk.meeting import MeetingRequest
from portal.domain.talk.offer import TalkOffer
from portal.domain.talk.thread import Thread
from portal.web.http import Portal
from tests.addresses import addresses, routes

FRAGMENTS = {"health.show", "health.ready", "news.show", "accounts.stay", "static"}
FRAGMENTS |= {"review_answers.show_answers"}
FILES = {"documents.draft", "documents.markdown", "documents.sealed", "record_bundles.download", "packs.download"}
FILES |= {
    "calendars.download",
    "plan_papers.download",
    "paper_entries.scan",
    "own_files.download",
    "feedback_papers.sealed",
    "feedback_documents.download",
}
NARROW = 320
WIDER_THAN_THE_SCREEN = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def places(portal: Portal) -> dict[str, Sequence[object]]:
    """Each case, plan and text to sign of the demonstration, and of all else one of each state and kind."""
    links = {"password-reset": [link(portal)], "join": [invited(portal)], "address": [new_address(portal)]}
    links |= {"passkeys": []}  # tests/browser/test_passkeys.py visits them: who has one signs in otherwise
    links |= {"providers": [], "with": []}  # the demonstration asks none
    with portal.database.reading() as session:
        plans = session.scalars(select(Plan)).unique().all()
        changes = {(one.kind, one.status, one.side): one.id for one in session.scalars(select(Proposal))}
        talks = {
            (one.audience, one.is_question, one.is_open, one.proposal_id is None, one.plan_id): one.id
            for one in session.scalars(select(Thread))
        }
        revisions = {(one.plan_id, one.number == 1): one.id for one in session.scalars(select(Revision))}
        newest = {plan.id: plan.current for plan in plans if plan.is_issued}
        contents = [revision.content for revision in newest.values()]
        return links | {
            "handovers": session.scalars(select(Handover.id)).all(),
            "invitations": session.scalars(select(Invitation.id)).all(),
            "members": session.scalars(select(Membership.id)).all()[::5],
            "organisations": session.scalars(select(Organisation.id)).all(),
            "staff": session.scalars(select(Staff.id)).all()[::2],
            "staff-invitations": session.scalars(select(StaffInvitation.id)).all(),
            "people": session.scalars(select(Person.id)).all()[::4],
            "feedback-requests": session.scalars(select(FeedbackRequest.id)).unique().all(),
            "urgent-points": session.scalars(select(UrgentPoint.id)).all(),
            "feedback-reviews": session.scalars(select(FeedbackReview.id)).all(),
            "feedback-remarks": session.scalars(select(Remark.id)).all(),
            "feedback-documents": session.scalars(select(FeedbackDocument.id)).all(),
            "concerns": session.scalars(select(Concern.id)).all(),
            "absences": session.scalars(select(Absence.id)).all(),
            "cases": [case.id for case in session.scalars(select(Case))],
            "plans": [plan.id for plan in plans],
            "versions": [1],
            "proposals": list(changes.values()),
            "threads": list(talks.values()),
            "agreements": [agreement.id for agreement in session.scalars(select(Agreement))],
            "bundles": [bundle.id for bundle in session.scalars(select(Bundle))],
            "safety-actions": [action.id for action in session.scalars(select(SafetyAction))],
            "revisions": list(revisions.values()),
            "calls": [call.id for call in session.scalars(select(CallRequest)).unique()],
            "talks": [offer.id for offer in session.scalars(select(TalkOffer))],
            "showings": session.scalars(select(Showing.id)).all(),
            "meetings": [meeting.id for meeting in session.scalars(select(MeetingRequest))],
            "papers": [paper.id for paper in session.scalars(select(Paper))],
            "paper-entries": [entry.id for entry in session.scalars(select(PaperEntry)).unique()],
            "clauses": [content.clauses[0].children[1].key for content in contents],
            "stages": [content.stages[0].key for content in contents],
        }


def link(portal: Portal) -> str:
    """The token of a link for a new password."""
    with portal.database.writing() as session:
        return password_reset.make(session, "practitioner@example.org", datetime.now(UTC)).token


def new_address(portal: Portal) -> str:
    """The token of a link for another address."""
    with portal.database.writing() as session:
        person = find(session, "practitioner@example.org")
        assert person
        return address_change.ask(session, person, "another@example.net", datetime.now(UTC)).token


def invited(portal: Portal) -> str:
    """The token of the link of an invitation."""
    with portal.database.writing() as session:
        waits = session.scalars(select(Invitation)).unique().one()
        return send_again(session, waits, by=waits.by, at=datetime.now(UTC), days=1)


def pages(portal: Portal) -> Iterator[str]:
    """The address of every page, whether or not a person may see it."""
    found = places(portal)
    for rule, method in routes(portal):
        if method == "GET" and rule.endpoint not in FRAGMENTS | FILES:
            yield from addresses(rule, found)


def sign_in(open_page: Callable[..., Page], role: str) -> Page:
    page = open_page("/sign-in", width=NARROW, height=700)
    page.fill("#email", f"{role}@example.org")
    page.fill("#password", PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    return page


@pytest.mark.parametrize("role", ["practitioner", "organisation", "adviser"])
def test_every_page_is_accessible_and_fits_a_narrow_phone(
    portal: Portal, open_page: Callable[..., Page], axe_where_new: Callable[[Page], list[str]], role: str
) -> None:
    page, faults, seen = sign_in(open_page, role), {}, set()
    for address in pages(portal):
        answer = page.request.get(address)
        if not answer.ok or answer.url in seen:
            continue
        seen.add(answer.url)
        page.goto(address)
        wider = page.evaluate(WIDER_THAN_THE_SCREEN)
        found = axe_where_new(page) + ([f"{wider} pixels wider than the screen"] if wider > 0 else [])
        if found:
            faults[address] = found
    assert not faults, "\n".join(f"{address}: {found}" for address, found in faults.items())
    assert len(seen) > 20
