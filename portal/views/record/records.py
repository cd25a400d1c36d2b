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

IN_WORDS = {
    "case.opened": "The case was opened",
    "participant.added": "Somebody was given a role on the case",
    "plan.imported": "A draft was imported or mended",
    "plan.issued": "The plan was issued to both parties",
    "proposal.drafted": "A suggestion was prepared",
    "proposal.changed": "A suggestion was changed",
    "proposal.put_forward": "A suggested change was sent",
    "proposal.withdrawn": "A suggestion was taken back",
    "proposal.rebased": "A suggestion was fitted to new words, or no longer fits",
    "proposal.confirmed": "A suggestion was confirmed by its author's side",
    "proposal.superseded": "A suggestion was settled by another change",
    "bundle.put_forward": "Several suggested changes were sent together",
    "answer.kept": "An answer was kept for later",
    "answer.removed": "An answer kept for later was removed",
    "answer.cautioned": "A representative said that they would ask first",
    "answer.caution_removed": "A representative no longer says that they would ask first",
    "proposal.assented": "A suggested change was agreed to",
    "proposal.declined": "A suggested change was not agreed to",
    "plan.revised": "A new revision of the plan was made",
    "thread.started": "A conversation was started",
    "thread.commented": "Somebody replied in a conversation",
    "thread.settled": "A conversation was settled",
    "thread.reopened": "A settled conversation was taken up again",
    "question.asked": "A question was asked about a suggested change",
    "comments.copied": "Copies of private comments were put forward",
    "advice_time.taken": "A party said how long it takes advice",
    "agreement.opened": "The text was frozen for signing",
    "agreement.cancelled": "The frozen text was reopened",
    "agreement.declined": "A party declined to sign",
    "agreement.signed": "A party signed",
    "plan.agreed": "The plan was agreed",
    "plan.withdrawn": "PSR withdrew the plan: it was issued in error",
    "safety_action.taken": "The organisation took an action for safety",
    "safety_action.discussed": "Somebody commented on an action taken for safety",
    "safety_action.ended": "An action taken for safety was ended",
}


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
        in_words=IN_WORDS,
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
