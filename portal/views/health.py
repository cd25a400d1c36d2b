"""For whatever watches the service: is this process alive, and can it serve people?"""

from typing import cast

from flask import Blueprint, current_app

from portal.database import answers
from portal.schema import newest, revision_of
from portal.web.http import Portal, open_to_all, session

bp = Blueprint("health", __name__)


@bp.get("/healthz")
@open_to_all
def show() -> dict[str, str]:
    """200 while this process answers, whatever its database does: starting it anew would not bring that back."""
    return {"status": "ok"}


@bp.get("/readyz")
@open_to_all
def ready() -> tuple[dict[str, str], int]:
    """200 while people can be sent here: the tables are those of this release, and take changes; else 503."""
    if not answers(session()):
        return {"status": "the database does not answer"}, 503
    if revision_of(session()) != newest():
        return {"status": "the tables are not those of this release"}, 503
    if not cast(Portal, current_app).database.takes_changes():
        return {"status": "the database takes no changes"}, 503
    return {"status": "ok"}, 200
