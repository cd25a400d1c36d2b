"""For whatever watches the service: is it well?"""

from flask import Blueprint

from portal.queries.health import database_answers
from portal.web.http import open_to_all, session

bp = Blueprint("health", __name__)


@bp.get("/healthz")
@open_to_all
def show() -> tuple[dict[str, str], int]:
    """200 and "ok" while the database answers, else 503."""
    if database_answers(session()):
        return {"status": "ok"}, 200
    return {"status": "the database does not answer"}, 503
