"""The record: what happened on a case, for those entitled to see it, with its chains checked."""

import json
from uuid import UUID

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from portal.domain.cases.case import Case
from portal.domain.talk.thread import Audience
from portal.policy import Action
from portal.queries.cases.names import names
from portal.queries.plans.history import record_of
from portal.web.http import load, session

bp = Blueprint("records", __name__)


@bp.get("/cases/<uuid:id>/record")
def show(id: UUID) -> str:  # noqa: A002 - the name of the part of the address
    case, member = load(Case, id, Action.VIEW_RECORD)
    events, findings = record_of(session(), case.id, member)
    actors = {str(key): name for key, name in names(case, member).items()}
    return render_template(
        "record/records/show.html",
        case=case,
        events=sorted(events, key=lambda event: event.facts.at),
        findings=findings,
        names=actors,
        seen_by=_seen_by(case),
    )


@bp.get("/cases/<uuid:id>/record.jsonl")
def download(id: UUID) -> Response:  # noqa: A002
    """One event a line, with the values it commits to, for checking without this service."""
    case, member = load(Case, id, Action.VIEW_RECORD)
    events, _ = record_of(session(), case.id, member)
    lines = [
        json.dumps(
            {
                "body": event.body,
                "hash": event.hash,
                "values": [[value.name, value.salt, value.value] for value in event.values],
            }
        )
        for event in events
    ]
    headers = {"Content-Disposition": f'attachment; filename="record-{case.id}.jsonl"'}
    return Response("\n".join(lines) + "\n", content_type="application/jsonl; charset=utf-8", headers=headers)


def _seen_by(case: Case) -> dict[str, str]:
    """Who sees the events of each stream, in words."""
    return {audience.value: audience.in_words(case) for audience in Audience} | {"shared": "both parties and PSR"}
