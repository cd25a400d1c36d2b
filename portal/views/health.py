"""For whatever watches the service: is it well?"""

from flask import Blueprint

from portal.database import answers
from portal.web.http import open_to_all, session

bp = Blueprint("health", __name__)


@bp.get("/healthz")
@open_to_all
def show() -> tuple[dict[str, str], int]:
    """200 and "ok" while the database answers, else 503."""
    if answers(session()):
        return {"status": "ok"}, 200
    return {"status": "the database does not answer"}, 503
