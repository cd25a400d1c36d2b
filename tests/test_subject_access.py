"""A person asks what is held about them: one controller's file, read by a named person before it leaves."""

from pathlib import Path

import pytest
from click.testing import Result
from sqlalchemy import select

from portal.cli.subject_access import IS_THERE, LONGEST, TOO_LONG
from portal.documents.subject_access import NONE_OF_OURS, NOT_READ, READ_FIRST, digest_of
from portal.domain.people.account_event import AccountChange, AccountEvent
from portal.queries.people.subject_access import NO_CASE
from portal.web.http import Portal
from tests.factories import Story, act_for_safety, name_representative, pause, sent, suggest, take_off
from tests.test_cli import run

ASKED = ("--asked", "By letter of 2 January; we rang her.")
TRUST = "Harbour Trust"


def make(app: Portal, file: Path, role: str, controller: str, *other: str) -> Result:
    command = ("subject-access", "make", str(file), "--email", f"{role}@example.org", "--controller", controller)
    return run(app, *command, *(other or ASKED))


def words(app: Portal, file: Path, role: str, controller: str) -> str:
    made = make(app, file, role, controller)
    assert made.exit_code == 0, made.output
    return file.read_text("utf-8")


def release(app: Portal, file: Path, to: Path, role: str = "practitioner", *other: str) -> Result:
    command = ("subject-access", "release", str(file), str(to), "--email", f"{role}@example.org")
    return run(app, *command, *(other or ("--by", "Ada Reader", "--left-out", "A colleague's name.")))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "waits.txt"


@pytest.fixture
def told(story: Story) -> Story:
    """Something said in each place, by whom it is easily told."""
    suggest(story, "editor", reason="Private to the trust.")
    suggest(story, "practitioner", reason="Private to the doctor.")
    sent(story, "practitioner", key="aim", text="Sent by the doctor.")
    act_for_safety(story)
    return story


@pytest.mark.parametrize(
    ("role", "controller", "said", "not_said"),
    [
        (
            "practitioner",
            TRUST,
            ["Sent by the doctor.", "Private to the trust."],
            ["Private to the doctor.", "Password"],
        ),
        (
            "practitioner",
            "PSR",
            ["Sent by the doctor.", "Password"],
            ["Private to the doctor.", "Private to the trust."],
        ),
        ("editor", TRUST, ["Private to the trust."], ["Sent by the doctor."]),
        ("adviser", TRUST, [], ["Sent by the doctor.", "Private to the trust."]),
    ],
)
def test_each_controller_tells_what_it_may_read(
    app: Portal, told: Story, file: Path, role: str, controller: str, said: list[str], not_said: list[str]
) -> None:
    text = words(app, file, role, controller)
    assert [one for one in said if one not in text] == []
    assert [one for one in not_said if one in text] == []
    assert f"Case {told.case.reference}: " in text


def test_it_names_nobody_else(app: Portal, told: Story, file: Path) -> None:
    text = words(app, file, "practitioner", TRUST)
    assert "somebody of the organisation" in text
    assert [one.name for role, one in told.people.items() if role != "practitioner" and one.name in text] == []


def test_who_has_left_the_case_is_told_what_stays_of_them(app: Portal, story: Story, file: Path) -> None:
    suggest(story, "signatory", reason="Said before I left.")
    take_off(story, "signatory")
    text = words(app, file, "signatory", TRUST)
    assert "Said before I left." in text
    assert ", until " in text


@pytest.mark.parametrize("is_named", [True, False])
def test_an_organisation_is_not_told_by_it_who_represents_a_practitioner(
    app: Portal, story: Story, file: Path, is_named: bool
) -> None:
    if is_named:
        name_representative(story)
    text = words(app, file, "representative", TRUST)
    assert (story.case.reference in text) is is_named


def test_why_psr_paused_the_case_is_told_to_the_practitioner_by_psr_alone(
    app: Portal, story: Story, tmp_path: Path
) -> None:
    pause(story, note="He had an operation.")
    texts = {
        (role, controller): words(app, tmp_path / f"{role}{controller}", role, controller)
        for role in ("practitioner", "representative", "editor")
        for controller in ("PSR", TRUST)
    }
    told = [one for one, text in texts.items() if "He had an operation." in text]
    assert told == [("practitioner", "PSR")]


def test_a_file_waits_until_a_named_person_has_read_it(app: Portal, told: Story, file: Path, tmp_path: Path) -> None:
    waiting = words(app, file, "practitioner", TRUST)
    assert waiting.startswith(f"{NOT_READ}\n{READ_FIRST}\n")
    assert file.stat().st_mode & 0o077 == 0
    file.write_text(waiting.replace("Private to the trust.", "[left out]"), "utf-8")
    to = tmp_path / "leaves.txt"
    assert release(app, file, to).exit_code == 0
    leaves = to.read_text("utf-8")
    assert leaves.startswith("Read by Ada Reader on ")
    assert "Left out: A colleague's name." in leaves
    assert "[left out]" in leaves
    assert not [one for one in (NOT_READ, READ_FIRST, "Private to the trust.") if one in leaves]
    with app.database.reading() as session:
        theirs = select(AccountEvent).where(AccountEvent.person_id == told.people["practitioner"].id)
        made, let_go = session.scalars(theirs.order_by(AccountEvent.at)).all()[-2:]
    assert (made.change, made.said) == (AccountChange.FILE_MADE, f"{TRUST}: {ASKED[1]}")
    assert let_go.change is AccountChange.FILE_RELEASED
    assert let_go.said == f"Read by Ada Reader. Left out: A colleague's name.. SHA-256 {digest_of(leaves)}"


@pytest.mark.parametrize("wrong", ["no file of ours", "of somebody else", "let go already", "there already", "nobody"])
def test_nothing_leaves_that_was_not_read(app: Portal, story: Story, file: Path, tmp_path: Path, wrong: str) -> None:
    waiting, to, role, other = words(app, file, "practitioner", TRUST), tmp_path / "leaves.txt", "practitioner", ()
    if wrong == "no file of ours":
        file.write_text(waiting.removeprefix(NOT_READ), "utf-8")
    elif wrong == "of somebody else":
        role = "editor"
    elif wrong == "let go already":
        release(app, file, tmp_path / "before.txt")
        file = tmp_path / "before.txt"
    elif wrong == "there already":
        to.write_text("Something else.", "utf-8")
    else:
        other = ("--by", "  ")
    refused = release(app, file, to, role, *other)
    sentences = {"there already": IS_THERE.format(file=to), "nobody": "Say who has read it."}
    assert refused.exit_code == 1
    assert sentences.get(wrong, NONE_OF_OURS) in refused.output
    assert not to.exists() or to.read_text("utf-8") == "Something else."


def test_a_controller_that_has_no_case_is_none(app: Portal, story: Story, file: Path) -> None:
    refused = make(app, file, "practitioner", "Quayside Trust")
    assert (refused.exit_code, NO_CASE.format(controller="Quayside Trust") in refused.output) == (1, True)
    assert not file.exists()


def test_what_is_kept_with_the_account_has_a_limit(app: Portal, story: Story, file: Path) -> None:
    refused = make(app, file, "practitioner", TRUST, "--asked", "x" * (LONGEST + 1))
    assert (refused.exit_code, TOO_LONG in refused.output, file.exists()) == (1, True, False)
