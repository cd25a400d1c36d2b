"""Signing: the password again, the declarations, and the digest of the text that was shown (design §7)."""

from uuid import UUID

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from portal.domain.agreements.agreement import Agreement
from portal.domain.agreements.signing import sign
from portal.forms.agreements import signature
from portal.forms.people import password
from portal.policy import Action
from portal.queries.agreements.agreements import consequences
from portal.web import fields
from portal.web.http import done, load, now, session, settings, shown_again_by

bp = Blueprint("signatures", __name__)


@bp.get("/agreements/<uuid:id>/signatures/new")
def new(id: UUID) -> str | Response:  # noqa: A002 - the name of the part of the address
    agreement, member = load(Agreement, id, Action.SIGN)
    if not agreement.is_open or (member.party and agreement.signature_of(member.party)):
        return done("agreements.show", id=agreement.id)
    return render_template(
        "agreements/sign.html",
        agreement=agreement,
        member=member,
        consequences=consequences(agreement),
        declarations=signature.declarations(agreement, member),
        advice=signature.ADVICE.items(),
    )


@bp.post("/agreements/<uuid:id>/signatures")
@shown_again_by(new)
def create(id: UUID) -> Response:  # noqa: A002
    agreement, member = load(Agreement, id, Action.SIGN)
    password.expect(member)
    sign(
        session(),
        agreement,
        digest=fields.digest(),
        typed_name=fields.text("typed_name", settings().max_title_characters, lines=False),
        statements=signature.statements(agreement, member, consequences(agreement)),
        by=member,
        at=now(),
    )
    return done("agreements.show", id=agreement.id)
