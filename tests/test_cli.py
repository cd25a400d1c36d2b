"""What those who run the service type."""

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result
from sqlalchemy import select, text

from portal.domain.people.person import Person, find
from portal.domain.plans.plan import Plan
from portal.domain.plans.renewal import renewed
from portal.domain.record import CheckedHead, EventValue, Stream
from portal.web.http import Portal
from tests.cutting import cut
from tests.factories import Story

REFUSE_ROWS = {
    "sqlite": ["CREATE TRIGGER no_row BEFORE INSERT ON checked_head BEGIN SELECT RAISE(ABORT, 'read only'); END"],
    "postgresql": ["ALTER TABLE checked_head ADD CONSTRAINT no_row CHECK (hash = '') NOT VALID"],
}
NUMBERED = "A plan\n\n1. Aim\n1.1 Patients are safe.\n"


def run(app: Portal, *arguments: str) -> Result:
    return app.test_cli_runner().invoke(args=list(arguments))


def test_an_account_can_be_made_once(app: Portal) -> None:
    command = ("people", "add", "--email", "New@example.org", "--name", "Ada", "--password", "twelve letters")
    assert run(app, *command).exit_code == 0
    again = run(app, *command)
    assert again.exit_code != 0
    assert "has an account already" in again.output
    with app.database.reading() as session:
        found = find(session, "new@example.org")
        assert isinstance(found, Person)
        assert not found.opens_cases


def test_an_adviser_imports_a_draft_in_the_new_form_and_gets_it_back_with_the_same_fingerprint(
    app: Portal, story: Story, tmp_path: Path
) -> None:
    file, reference = tmp_path / "plan.md", story.case.reference
    for _ in range(2):
        exported = run(app, "plan", "export", "--case", reference)
        file.write_text(exported.output, "utf-8")
        command = ("plan", "import", str(file), "--case", reference, "--by", "adviser@example.org")
        assert run(app, *command).exit_code == 0
    with app.database.reading() as session:
        first, second, third = session.scalars(select(Plan).order_by(Plan.imported_at)).unique().all()
        assert renewed(first.draft_content).content == second.draft_content
        assert second.draft == third.draft


@pytest.mark.parametrize("email", ["practitioner@example.org", "nobody@example.org"])
def test_only_the_cases_adviser_imports(app: Portal, story: Story, tmp_path: Path, email: str) -> None:
    file = tmp_path / "plan.txt"
    file.write_text(NUMBERED, "utf-8")
    answer = run(app, "plan", "import", str(file), "--case", story.case.reference, "--by", email)
    assert answer.exit_code != 0
    assert "may not bring a draft" in answer.output


def test_a_changed_value_makes_the_check_fail(app: Portal, story: Story) -> None:
    assert run(app, "record", "verify").exit_code == 0
    with app.database.writing() as session:
        value = session.scalars(select(EventValue).limit(1)).one()
        value.value = "something else"
    failed = run(app, "record", "verify")
    assert failed.exit_code != 0
    assert "not the one it was recorded with" in failed.output


def heads(app: Portal) -> int:
    with app.database.reading() as session:
        return session.query(CheckedHead).count()


def test_a_check_remembers_where_the_record_ends_and_finds_what_was_cut_from_it(app: Portal, story: Story) -> None:
    first = run(app, "record", "verify")
    assert first.output.splitlines()[-1].startswith("Where the chains end is remembered; ")
    remembered = heads(app)
    assert remembered > 0
    assert "remembered; 0 had new entries" in run(app, "record", "verify").output
    assert heads(app) == remembered
    with app.database.writing() as session:
        cut(session, Stream.SHARED, 1)
    failed = run(app, "record", "verify")
    assert failed.exit_code != 0
    assert "names one that is no longer there" in failed.output


def test_a_check_of_a_database_that_takes_no_change_says_that_it_did_not_remember(app: Portal, story: Story) -> None:
    with app.database.writing() as session:
        for statement in REFUSE_ROWS[session.get_bind().dialect.name]:
            session.execute(text(statement))
    checked = run(app, "record", "verify")
    assert checked.exit_code == 0
    assert "It holds." in checked.output
    assert "Where the chains end was not remembered: the database took no change (" in checked.output
    assert heads(app) == 0


def test_the_demonstration_says_its_password_each_time(app: Portal) -> None:
    first, second = run(app, "demo"), run(app, "demo")
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert first.output == second.output
    assert "practitioner@example.org" in first.output


def test_real_people_never_meet_the_demonstrations(app: Portal) -> None:
    app.settings = replace(
        app.settings, demo=False, secret_keys=("a-key-of-tests-" * 3,), public_url="https://plans.example.org"
    )
    refused = run(app, "demo")
    assert (refused.exit_code, "The demonstration is off" in refused.output) == (1, True)
    with app.database.reading() as session:
        assert session.scalars(select(Person.id).where(Person.email == "practitioner@example.org")).all() == []


def test_missing_sealed_documents_of_agreements_and_feedback_are_made_once(app: Portal) -> None:
    assert run(app, "demo").exit_code == 0
    plan_feedback_and_correction = 3
    assert f"Sealed: {plan_feedback_and_correction}." in run(app, "documents", "seal").output
    assert "Sealed: 0." in run(app, "documents", "seal").output
