"""Let us talk: offering times about a change or the plan, answering an offer, and the note of what was said."""

from typing import Any
from uuid import UUID

from flask import Blueprint, g, render_template, request
from werkzeug.wrappers import Response

from portal.actions import Action
from portal.domain.base import Refused
from portal.domain.cases.case import Membership
from portal.domain.plans.plan import Plan
from portal.domain.proposals.proposal import Proposal
from portal.domain.talk import offering
from portal.domain.talk.offer import How, OfferEnd, TalkOffer
from portal.forms.talk import arranging
from portal.queries.cases.names import names
from portal.queries.talk.panels import Act, talk_panel
from portal.web.after import did_here, show_panel
from portal.web.http import done, load, now, session, settings
from portal.web.marks import shown_again_by
from portal.web.sizes import small_form

bp = Blueprint("talks", __name__)
about_changes = Blueprint("change_talks", __name__)
answers = Blueprint("talk_answers", __name__)
notes = Blueprint("talk_notes", __name__)
replies = Blueprint("note_replies", __name__)


@bp.get("/plans/<uuid:id>/talks/new")
def new(id: UUID) -> str | Response:  # noqa: A002 - the name of the part of the address
    plan, member = load(Plan, id, Action.OFFER_TALK)
    return _new_page(plan, member, None)


@bp.post("/plans/<uuid:id>/talks")
@small_form
@shown_again_by(new)
def create(id: UUID) -> Response:  # noqa: A002
    plan, member = load(Plan, id, Action.OFFER_TALK)
    offer = offering.offer_talk(session(), plan, **_offered(), by=member, at=now())
    return did_here(Act.OFFERED, "talks.show", offer.id)


@about_changes.get("/proposals/<uuid:id>/talks/new", endpoint="new")
def new_about_a_change(id: UUID) -> str | Response:  # noqa: A002
    proposal, member = load(Proposal, id, Action.OFFER_TALK)
    if not offering.can_be_talked_about(proposal):
        return done("proposals.show", id=proposal.id)
    return _new_page(proposal.plan, member, proposal)


@about_changes.post("/proposals/<uuid:id>/talks", endpoint="create")
@small_form
@shown_again_by(new_about_a_change)
def create_about_a_change(id: UUID) -> Response:  # noqa: A002
    proposal, member = load(Proposal, id, Action.OFFER_TALK)
    offer = offering.offer_talk(session(), proposal.plan, **_offered(), proposal=proposal, by=member, at=now())
    return did_here(Act.OFFERED, "talks.show", offer.id)


@bp.get("/talks/<uuid:id>")
def show(id: UUID) -> str:  # noqa: A002
    offer, member = load(TalkOffer, id, Action.VIEW_TALK)
    show_panel(talk_panel(offer, member, request.args.get("did", "")))
    return render_template(
        "talk/talks/show.html", offer=offer, plan=offer.plan, member=member, names=names(offer.case, member), How=How
    )


@answers.post("/talks/<uuid:id>/answers", endpoint="create")
@small_form
@shown_again_by(show)
def answer(id: UUID) -> Response:  # noqa: A002
    offer, member = load(TalkOffer, id, Action.ANSWER_TALK)
    by: dict[str, Any] = {"by": member, "at": now()}
    match request.form.get("kind"):
        case OfferEnd.ACCEPTED.value:
            offering.accept_time(session(), offer, arranging.chosen(), **by)
        case OfferEnd.OTHER_TIMES.value:
            other = offering.offer_other_times(session(), offer, **_offered(), **by)
            return did_here(Act.OFFERED, "talks.show", other.id)
        case OfferEnd.IN_WRITING.value:
            offering.stay_in_writing(session(), offer, words=arranging.said(), **by)
        case OfferEnd.TAKEN_BACK.value:
            offering.take_back_offer(session(), offer, **by)
            return did_here(Act.TAKEN_BACK, "talks.show", offer.id)
        case _:
            raise Refused("Choose your answer to the offer.")
    return did_here(Act.ANSWERED, "talks.show", offer.id)


@notes.post("/talks/<uuid:id>/notes", endpoint="create")
@small_form
@shown_again_by(show)
def create_note(id: UUID) -> Response:  # noqa: A002
    offer, member = load(TalkOffer, id, Action.NOTE_TALK)
    offering.write_note(session(), offer, words=arranging.said(), by=member, at=now())
    return did_here(Act.NOTED, "talks.show", offer.id)


@replies.post("/talks/<uuid:id>/replies", endpoint="create")
@small_form
@shown_again_by(show)
def create_reply(id: UUID) -> Response:  # noqa: A002
    offer, member = load(TalkOffer, id, Action.NOTE_TALK)
    is_fair = request.form.get("is_fair") == "yes"
    offering.reply_to_note(session(), offer, is_fair=is_fair, words=arranging.said(), by=member, at=now())
    return did_here(Act.REPLIED, "talks.show", offer.id)


def _new_page(plan: Plan, member: Membership, proposal: Proposal | None) -> str | Response:
    """The form; or the offer that waits already."""
    waiting = offering.open_offer(session(), plan, proposal)
    if waiting and g.refused is None:
        return done("talks.show", id=waiting.id)
    return render_template("talk/talks/new.html", plan=plan, member=member, proposal=proposal, How=How)


def _offered() -> dict[str, Any]:
    return arranging.offered() | {"most": settings().max_offered_times}
