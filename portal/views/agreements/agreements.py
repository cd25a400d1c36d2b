"""The final text: what stands in its way, freezing it, where its signing stands, and reopening it."""

from uuid import UUID

from flask import Blueprint, abort, render_template, request
from werkzeug.wrappers import Response

from portal.documents.printable import unprintable_words
from portal.domain.agreements.advice import taking_advice
from portal.domain.agreements.agreement import Agreement
from portal.domain.agreements.obstacles import Obstacle, calls_itself_draft, obstacles
from portal.domain.agreements.signing import open_agreement
from portal.domain.base import Refused
from portal.domain.cases.case import Membership
from portal.domain.dates import london_day
from portal.domain.plans.designated import choices
from portal.domain.plans.plan import Plan
from portal.domain.talk.thread import audiences_of
from portal.policy import Action
from portal.queries.agreements.agreements import ended_by, signings
from portal.web.http import done, load, now, session, shown_again_by

bp = Blueprint("agreements", __name__)

CHANGED = "The plan has changed since you opened this page. Look at it again before you freeze it."


@bp.get("/plans/<uuid:id>/agreements/new")
def new(id: UUID) -> str | Response:  # noqa: A002 - the name of the part of the address
    plan, member = load(Plan, id, Action.VIEW_PLAN)
    if not plan.is_issued:
        abort(404)
    if plan.withdrawal:
        return done("plans.show", id=plan.id)
    newest, revision = plan.newest_agreement, plan.current
    if newest and plan.is_frozen:
        return done("agreements.show", id=newest.id)
    if plan.agreed and not plan.variations(revision):
        return done("agreements.show", id=plan.agreed.id)
    return render_template(
        "agreements/new.html",
        plan=plan,
        revision=revision,
        obstacles=_in_the_way(plan, member),
        drafts=calls_itself_draft(plan),
        choices=choices(revision.content),
    )


@bp.post("/plans/<uuid:id>/agreements")
@shown_again_by(new)
def create(id: UUID) -> Response:  # noqa: A002
    plan, member = load(Plan, id, Action.OPEN_AGREEMENT)
    if not plan.is_issued:
        abort(404)
    if request.form.get("fingerprint") != plan.current.fingerprint:
        raise Refused(CHANGED)
    agreement = open_agreement(
        session(),
        plan,
        consequences=request.form.getlist("consequences"),
        standard_agreement=request.form.get("standard_agreement", ""),
        undrawable=unprintable_words(plan.content),
        kept_drafts=request.form.getlist("kept"),
        by=member,
        at=now(),
    )
    return done("agreements.show", id=agreement.id)


@bp.get("/agreements/<uuid:id>")
def show(id: UUID) -> str:  # noqa: A002
    agreement, member = load(Agreement, id, Action.VIEW_AGREEMENT)
    rows = signings(member, agreement)
    content = agreement.revision.content
    return render_template(
        "agreements/show.html",
        agreement=agreement,
        member=member,
        plan=agreement.plan,
        signings=rows,
        kept_drafts=[clause for _, clause in content.walk() if clause.key in agreement.kept_draft_keys],
        taking_advice=taking_advice(session(), agreement.plan, london_day(now())),
        ended_by=ended_by(member, agreement),
        replaced_by=agreement.replaced_by,
        replaces=agreement.replaces,
        signed=member.party is not None and agreement.signature_of(member.party) is not None,
    )


def _in_the_way(plan: Plan, member: Membership) -> list[Obstacle]:
    """All that must be settled before the text can be frozen, and what could not be printed then."""
    return obstacles(session(), plan, readable=set(audiences_of(member.side))) + unprintable_words(plan.content)
