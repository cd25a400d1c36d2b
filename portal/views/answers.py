"""The other party's answers to a suggested change: agree, do not agree, or keep the answer for later."""

import re
from uuid import UUID

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from portal.domain import negotiation
from portal.domain.base import Refused
from portal.domain.proposal import Proposal
from portal.domain.version import AnswerKind
from portal.forms import fields, password
from portal.forms.suggesting import shown_page
from portal.http import done, load, now, session, settings, shown_again_by
from portal.policy import Action
from portal.queries.changes import anchor_of
from portal.queries.proposals import proposal_page

assents = Blueprint("assents", __name__)
declines = Blueprint("declines", __name__)
kept_answers = Blueprint("kept_answers", __name__)

STEP = re.compile(r"turn|change-[0-9]{1,9}|own-[0-9a-f-]{36}", re.ASCII)
CHOOSE = "Choose the answer that you want to keep."


@assents.post("/proposals/<uuid:id>/assents")
@shown_again_by(shown_page)
def create(id: UUID) -> Response:  # noqa: A002
    proposal, member = load(Proposal, id, Action.ASSENT)
    password.expect_for_assent(proposal.plan, member)
    negotiation.assent(session(), proposal, digest=fields.digest(), by=member, at=now())
    return done("plans.show", id=proposal.plan_id, _anchor=_next() or anchor_of(proposal, proposal.plan.content))


@declines.get("/proposals/<uuid:id>/declines/new")
def new(id: UUID) -> str:  # noqa: A002 - the name of the part of the address
    proposal, member = load(Proposal, id, Action.DECLINE)
    page = proposal_page(proposal, member, shown_digest=fields.digest())
    return render_template("proposals/decline.html" if page.answerable else "proposals/show.html", page=page)


@declines.post("/proposals/<uuid:id>/declines", endpoint="create")
@shown_again_by(new)
def create_decline(id: UUID) -> Response:  # noqa: A002
    proposal, member = load(Proposal, id, Action.DECLINE)
    negotiation.decline(session(), proposal, digest=fields.digest(), reason=_reason(), by=member, at=now())
    return done("plans.show", id=proposal.plan_id, _anchor=_next() or anchor_of(proposal, proposal.plan.content))


@kept_answers.post("/proposals/<uuid:id>/kept-answers", endpoint="create")
@shown_again_by(shown_page)
def create_kept_answer(id: UUID) -> Response:  # noqa: A002
    proposal, member = load(Proposal, id, Action.KEEP_ANSWER)
    if fields.digest() != proposal.latest.digest:
        raise negotiation.Stale(proposal)
    negotiation.keep_answer(session(), proposal, kind=_kind(), reason=_reason(), by=member, at=now())
    return done("plans.show", id=proposal.plan_id, _anchor=_next() or f"change-{proposal.number}")


def _next() -> str:
    """The part of the plan page where the person who walks through the changes reads on; "" for one who does not."""
    named = request.form.get("next", "")
    return named if STEP.fullmatch(named) else ""


def _reason() -> str:
    return fields.text("reason", settings().max_reason_characters)


def _kind() -> AnswerKind:
    try:
        return AnswerKind(request.form.get("kind", ""))
    except ValueError:
        raise Refused(CHOOSE, "kind") from None
