"""Pages never offer what is refused: whatever form is shown to anybody, sent as it is meant, is taken."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.database import Database
from portal.domain.agreements.agreement import Agreement
from portal.domain.cases.handover import Handover
from portal.domain.cases.invitation import Invitation
from portal.domain.feedback.document import FeedbackDocument
from portal.domain.feedback.request import FeedbackRequest
from portal.domain.feedback.review import FeedbackReview, Remark
from portal.domain.feedback.urgent import UrgentPoint
from portal.domain.negotiation.authoring import SAID_ALREADY
from portal.domain.negotiation.blocker import Blocker
from portal.domain.negotiation.bundle import Bundle
from portal.domain.papers.entry import PaperEntry
from portal.domain.papers.paper import Paper
from portal.domain.people.organisation import Organisation, Staff
from portal.domain.people.person import Person
from portal.domain.people.staff_invitation import StaffInvitation
from portal.domain.plans.plan import Plan
from portal.domain.proposals.proposal import Proposal
from portal.domain.safety.action import SafetyAction
from portal.domain.showing.showing import Showing
from portal.domain.staff.away import Absence
from portal.domain.talk.call import CallRequest
from portal.domain.talk.concern import Concern
from portal.domain.talk.meeting import MeetingRequest
from portal.domain.talk.offer import TalkOffer
from portal.domain.talk.thread import Thread
from portal.forms.agreements.not_yet import CHOOSE_WHICH
from portal.views.plans.endings import WRITTEN
from portal.web.http import Portal
from tests.addresses import Places, addresses, routes
from tests.conftest import NewApp, client_of, told
from tests.databases import SqliteLender, engine_of
from tests.factories import Story
from tests.offering import Undone, Visitor, sort
from tests.scenes import SCENES, a_draft_in_the_new_form

EVERYBODY = ("practitioner", "representative", "editor", "signatory", "adviser", "reviewer")
NEW_FORM = "a draft in the new form"
SAME_AS_THE_EDITOR = {"signatory": {"a draft", NEW_FORM, "just issued", "in negotiation", "withdrawn", "not agreed"}}
NO_PAGES = {"health.show", "news.show", "static", "sessions.new", "verifications.new"}
NO_PAGES |= {"password_resets.new", "password_resets.edit", "address_changes.show"}  # for who is not signed in
FILES = (".download", ".scan")  # they hold no forms
ALLOWED = {
    SAID_ALREADY,
    WRITTEN,
    CHOOSE_WHICH,
}  # by what is sent, not by who sends it; the same page offers what can be done
MEANT = {"reviews": "Week 1: everybody", "email": "another@example.net", "answer-1": "agree"}
DRAFTS = {"a draft", NEW_FORM}
WHOLE = "in negotiation"  # in the other scenes what does not depend on the state of a plan would be the same again
CHANGING = {"", "plans", "proposals", "threads", "agreements", "bundles", "safety-actions", "talks", "meetings"}
CHANGING |= {"showings", "papers", "paper-entries", "blockers", "feedback-requests"}
HANG_ON_A_PLAN: dict[str, Any] = {"agreements": Agreement, "bundles": Bundle, "safety-actions": SafetyAction}
HANG_ON_A_PLAN |= {"talks": TalkOffer, "meetings": MeetingRequest, "showings": Showing}
HANG_ON_A_PLAN |= {"papers": Paper, "paper-entries": PaperEntry, "blockers": Blocker}


def pages(app: Portal, story: Story) -> Iterator[str]:
    """Every page about this case, also those that no page links to now, as from a tab that was left open."""
    found = places(app, story)
    for rule, method in routes(app):
        if method == "GET" and rule.endpoint not in NO_PAGES and not rule.endpoint.endswith(FILES):
            yield from addresses(rule, found)


def places(app: Portal, story: Story) -> Places:
    """What stands in the addresses: of the changes and conversations one in each state and of each kind."""
    with app.database.reading() as session:
        plan = session.get_one(Plan, story.plan.id)
        every = {
            kind: session.scalars(select(kind).where(kind.plan_id == plan.id)).unique().all()
            for kind in (Proposal, Thread, *HANG_ON_A_PLAN.values())
        }
        changes = {(one.status, one.side, len(one.latest.assents)): one.id for one in every[Proposal]}
        changes |= {one.kind: one.id for one in every[Proposal]}
        talks = {(one.audience, one.is_open, one.is_question): one.id for one in every[Thread]}
        return {word: [one.id for one in every[kind]] for word, kind in HANG_ON_A_PLAN.items()} | {
            "proposals": list(set(changes.values())),
            "threads": list(talks.values()),
            "cases": [story.case.id],
            "concerns": session.scalars(select(Concern.id)).unique().all(),
            "feedback-requests": _requests_of(session, story),
            "urgent-points": session.scalars(select(UrgentPoint.id).filter_by(case_id=story.case.id)).all(),
            "feedback-reviews": session.scalars(select(FeedbackReview.id).filter_by(case_id=story.case.id)).all(),
            "feedback-remarks": session.scalars(select(Remark.id).filter_by(case_id=story.case.id)).all(),
            "feedback-documents": session.scalars(select(FeedbackDocument.id).filter_by(case_id=story.case.id)).all(),
            "calls": session.scalars(select(CallRequest.id).filter_by(case_id=story.case.id)).all(),
            "handovers": session.scalars(select(Handover.id).filter_by(case_id=story.case.id)).all(),
            "invitations": session.scalars(select(Invitation.id).filter_by(case_id=story.case.id)).all(),
            "members": [one.id for one in story.members.values()],
            "organisations": session.scalars(select(Organisation.id)).all(),
            "staff": session.scalars(select(Staff.id)).all(),
            "staff-invitations": session.scalars(select(StaffInvitation.id)).all(),
            "people": session.scalars(select(Person.id)).all(),
            "absences": session.scalars(select(Absence.id)).all(),
            "plans": [plan.id],
            "revisions": [plan.current.id] if plan.is_issued else [],
            "join": ["no-token"],
            "passkeys": [],
            "providers": ["harbour"],
            "with": ["harbour"],
            "clauses": ["supervision"],
            "stages": ["first"],
            "versions": [1],
        }


def _requests_of(session: Session, story: Story) -> Sequence[UUID]:
    of_case = select(FeedbackRequest.id).join(Plan).where(Plan.case_id == story.case.id)
    return session.scalars(of_case).all()


@pytest.mark.parametrize("scene", [*SCENES, NEW_FORM])
def test_every_form_that_is_shown_is_taken_when_it_is_sent(
    new_app: NewApp, sqlite_lender: SqliteLender, scene: str
) -> None:
    with sqlite_lender("nothing") as lent:
        engine = engine_of(lent.url)
        app = new_app(Database(engine))
        story = told(app, "", issued=scene not in DRAFTS)
        (SCENES | {NEW_FORM: a_draft_in_the_new_form})[scene](story)
        found, refused = list(pages(app, story)), {}
        if scene != WHOLE:
            found = [one for one in found if one.split("/")[1] in CHANGING]
        clients = {role: client_of(app, story, role) for role in EVERYBODY}
        app.database = Undone(engine)
        for role in EVERYBODY:
            if scene in SAME_AS_THE_EDITOR.get(role, ()):
                continue
            visitor = Visitor(story, role, clients[role], meant=MEANT)
            visitor.visit(found, but_for=set() if scene == WHOLE else {sort(one) for one in pages(app, story)})
            assert "/?" in visitor.pages
            refused |= {(role, form): why for form, why in visitor.refused() if why not in ALLOWED}
        engine.dispose()
    assert not refused


def test_what_is_refused_is_noticed(new_app: NewApp, sqlite_lender: SqliteLender) -> None:
    with sqlite_lender("nothing") as lent:
        engine = engine_of(lent.url)
        app = new_app(Database(engine))
        story = told(app, "")
        client = client_of(app, story, "editor")
        app.database = Undone(engine)
        page = f"/plans/{story.plan.id}/clauses/supervision/threads/new"
        visitor = Visitor(story, "editor", client, meant={"audience": "psr"})
        visitor.visit([page])
        assert (f"/plans/{story.plan.id}/clauses/supervision/threads", "Choose who can see your comment.") in [
            (form, why) for form, why in visitor.refused()
        ]
        assert Visitor(story, "editor", client).refused() == []
        engine.dispose()
