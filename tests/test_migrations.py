"""The migrations and the domain describe the same database, triggers included, and keep what earlier releases wrote."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from portal.database import make_engine
from portal.domain import record
from portal.domain.agreements.agreement import Agreement, Signature
from portal.domain.base import Base
from portal.domain.checks.dismissal import Dismissal
from portal.domain.checks.rules.draft import CHECK, TRUTH
from portal.domain.checks.spots import Holder, Spot
from portal.domain.notices.notice import NoticeCursor
from portal.domain.plans.plan import Plan
from portal.domain.proposals.proposal import Proposal
from portal.domain.record import Event, SealedDocument, SealedKind
from portal.queries.notices.untold import cases_with_news
from tests.databases import without_tables
from tests.laying import AGREEMENT, CASE, MEMBER, PDF, PLAN, lay_down, lay_down_agreement

ROOT = Path(__file__).resolve().parent.parent
TRIGGERS = {
    "sqlite": "SELECT DISTINCT tbl_name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal",
}


REVISIONS = sorted(
    one.revision for one in ScriptDirectory(str(ROOT / "migrations")).walk_revisions() if one.down_revision
)


def migrate(url: str, revision: str = "head") -> None:
    config = Config(toml_file=ROOT / "pyproject.toml")
    config.attributes["url"] = url
    command.upgrade(config, revision)


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without a table."""
    return without_tables(request.param, tmp_path, lambda: request.getfixturevalue("postgresql_url"))


@pytest.fixture
def migrated(empty: str) -> Iterator[Engine]:
    """A database that was empty before the migrations ran."""
    migrate(empty)
    engine = make_engine(empty)
    yield engine
    engine.dispose()


def test_the_migrations_make_what_the_domain_declares(migrated: Engine) -> None:
    with migrated.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_the_migrations_protect_every_append_only_table(migrated: Engine) -> None:
    append_only = {name for name, table in Base.metadata.tables.items() if table.info.get("append_only")}
    with migrated.connect() as connection:
        assert set(connection.scalars(text(TRIGGERS[migrated.dialect.name]))) == append_only


def test_migrating_twice_changes_nothing(migrated: Engine) -> None:
    migrate(migrated.url.render_as_string(hide_password=False))


@pytest.mark.parametrize("revision", REVISIONS)
def test_what_an_earlier_release_wrote_is_whole_and_still_protected(empty: str, revision: str) -> None:
    migrate(empty, revision)
    earlier = make_engine(empty)
    laid = lay_down(earlier)
    earlier.dispose()
    migrate(empty)
    engine = make_engine(empty)
    with Session(engine) as session:
        found = {name: session.scalar(text(f"SELECT count(*) FROM {name}")) for name in laid}
        assert found == laid
        assert [one.fault for one in record.check(session, CASE, list(record.Stream))] == ["", ""]
        events = session.scalars(select(Event).order_by(Event.stream, Event.seq)).all()
        assert {(one.kind, one.actor, one.subject) for one in events} == {
            (one.facts.kind, one.facts.actor, one.facts.subject) for one in events
        }
        assert session.scalars(select(Proposal)).unique().one().latest.place is None
    for change in ("UPDATE event SET seq = 9", "DELETE FROM event"):
        with engine.connect() as connection, pytest.raises(DBAPIError):
            connection.execute(text(change))
    engine.dispose()


def test_words_that_were_kept_with_the_word_draft_are_decisions_now(empty: str) -> None:
    migrate(empty, "0011")
    earlier = make_engine(empty)
    lay_down(earlier)
    said = {"key": "aim", "label": "1.1", "kind": "paragraph", "text": "A draft.", "fields": [["Note", "Draft 2"]]}
    content = json.dumps({"clauses": [said | {"children": []}]})
    lay_down_agreement(earlier, content, '["aim"]')
    earlier.dispose()
    migrate(empty)
    engine = make_engine(empty)
    with Session(engine) as session:
        made = session.scalars(select(Dismissal).order_by(Dismissal.words)).all()
        assert [(one.words, one.check_name, one.by_id) for one in made] == [
            ("A draft.", "draft", MEMBER),
            ("Draft 2", "draft", MEMBER),
        ]
        spot = Spot(Holder.CLAUSE, "aim", "", "A draft.", "Paragraph 1.1", "clause-aim")
        assert made[0].digest == CHECK.at(spot, (2, 7), TRUTH).digest
        assert set(session.scalars(select(Agreement).where(Agreement.id != AGREEMENT)).one().kept_ids) == {
            one.id for one in made
        }
    engine.dispose()


def test_what_an_earlier_release_signed_and_sealed_names_where_the_record_stood(empty: str) -> None:
    migrate(empty, "0011")
    earlier = make_engine(empty)
    lay_down(earlier)
    earlier.dispose()
    migrate(empty)
    engine = make_engine(empty)
    with Session(engine) as session:
        told = dict(session.execute(select(Event.kind, Event.hash).where(Event.subject == str(AGREEMENT))).all())
        signature = session.scalars(select(Signature)).one()
        assert (signature.record_head, signature.note) == (told["agreement.signed"], "")
        assert session.get_one(Plan, PLAN).designation is None
        paper = session.scalars(select(SealedDocument)).one()
        assert (paper.record_head, paper.pdf) == (told["plan.agreed"], PDF)
        assert (paper.kind, paper.subject_id, paper.case_id) == (SealedKind.AGREEMENT, AGREEMENT, CASE)
        assert paper.file_name == "action-plan-PSR-2025-1.pdf"
    for table in ("signature", "sealed_document"):
        for change in (f"UPDATE {table} SET id = id", f"DELETE FROM {table}"):
            with engine.connect() as connection, pytest.raises(DBAPIError):
                connection.execute(text(change))
    engine.dispose()


def test_what_happened_before_there_were_messages_is_told_to_nobody(empty: str) -> None:
    migrate(empty, "0031")
    earlier = make_engine(empty)
    lay_down(earlier)
    earlier.dispose()
    migrate(empty)
    engine = make_engine(empty)
    with Session(engine) as session:
        assert {(one.stream.value, one.seq) for one in session.scalars(select(NoticeCursor))} == {
            ("shared", 4),
            ("psr", 1),
        }
        assert list(cases_with_news(session)) == []
    engine.dispose()
