"""A small case laid down in the tables of any release, by plain rows: what a later one finds when it migrates."""

import hashlib
import uuid
from datetime import UTC, datetime
from typing import Any

import rfc8785
from sqlalchemy import Boolean, Connection, DateTime, Engine, Integer, MetaData, Table, Uuid, func, insert, select

from portal.domain.record.chain import PREFIX, START, commitment

AT = datetime(2025, 11, 3, 9, 0, tzinfo=UTC)
PERSON, CASE, MEMBER, PLAN, REVISION, PROPOSAL, VERSION, THREAD = (uuid.UUID(int=number) for number in range(1, 9))
AGREEMENT, ORGANISATION = uuid.UUID(int=9), uuid.UUID(int=10)
PDF = b"%PDF-1.7 as it was sealed"
CONTENT = '{"clauses":[],"schema":"plan-content-v1","stages":[],"start":"","title":"A plan","type":""}'
SALT = "5a" * 32
ROWS: dict[str, dict[str, Any]] = {
    "person": {"id": PERSON, "email": "old@example.org", "name": "Old Hand"},
    "organisation": {"id": ORGANISATION, "name": "Trust", "known_as": "trust", "kind": "healthcare organisation"},
    "case_file": {
        "id": CASE,
        "reference": "PSR/2025/1",
        "organisation": "Trust",
        "organisation_id": ORGANISATION,
        "practitioner": "Dr Hill",
    },
    "membership": {"id": MEMBER, "case_id": CASE, "person_id": PERSON, "side": "psr"},
    "participation": {"membership_id": MEMBER, "side": "psr", "role": "PSR adviser"},
    "plan": {"id": PLAN, "case_id": CASE, "draft": CONTENT},
    "issue": {"plan_id": PLAN, "party": "organisation", "by_id": MEMBER},
    "revision": {"id": REVISION, "plan_id": PLAN, "number": 1, "canonical": CONTENT, "by_id": MEMBER},
    "proposal": {"id": PROPOSAL, "plan_id": PLAN, "kind": "reword", "side": "organisation", "by_id": MEMBER},
    "amendment": {"id": PROPOSAL, "clause_key": "aim"},
    "proposal_version": {
        "id": VERSION,
        "proposal_id": PROPOSAL,
        "base_revision_id": REVISION,
        "number": 1,
        "terms": '{"place": ""}',
        "stored_edits": "[]",
        "fit": "written",
        "by_id": MEMBER,
    },
    "thread": {"id": THREAD, "plan_id": PLAN, "clause_key": "aim", "audience": "shared", "by_id": MEMBER},
    "comment": {"thread_id": THREAD, "body": "How often?", "by_id": MEMBER},
    "agreement": {"id": AGREEMENT, "plan_id": PLAN, "revision_id": REVISION, "opened_by_id": MEMBER},
    "signature": {
        "agreement_id": AGREEMENT,
        "party": "practitioner",
        "role": "practitioner",
        "statements": "[]",
        "by_id": MEMBER,
    },
    "sealed_document": {
        "agreement_id": AGREEMENT,
        "case_id": CASE,
        "kind": "agreement",
        "subject_id": AGREEMENT,
        "file_name": "action-plan-PSR-2025-1.pdf",
        "sha256": hashlib.sha256(PDF).hexdigest(),
        "pdf": PDF,
    },
}
CLOSED_LISTS = {"profession": "doctor", "drafted_by": "psr"}
ABOUT_THE_AGREEMENT = ("agreement.signed", "plan.agreed")


def lay_down(engine: Engine) -> dict[str, int]:
    """Put the case into those of these tables that there are; how many rows each has then."""
    tables = MetaData()
    tables.reflect(engine)
    rows = {name: row for name, row in ROWS.items() if name in tables.tables}
    with engine.begin() as connection:
        before = {name: connection.scalar(select(func.count()).select_from(tables.tables[name])) or 0 for name in rows}
        for name, row in rows.items():
            _put(connection, tables.tables[name], row)
        _tell(connection, tables, "shared", ["case.opened", "plan.issued", *ABOUT_THE_AGREEMENT])
        _tell(connection, tables, "psr", ["plan.imported"])
    return {name: number + 1 for name, number in before.items()} | {"event": 5, "event_value": 5}


def lay_down_agreement(engine: Engine, content: str, kept_drafts: str) -> None:
    """A second revision that says this, frozen with these paragraphs kept."""
    tables = MetaData()
    tables.reflect(engine)
    revision = {"id": uuid.uuid4(), "plan_id": PLAN, "number": 2, "canonical": content, "by_id": MEMBER}
    agreement = {"plan_id": PLAN, "revision_id": revision["id"], "opened_by_id": MEMBER, "kept_drafts": kept_drafts}
    with engine.begin() as connection:
        _put(connection, tables.tables["revision"], revision)
        _put(connection, tables.tables["agreement"], agreement)


def _put(connection: Connection, table: Table, row: dict[str, Any]) -> None:
    """One row, with something plain in every other column that must not be empty."""
    needed = {one.name: _plain(one.type) for one in table.columns if not (one.nullable or one.server_default)}
    known = {name: value for name, value in row.items() if name in table.columns}
    known |= {name: words for name, words in CLOSED_LISTS.items() if name in table.columns}
    written = needed | known
    if connection.dialect.name == "sqlite":
        written = {name: one.hex if isinstance(one, uuid.UUID) else one for name, one in written.items()}
    connection.execute(insert(table).values(written))


def _plain(kind: Any) -> Any:
    if isinstance(kind, Boolean):
        return False
    if isinstance(kind, DateTime):
        return AT
    if isinstance(kind, Integer):
        return 0
    return uuid.uuid4() if isinstance(kind, Uuid) or str(kind) == "CHAR(32)" else "x"


def _tell(connection: Connection, tables: MetaData, stream: str, kinds: list[str]) -> None:
    prev = START
    for seq, kind in enumerate(kinds, start=1):
        body = rfc8785.dumps(
            {
                "v": 1,
                "case": str(CASE),
                "stream": stream,
                "seq": seq,
                "prev": prev,
                "shared_head": prev if stream == "shared" else START,
                "at": "2025-11-03T09:00:00.000000Z",
                "actor": str(MEMBER),
                "kind": kind,
                "subject": str(AGREEMENT if kind in ABOUT_THE_AGREEMENT else CASE),
                "values": {"number": commitment(SALT, "1")},
            }
        )
        event, linked = uuid.uuid4(), hashlib.sha256(PREFIX + body).hexdigest()
        row = {"id": event, "case_id": CASE, "stream": stream, "seq": seq, "body": body.decode(), "prev_hash": prev}
        _put(connection, tables.tables["event"], row | {"hash": linked})
        value = {"event_id": event, "name": "number", "salt": SALT, "value": "1"}
        _put(connection, tables.tables["event_value"], value)
        prev = linked
