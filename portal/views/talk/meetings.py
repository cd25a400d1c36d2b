"""Asking PSR to meet both parties, and what became of it."""

from uuid import UUID

from flask import Blueprint, request
from werkzeug.wrappers import Response

from portal.actions import Action
from portal.domain.dates import london_day
from portal.domain.plans.plan import Plan
from portal.domain.talk.meeting import MeetingEnd, MeetingRequest, ask_to_meet, settle_meeting
from portal.forms.talk import arranging
from portal.queries.talk.panels import Act
from portal.web.after import did_here
from portal.web.http import load, now, session
from portal.web.marks import shown_again_by
from portal.web.sizes import small_form

bp = Blueprint("meetings", __name__)
outcomes = Blueprint("meeting_outcomes", __name__)
taking_back = Blueprint("meeting_withdrawals", __name__)


@bp.post("/plans/<uuid:id>/meetings")
@small_form
@shown_again_by("disagreements.show")
def create(id: UUID) -> Response:  # noqa: A002 - the name of the part of the address
    plan, member = load(Plan, id, Action.ASK_TO_MEET)
    ask_to_meet(session(), plan, words=arranging.said(), by=member, at=now())
    return did_here(Act.ASKED, "disagreements.show", plan.id)


@outcomes.post("/meetings/<uuid:id>/outcomes", endpoint="create")
@small_form
@shown_again_by("disagreements.show_meeting")
def create_outcome(id: UUID) -> Response:  # noqa: A002
    meeting, member = load(MeetingRequest, id, Action.SETTLE_MEETING)
    kind = MeetingEnd.HELD if request.form.get("kind") == "held" else MeetingEnd.NOT_HELD
    settle_meeting(session(), meeting, kind, **arranging.met(), by=member, at=now())
    return did_here(Act.SETTLED, "disagreements.show", meeting.plan_id)


@taking_back.post("/meetings/<uuid:id>/withdrawals", endpoint="create")
@small_form
@shown_again_by("disagreements.show_meeting")
def create_withdrawal(id: UUID) -> Response:  # noqa: A002
    meeting, member = load(MeetingRequest, id, Action.TAKE_BACK_MEETING)
    today = london_day(now())
    settle_meeting(session(), meeting, MeetingEnd.TAKEN_BACK, day=today, words="", by=member, at=now())
    return did_here(Act.TAKEN_BACK, "disagreements.show", meeting.plan_id)
