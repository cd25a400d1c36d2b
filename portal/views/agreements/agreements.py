"""The final text: what stands in its way, freezing it, where its signing stands, and reopening it."""

from uuid import UUID

from flask import Blueprint, abort, g, render_template, request
from werkzeug.wrappers import Response

from portal.actions import Action
from portal.documents.printable import unprintable_words
from portal.domain.agreements.advice import taking_advice
from portal.domain.agreements.agreement import Agreement
from portal.domain.agreements.obstacles import Obstacle, obstacles
from portal.domain.agreements.signing import expect_chosen, open_agreement
from portal.domain.base import Refused
from portal.domain.cases.case import Membership
from portal.domain.cases.deputy import who_may_sign
from portal.domain.cases.roles import Party
from portal.domain.dates import london_day
from portal.domain.plans.least_supervision import all_below_least
from portal.domain.plans.plan import Plan
from portal.domain.plans.revision import is_whole_for
from portal.domain.talk.thread import audiences_of
from portal.forms.plans.naming import named, named_or
from portal.queries.agreements.agreements import consequences, ended_by, read_as, signings, with_all_under
from portal.queries.agreements.to_confirm import to_confirm
from portal.queries.checks.kept import kept_now, kept_with
from portal.queries.checks.passages import passage_around
from portal.queries.feedback.replies import must_points_for
from portal.web.http import done, load, now, session
from portal.web.marks import shown_again_by
from portal.web.prepared import prepared_by
from portal.web.sizes import small_form

bp = Blueprint("agreements", __name__)

FROZEN = "frozen"
CHANGED = "The plan has changed since you opened this page. Look at it again before you freeze it."


@bp.get("/plans/<uuid:id>/agreements/new")
def new(id: UUID) -> str | Response:  # noqa: A002 - the name of the part of the address
    plan, member = load(Plan, id, Action.VIEW_PLAN)
    if not plan.is_issued:
        abort(404)
    if plan.rests:
        return done("plans.show", id=plan.id)
    newest, revision = plan.newest_agreement, plan.current
    if newest and plan.is_frozen:
        return done("agreements.show", id=newest.id)
    if plan.agreed and not plan.variations(revision):
        return done("agreements.show", id=plan.agreed.id)
    asked = to_confirm(session(), plan)
    found = [(one, passage_around(one.finding) if one.finding else None) for one in _in_the_way(plan, member)]
    return render_template(
        "agreements/new.html",
        plan=plan,
        revision=revision,
        obstacles=[row for row in found if not row[0].is_keepable],
        looks=[row for row in found if row[0].is_keepable],
        kept=kept_now(session(), plan, member),
        asked=asked,
        chosen=named_or(asked.choices),
        below_least=[flag for _, flag in all_below_least(revision.content)],
        must_points=must_points_for(session(), plan, member),
    )


@bp.get("/plans/<uuid:id>/agreements/check")
@shown_again_by(new)
def check(id: UUID) -> str | Response:  # noqa: A002
    """What freezing will do, before it is done; the page before, while something is missing or stands in the way."""
    plan, member = load(Plan, id, Action.OPEN_AGREEMENT)
    if not plan.is_issued or plan.is_frozen or _in_the_way(plan, member) or _chose_wrongly():
        return new(id)
    revision, chosen = plan.current, named_or(to_confirm(session(), plan).choices)
    if g.refused is None:
        expect_chosen(revision.content, **chosen)
    return render_template(
        "agreements/check.html",
        plan=plan,
        member=member,
        revision=revision,
        chosen=chosen,
        consequences=with_all_under(revision.content, set(chosen["consequences"])),
        standard=revision.content.clause(chosen["standard_agreement"]),
        signers={party: who_may_sign(plan.case, party) for party in Party},
        taking_advice=taking_advice(session(), plan, london_day(now())),
    )


def _chose_wrongly() -> bool:
    return g.refused is not None and any(map(g.refused.about, ("consequences", "standard_agreement")))


def _look_for_unprintable(id: UUID) -> None:  # noqa: A002
    plan, _ = load(Plan, id, Action.OPEN_AGREEMENT)
    unprintable_words(plan.content)


@bp.post("/plans/<uuid:id>/agreements")
@small_form
@shown_again_by(check)
@prepared_by(_look_for_unprintable)
def create(id: UUID) -> Response:  # noqa: A002
    plan, member = load(Plan, id, Action.OPEN_AGREEMENT)
    if not plan.is_issued:
        abort(404)
    if request.form.get("fingerprint") != plan.current.fingerprint:
        raise Refused(CHANGED)
    agreement = open_agreement(
        session(),
        plan,
        undrawable=unprintable_words(plan.content),
        beside_advice=request.form.get("beside_advice") == "yes",
        by=member,
        at=now(),
        **named(),
    )
    return done("agreements.show", id=agreement.id, did=FROZEN, _anchor="did")


@bp.get("/agreements/<uuid:id>")
def show(id: UUID) -> str:  # noqa: A002
    agreement, member = load(Agreement, id, Action.VIEW_AGREEMENT)
    rows = signings(member, agreement)
    return render_template(
        "agreements/show.html",
        agreement=agreement,
        member=member,
        plan=agreement.plan,
        signings=rows,
        kept=kept_with(session(), agreement, member),
        is_whole=is_whole_for(member, agreement.revision),
        taking_advice=taking_advice(session(), agreement.plan, london_day(now())),
        ended_by=ended_by(member, agreement),
        replaced_by=agreement.replaced_by,
        replaces=agreement.replaces,
        explained=read_as(agreement),
        consequences=consequences(agreement) if agreement.waits_for_explanation else [],
        froze=request.args.get("did") == FROZEN and agreement.opened_by_id == member.id and not agreement.signatures,
        signed=member.party is not None and agreement.signature_of(member.party) is not None,
    )


def _in_the_way(plan: Plan, member: Membership) -> list[Obstacle]:
    """All that must be settled before the text can be frozen, and what could not be printed then."""
    return obstacles(session(), plan, readable=set(audiences_of(member.side))) + unprintable_words(plan.content)
