"""Signing: the password again, the declarations, and the digest of the text that was shown (design §7)."""

from uuid import UUID

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from portal.actions import Action
from portal.domain.agreements.agreement import Agreement
from portal.domain.agreements.not_yet import not_yet
from portal.domain.agreements.signing import expect_to_sign, sign
from portal.domain.base import all_at_once
from portal.domain.cases.account import account_of
from portal.domain.dates import london_day
from portal.forms.agreements import signature
from portal.forms.agreements.not_yet import answered
from portal.forms.people import password
from portal.queries.agreements.agreements import consequences, signings
from portal.queries.agreements.what_is_signed import what_is_signed
from portal.queries.checks.kept import kept_with
from portal.web import fields
from portal.web.http import done, load, now, session, settings
from portal.web.marks import shown_again_by
from portal.web.prepared import prepared_by
from portal.web.sizes import small_form

bp = Blueprint("signatures", __name__)


@bp.get("/agreements/<uuid:id>/signatures/new")
def new(id: UUID) -> str | Response:  # noqa: A002 - the name of the part of the address
    agreement, member = load(Agreement, id, Action.SIGN)
    if not agreement.is_open or (member.party and agreement.signature_of(member.party)):
        return done("agreements.show", id=agreement.id)
    _, other = signings(member, agreement)
    return render_template(
        "agreements/sign.html",
        agreement=agreement,
        member=member,
        summary=what_is_signed(session(), agreement, member),
        other=other,
        consequences=consequences(agreement),
        boxes=signature.boxes(agreement, member),
        advice=signature.ADVICE,
        kept=kept_with(session(), agreement, member),
        today=london_day(now()),
    )


def _try_password(id: UUID) -> None:  # noqa: A002
    agreement, member = load(Agreement, id, Action.SIGN)
    if answered(member):
        return
    expect_to_sign(agreement, member)
    with all_at_once() as tried:
        tried(signature.signed, agreement, member)
        tried(password.prepare, account_of(member))


@bp.post("/agreements/<uuid:id>/signatures")
@small_form
@shown_again_by(new)
@prepared_by(_try_password)
def create(id: UUID) -> Response:  # noqa: A002
    """Sign, or take the answer "not yet", which signs nothing."""
    agreement, member = load(Agreement, id, Action.SIGN)
    waits = answered(member)
    if waits:
        most_days = settings().max_advice_days
        not_yet(session(), agreement, until=waits.until, asks=waits.asks, by=member, at=now(), most_days=most_days)
    else:
        password.expect(account_of(member))
        given = signature.signed(agreement, member)
        sign(session(), agreement, digest=fields.digest(), by=member, at=now(), **given)
    return done("agreements.show", id=agreement.id, _anchor="did")
