"""A case is erased whole and nothing else is; one that must be kept for a court, or whose plan runs, is not."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from portal.database import append_only_lifted
from portal.domain.base import Base, Refused
from portal.domain.cases.case import Case
from portal.domain.keeping import erasing
from portal.domain.keeping.events import WORDS_BLANKED
from portal.domain.keeping.legal_hold import IS_KEPT, KEPT_ALREADY, NO_REASON, NOT_KEPT
from portal.domain.keeping.told_in import owners
from portal.domain.record import Event, Stream, head
from portal.web.http import Portal
from tests import factories
from tests.conftest import ClientAs, told
from tests.every_act import every_kind_of_act
from tests.factories import Story
from tests.test_blanking import PATIENT
from tests.test_blanking_command import REALLY, blank
from tests.test_cli import run

SAID = ("--by", "The owner", "--why", "It is ten years old.")
WHILE_IT_RUNS = datetime(2026, 1, 10, tzinfo=UTC)


def erase(app: Portal, story: Story, *more: str) -> str:
    return run(app, "case", "erase", story.case.reference, *more).output


def keep(app: Portal, story: Story, *said: str) -> str:
    return run(app, "case", "keep", story.case.reference, *(said or SAID)).output


def counted(app: Portal) -> dict[str, int]:
    """How many rows each table has."""
    with app.database.reading() as session:
        tables = Base.metadata.tables.items()
        return {name: session.scalar(select(func.count()).select_from(table)) or 0 for name, table in tables}


def test_every_row_of_the_case_goes_and_none_of_another(app: Portal, story: Story) -> None:
    other = told(app, "other")
    every_kind_of_act(other)
    with app.database.reading() as session:
        end = head(session, other.case.id, Stream.SHARED)
        kept = erasing.rows_of(session, session.get_one(Case, story.case.id))
    before = counted(app)
    assert f"The shared record ended with {end}." in erase(app, other, "--really", *SAID)
    after = counted(app)
    of_cases = {name: count for name, count in after.items() if name in owners() or name == "case_file"}
    assert {name: count for name, count in of_cases.items() if count} == kept
    elsewhere = after.keys() - of_cases.keys() - {"erasure", "stored_file"}
    assert {name: after[name] for name in elsewhere} == {name: before[name] for name in elsewhere}


def test_the_scans_of_an_erased_case_go_with_it_and_those_of_another_stay(app: Portal, story: Story) -> None:
    other = told(app, "other")
    for one in (story, other):
        factories.sent(one, "editor")
        factories.an_entry(one)
    assert counted(app)["stored_file"] == 2
    erase(app, other, "--really", *SAID)
    assert counted(app)["stored_file"] == 1


def test_without_really_it_says_what_would_go_and_changes_nothing(app: Portal, story: Story) -> None:
    before = counted(app)
    said = erase(app, story)
    assert f"event\t{before['event']}\n" in said
    assert "Nothing was changed." in said
    assert counted(app) == before


def test_nobody_finds_an_erased_case_and_their_accounts_are_as_they_were(
    app: Portal, story: Story, client_as: ClientAs
) -> None:
    client = client_as("practitioner")
    assert client.get(f"/cases/{story.case.id}").status_code == 200
    assert "Erased: " in erase(app, story, "--really", *SAID)
    assert client.get(f"/cases/{story.case.id}").status_code == 404
    assert client.get("/account").status_code == 200
    assert client.get("/").status_code == 200


def test_that_it_was_done_is_kept_with_who_asked_for_it(app: Portal, story: Story) -> None:
    erase(app, story, "--really", *SAID)
    with app.database.reading() as session:
        row = session.scalars(select(erasing.Erasure)).one()
    assert (row.reference, row.by, row.why) == (story.case.reference, SAID[1], SAID[3])


def test_a_case_that_must_be_kept_is_neither_erased_nor_covered(app: Portal, story: Story) -> None:
    factories.thread(story, body=PATIENT)
    assert "is kept." in keep(app, story)
    before, sentence = counted(app), IS_KEPT.format(references=story.case.reference)
    assert sentence in erase(app, story, "--really", *SAID)
    assert sentence in blank(app, *REALLY, words=PATIENT)
    assert counted(app) == before
    assert "may go as any other" in run(app, "case", "let-go", story.case.reference).output
    assert "Erased: " in erase(app, story, "--really", *SAID)


def test_it_is_kept_once_and_let_go_once(app: Portal, story: Story) -> None:
    reference = story.case.reference
    assert NOT_KEPT.format(reference=reference) in run(app, "case", "let-go", reference).output
    keep(app, story)
    assert KEPT_ALREADY.format(reference=reference) in keep(app, story)


def test_why_it_is_kept_is_in_no_stream_and_that_it_is_psr_alone_reads(
    app: Portal, story: Story, client_as: ClientAs
) -> None:
    keep(app, story, "--by", "The owner", "--why", "An inquest into a death.")
    kept = "The case must be kept, for a court or an inquiry"
    for role in ("practitioner", "editor", "adviser"):
        page = client_as(role).get(f"/cases/{story.case.id}/record").text
        assert (kept in page) is (role == "adviser")
        assert "inquest" not in page


def test_what_psr_notes_of_a_pause_or_of_keeping_a_case_is_covered_without_telling_the_parties(
    app: Portal, story: Story
) -> None:
    factories.pause(story, note=PATIENT)
    keep(app, story, "--by", "The owner", "--why", PATIENT)
    run(app, "case", "let-go", story.case.reference)
    assert "Covered in " in blank(app, *REALLY, words=PATIENT)
    with app.database.reading() as session:
        told = session.scalars(select(Event.stream).where(Event.kind == WORDS_BLANKED.name)).all()
    assert set(told) == {Stream.PSR}


def test_a_case_whose_agreed_plan_runs_is_not_erased(app: Portal, story: Story) -> None:
    factories.signed(story)
    with pytest.raises(Refused) as refused, app.database.writing() as session, append_only_lifted(session):
        case = session.get_one(Case, story.case.id)
        erasing.erase(session, case, by="The owner", why="Asked.", at=WHILE_IT_RUNS)
    assert refused.value.sentence == erasing.RUNS.format(reference=story.case.reference)


@pytest.mark.parametrize("said", [("--by", "The owner"), ("--why", "Asked."), ("--by", " ", "--why", "Asked.")])
def test_somebody_says_that_it_shall_be_and_why(app: Portal, story: Story, said: tuple[str, ...]) -> None:
    before = counted(app)
    assert NO_REASON in erase(app, story, "--really", *said)
    assert NO_REASON in keep(app, story, *said)
    assert counted(app) == before


def test_a_case_that_is_not_there_is_none(app: Portal) -> None:
    for command in (("keep", *SAID), ("let-go",), ("erase",)):
        said = run(app, "case", command[0], "PSR/0000/0000", *command[1:])
        assert (said.exit_code, "There is no case PSR/0000/0000." in said.output) == (1, True)
