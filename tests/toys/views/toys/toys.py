"""A toy's page, and giving it another name."""

from uuid import UUID

from flask import Blueprint, request
from werkzeug.wrappers import Response

from portal.actions import Action
from portal.domain.toys.toy import Toy  # type: ignore[import-not-found]
from portal.web.http import done, load, now, session

bp = Blueprint("toys", __name__)


@bp.get("/toys/<uuid:id>")
def show(id: UUID) -> str:  # noqa: A002 - the name of the part of the address
    toy, _ = load(Toy, id, Action.VIEW_CASE)
    return f"This toy is called {toy.name}."


@bp.post("/toys/<uuid:id>/names")
def create(id: UUID) -> Response:  # noqa: A002
    toy, member = load(Toy, id, Action.VIEW_CASE)
    toy.call(session(), request.form["name"], by=member, at=now())
    return done("toys.show", id=toy.id)
