"""Conversations about a suggested change, and the questions that stop the clock on it."""

from uuid import UUID

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from portal.actions import Action
from portal.domain.dates import london_day
from portal.domain.proposals.proposal import Proposal
from portal.domain.talk import discussion
from portal.domain.talk.concern import pause_of
from portal.domain.talk.questions import ask
from portal.domain.talk.thread import audiences_about
from portal.forms.talk import comment
from portal.queries.cases.readers import readers_of
from portal.queries.negotiation.did import Act
from portal.queries.proposals.proposal_page import proposal_page
from portal.web.after import did
from portal.web.http import load, now, session
from portal.web.in_place import is_in_place
from portal.web.marks import shown_again_by

bp = Blueprint("change_threads", __name__)
questions = Blueprint("questions", __name__)


@bp.get("/proposals/<uuid:id>/threads/new")
def new(id: UUID) -> str:  # noqa: A002 - the name of the part of the address
    proposal, member = load(Proposal, id, Action.COMMENT)
    options = comment.options(audiences_about(proposal, member), proposal.plan.case, member)
    own, template = member.side.value, "talk/threads/_change.html" if is_in_place() else "talk/threads/change.html"
    pause = pause_of(session(), member, london_day(now()))
    return render_template(template, page=proposal_page(proposal, member), options=options, own=own, pause=pause)


@bp.post("/proposals/<uuid:id>/threads")
@shown_again_by(new)
def create(id: UUID) -> Response:  # noqa: A002
    proposal, member = load(Proposal, id, Action.COMMENT)
    thread = discussion.comment_on(
        session(),
        proposal,
        by=member,
        at=now(),
        **comment.first_remark(),
    )
    return comment.back_to(thread)


@questions.get("/proposals/<uuid:id>/questions/new", endpoint="new")
def new_question(id: UUID) -> str:  # noqa: A002
    proposal, member = load(Proposal, id, Action.ASK)
    page, readers = proposal_page(proposal, member), readers_of(proposal.plan.case, member, london_day(now()))
    template = "talk/threads/question.html" if page.waits and not page.is_own else "proposals/show.html"
    return render_template(template, page=page, readers=readers)


@questions.post("/proposals/<uuid:id>/questions", endpoint="create")
@shown_again_by(new_question)
def create_question(id: UUID) -> Response:  # noqa: A002
    proposal, member = load(Proposal, id, Action.ASK)
    ask(session(), proposal, body=comment.body("Write your question."), by=member, at=now())
    return did(Act.ASKED, proposal.number, id=proposal.plan_id)
