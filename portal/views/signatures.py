"""Signing: the password again, the declarations, and the digest of the text that was shown (design §7)."""

from uuid import UUID

from flask import Blueprint, g, render_template, request
from werkzeug.wrappers import Response

from portal import identity
from portal.domain import people
from portal.domain.agreement import Agreement
from portal.domain.base import Refused
from portal.domain.signing import sign
from portal.forms import fields, signature
from portal.http import done, load, now, session, settings, shown_again_by
from portal.policy import Action
from portal.queries.agreements import consequences

bp = Blueprint("signatures", __name__)

WRONG = "That is not your password. Check it and try again. Nothing is signed."


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
def create(id: UUID) -> Response | tuple[str, int]:  # noqa: A002
    agreement, member = load(Agreement, id, Action.SIGN)
    if not _gave_password(member.person):
        g.refused = Refused(WRONG, "password")
        page = new(id)
        return (page, 422) if isinstance(page, str) else page
    sign(
        session(),
        agreement,
        digest=fields.digest(),
        typed_name=fields.text("typed_name", settings().max_title_characters, lines=False),
        statements=signature.statements(agreement, member, consequences(agreement)),
        by=member,
        at=now(),
    )
    identity.refresh(now())
    return done("agreements.show", id=agreement.id)


def _gave_password(person: people.Person) -> bool:
    """Whether the right password stands in the form; a wrong one is counted, and kept, like a failed sign-in."""
    limits = settings()
    attempts, minutes = limits.sign_in_attempts, limits.sign_in_window_minutes
    if people.is_throttled(session(), email=person.email, at=now(), attempts=attempts, minutes=minutes):
        raise Refused(people.SLOW_DOWN.format(minutes=minutes), "password")
    password = request.form.get("password", "")
    return people.sign_in(session(), email=person.email, password=password, at=now()) is not None
