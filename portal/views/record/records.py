"""The record: what happened on a case, for those entitled to see it, with its chains checked."""

from uuid import UUID

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from portal.actions import Action
from portal.domain.cases.case import Case
from portal.domain.talk.thread import Audience
from portal.queries.cases.names import names
from portal.queries.plans.history import streams_of
from portal.queries.record.entries import changes_in, entries, how_many, said_of_people
from portal.queries.record.whole import wholeness
from portal.web import fields
from portal.web.http import done, load, session, settings

bp = Blueprint("records", __name__)


@bp.get("/cases/<uuid:id>/record")
def show(id: UUID) -> str | Response:  # noqa: A002 - the name of the part of the address
    case, member = load(Case, id, Action.VIEW_RECORD)
    streams, limits = streams_of(member.side), settings()
    shown = entries(session(), case.id, streams, fields.page_number(), limits.entries_per_page)
    if shown.number > 1 and not shown.things:
        return done("records.show", id=case.id)
    checks = "check" in request.args or how_many(session(), case.id, streams) <= limits.entries_checked_unasked
    return render_template(
        "record/records/show.html",
        case=case,
        shown=shown,
        whole=wholeness(session(), case.id, streams) if checks else None,
        changes=changes_in(session(), shown.things, member),
        names={str(key): name for key, name in names(case, member).items()},
        seen_by=_seen_by(case),
        said_of_people=said_of_people,
    )


def _seen_by(case: Case) -> dict[str, str]:
    """Who sees the events of each stream, in words."""
    return {audience.value: audience.in_words(case) for audience in Audience} | {"shared": "both parties and PSR"}
