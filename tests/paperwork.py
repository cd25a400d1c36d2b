"""What PSR types and chooses on the pages of papers, and what came of it."""

import re
from io import BytesIO

from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from portal.domain.papers.entry import PaperEntry
from portal.domain.papers.paper import Paper
from portal.domain.proposals.proposal import Proposal, Status
from portal.domain.record import Event
from portal.web.http import Portal
from tests.factories import a_scan

FROM_ITS_PAGE = re.compile(r'name="(digest|fingerprint)" value="([^"]*)"')
Sent = dict[str, object]


def the_scan(body: bytes | None = None) -> tuple[BytesIO, str]:
    return BytesIO(a_scan().body if body is None else body), "scan.png"


def on_paper(paper: Paper, **changed: object) -> Sent:
    """A form that says yes to the first words of a paper, given on the day on which the paper was made."""
    first = {"how": "on paper", "told_on": paper.at.date().isoformat(), "answer-1": "agree", "file": the_scan()}
    return first | changed


def entered(client: FlaskClient, paper: Paper, **changed: object) -> TestResponse:
    return client.post(f"/papers/{paper.id}/entries", data=on_paper(paper, **changed))


def confirmation(client: FlaskClient, entry: PaperEntry) -> dict[str, str]:
    """The form that confirms an entry, as its page shows it now and as somebody fills it in who has compared it."""
    shown = dict(FROM_ITS_PAGE.findall(client.get(f"/paper-entries/{entry.id}").text))
    return shown | {"paper_code": entry.paper.code, "compared": "yes"}


def confirmed(client: FlaskClient, entry: PaperEntry, **changed: str) -> TestResponse:
    return client.post(f"/paper-entries/{entry.id}/confirmations", data=confirmation(client, entry) | changed)


def status(app: Portal, change: Proposal) -> Status:
    with app.database.reading() as session:
        return session.get_one(Proposal, change.id).status


def entries(app: Portal) -> int:
    with app.database.reading() as session:
        return session.scalar(select(func.count()).select_from(PaperEntry))


def newest(app: Portal) -> PaperEntry:
    with app.database.reading() as session:
        return session.scalars(select(PaperEntry).order_by(PaperEntry.at.desc())).unique().first()


def fresh(session: Session, proposal: Proposal) -> Proposal:
    session.expire_all()
    return session.get_one(Proposal, proposal.id)


def told(session: Session, kind: str) -> list[dict[str, str]]:
    found = session.scalars(select(Event).where(Event.kind == kind).order_by(Event.seq))
    return [{one.name: one.value for one in event.values} for event in found]
