"""Words that must not be kept go from every place at once; every chain verifies, and only those who knew are told."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, LargeBinary, MetaData, String, select, text
from sqlalchemy.exc import DBAPIError

from portal.database import Database, append_only_lifted
from portal.documents.sealed import sealed_document
from portal.domain.agreements.agreement import Agreement
from portal.domain.base import Base, Refused
from portal.domain.keeping import blanking
from portal.domain.keeping.blank import Blank
from portal.domain.keeping.blanking import BEING_SIGNED, Blanked, Blanking
from portal.domain.keeping.places import OURS, columns_of_words, places
from portal.domain.proposals.version import ProposalVersion
from portal.domain.record import Event, SealedDocument, Stream
from portal.domain.talk.thread import READERS, Audience
from portal.queries.record.whole import wholeness
from portal.web.http import Portal
from tests import factories
from tests.bundles import check, unpack
from tests.canaries import planted
from tests.conftest import ClientAs
from tests.factories import WORDS, Story
from tests.planting import Secrets
from tests.test_leaks import A_FEW, pages, read_pdf

AT = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
PATIENT = "Marguerite Quill"


def cover(database: Database, *words: str, by: str = "The owner", why: str = "A patient asked.") -> Blanked:
    with database.writing() as session, append_only_lifted(session):
        return blanking.blank(session, Blank(words), by=by, why=why, at=AT)


def stands_in(engine: Engine, *words: str) -> set[str]:
    """Every column of every table, whatever it is for, with one of the words in it; PDFs by what a reader reads."""
    found, tables = set(), MetaData()
    with engine.connect() as connection:
        tables.reflect(connection)
        for table in tables.sorted_tables:
            for row in connection.execute(select(table)).mappings():
                for column in table.columns:
                    said = row[column.name]
                    said = as_words(said) if isinstance(column.type, LargeBinary) else str(said)
                    found |= {f"{table.name}.{column.name}" for word in words if word.lower() in said.lower()}
    return found


def as_words(body: bytes) -> str:
    return read_pdf(body) if body.startswith(b"%PDF") else body.decode(errors="replace")


def told(story: Story) -> list[Stream]:
    with story.acting() as session:
        kinds = Event.kind == "words.blanked"
        return sorted(session.scalars(select(Event.stream).where(kinds)), key=lambda one: one.value)


def faults(story: Story) -> list[str]:
    with story.acting() as session:
        return [one.fault for one in wholeness(session, story.case.id, list(Stream)).faults]


@pytest.fixture
def secrets(story: Story) -> Secrets:
    """A word in every private place that there is, and both parties' signatures below the agreed text."""
    secrets = planted(story)
    factories.sign(story, factories.sign(story, secrets.frozen, "practitioner"), "signatory", note=PATIENT)
    return secrets


def test_the_words_stand_nowhere_and_the_record_is_whole(
    app: Portal, engine: Engine, secrets: Secrets, client_as: ClientAs, tmp_path: Path
) -> None:
    story, frozen = secrets.story, secrets.frozen
    assert frozen
    sealed_document(app.database, app.settings, frozen.id)
    canaries = [word for word in secrets.sides if word.startswith("canary")]
    words = [*canaries, "Test Practitioner", "twenty cases", "supports the practitioner", PATIENT]
    assert {"revision.canonical", "comment.body", "event_value.value", "sealed_document.pdf"} <= stands_in(
        engine, *words
    )
    done = cover(app.database, *words)
    assert [one.id for one in done.agreements] == [frozen.id]
    sealed_document(app.database, app.settings, frozen.id)
    addresses = {place.name for place in done.left}
    assert stands_in(engine, *words) == addresses <= {"handover.email", "invitation.email", "staff_invitation.email"}
    assert faults(story) == []
    bundle = client_as("practitioner").get(f"/cases/{story.case.id}/record-bundle.zip?private=yes").data
    assert "All of it holds together." in check(unpack(bundle, tmp_path)).said


@pytest.mark.parametrize("role", ["practitioner", "adviser"])
def test_every_page_still_works_and_says_none_of_the_words(
    app: Portal, secrets: Secrets, client_as: ClientAs, role: str
) -> None:
    canaries = [word for word in secrets.sides if word.startswith("canary")]
    cover(app.database, *canaries, "twenty cases")
    client = client_as(role)
    assert [where for where, said in pages(app, client, secrets.places, A_FEW) if "twenty cases" in said] == []


def test_each_private_word_is_known_to_be_of_those_who_may_read_it(app: Portal, secrets: Secrets) -> None:
    """So that nobody learns from an event that something was covered which they never knew of."""
    canaries = {word: sides for word, sides in secrets.sides.items() if word.startswith("canary")}
    with app.database.reading() as session:
        for word, sides in canaries.items():
            found = places(session, Blank([word]))
            assert found, word
            streams = {place.whose.stream for place in found if place.whose}
            assert all(READERS[Audience(stream.value)] <= sides for stream in streams), (word, streams)


def test_what_was_private_is_told_to_its_own_side_alone(app: Portal, story: Story) -> None:
    factories.thread(story, "practitioner", Audience.PRACTITIONER, body=f"I saw {PATIENT}.")
    cover(app.database, PATIENT)
    assert told(story) == [Stream.PRACTITIONER]


def test_both_are_told_of_what_both_read(app: Portal, story: Story, client_as: ClientAs) -> None:
    story.everybody_has_read_the_first_page()
    talk = factories.thread(story, body=f"I saw {PATIENT}.")
    client = client_as("editor")
    assert PATIENT in client.get(f"/threads/{talk.id}").text
    assert PATIENT in client.get(f"/plans/{story.plan.id}").text
    cover(app.database, PATIENT.lower())
    assert told(story) == [Stream.SHARED]
    for address in (f"/threads/{talk.id}", f"/plans/{story.plan.id}"):
        page = client.get(address).text
        assert PATIENT not in page
        assert "█" * len(PATIENT) in page
    record = client.get(f"/cases/{story.case.id}/record").text
    assert "Those who run this service" in record
    assert "Words that must not be kept were covered" in record
    assert client.get(f"/plans/{story.plan.id}/last-look").status_code == 200


def test_a_suggestion_with_covered_words_can_still_be_answered(app: Portal, story: Story) -> None:
    change = factories.sent(story, key="cases", text=WORDS["cases"].replace("each one", f"{PATIENT} and each one"))
    cover(app.database, f"{PATIENT} and each", "twenty cases")
    with app.database.reading() as session:
        version = session.get_one(ProposalVersion, change.latest.id)
        rebuilt = version.before
        for start, end, words in reversed(version.edits):
            rebuilt = rebuilt[:start] + words + rebuilt[end:]
        assert rebuilt == version.after
    agreed = factories.agree(story, change)
    assert "█" in agreed.latest.after
    assert faults(story) == []


def test_an_agreed_text_keeps_what_was_signed_and_the_record_says_what_it_became(app: Portal, story: Story) -> None:
    agreed = factories.signed(story)
    signed_over = story.revisions()[-1].fingerprint
    before = sealed_document(app.database, app.settings, agreed.id)
    cover(app.database, "twenty cases")
    with app.database.reading() as session:
        assert session.scalars(select(SealedDocument)).all() == []
        revision = session.get_one(Agreement, agreed.id).revision
        told_of = session.scalars(select(Event).where(Event.kind == "agreement.blanked")).one()
        values = {one.name: one.value for one in told_of.values}
    now = f"{revision.fingerprint_now} {agreed.digest}"
    assert values == {"was": f"{signed_over} {agreed.digest}", "now": now}
    assert revision.is_covered
    after = sealed_document(app.database, app.settings, agreed.id)
    assert after.sha256 != before.sha256
    assert "twenty cases" not in read_pdf(after.pdf)
    assert revision.fingerprint_now in read_pdf(after.pdf).replace("\n", "")
    assert faults(story) == []


def test_nobody_signs_words_that_were_covered_meanwhile(app: Portal, story: Story, engine: Engine) -> None:
    factories.freeze(story)
    with pytest.raises(Refused) as refused:
        cover(app.database, "twenty cases")
    assert refused.value.sentence == BEING_SIGNED.format(references=story.case.reference)
    assert "revision.canonical" in stands_in(engine, "twenty cases")


def test_a_crash_in_the_middle_leaves_everything_as_it_was(
    app: Portal, story: Story, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    factories.thread(story, body=f"I saw {PATIENT}.")
    before = stands_in(engine, PATIENT)
    monkeypatch.setattr(blanking, "_tell", crash)
    with pytest.raises(KeyboardInterrupt):
        cover(app.database, PATIENT)
    assert stands_in(engine, PATIENT) == before != set()
    expect_protected(engine)


def expect_protected(engine: Engine) -> None:
    for table in ("comment", "event", "revision"):
        for change in (f"UPDATE {table} SET id = id", f"DELETE FROM {table}"):
            with engine.connect() as connection, pytest.raises(DBAPIError, match="append-only"):
                connection.execute(text(change))


def test_what_takes_no_changes_takes_none_afterwards(app: Portal, story: Story, engine: Engine) -> None:
    factories.thread(story, body=f"I saw {PATIENT}.")
    cover(app.database, PATIENT)
    expect_protected(engine)
    with app.database.reading() as session:
        row = session.scalars(select(Blanking)).one()
    assert (row.by, row.why, row.places) == ("The owner", "A patient asked.", 2)


@pytest.mark.parametrize(("by", "why"), [("", "Why"), ("Who", " "), ("Who", f"As {PATIENT} asked.")])
def test_who_asked_and_why_is_said_without_the_words(app: Portal, story: Story, by: str, why: str) -> None:
    factories.thread(story, body=f"I saw {PATIENT}.")
    with pytest.raises(Refused, match="without the words themselves"):
        cover(app.database, PATIENT, by=by, why=why)


def test_words_that_stand_nowhere_change_nothing(app: Portal, story: Story) -> None:
    with pytest.raises(Refused, match="stand nowhere"):
        cover(app.database, PATIENT)


def test_every_column_of_text_is_searched_or_is_the_portals_own() -> None:
    known = {f"{table.name}.{column.name}" for table in Base.metadata.tables.values() for column in table.columns}
    assert known >= OURS
    searched = {
        f"{column.table.name}.{column.name}"
        for table in Base.metadata.tables.values()
        for column in columns_of_words(table)
    }
    of_text = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, String) and column.computed is None and not hasattr(column.type, "enum_class")
    }
    assert searched | OURS == of_text | (searched & OURS)
