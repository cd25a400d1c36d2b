"""`flask blank` lists where words stand without saying them, and covers them when it is told so."""

from pathlib import Path

from sqlalchemy import select
from sqlalchemy.engine import make_url

from portal.documents.sealed import sealed_document
from portal.domain.keeping.blanking import Blanking
from portal.domain.talk.thread import Audience
from portal.web import letters
from portal.web.http import Portal
from portal.web.mailing import Letter
from tests import factories
from tests.factories import Story
from tests.test_blanking import PATIENT, stands_in
from tests.test_cli import run
from tests.test_outbox import contents, put

REALLY = ("--really", "--by", "The owner", "--why", "A patient asked.")


def blank(app: Portal, *more: str, words: str = f"{PATIENT.upper()}\n\n943 476 5919\n") -> str:
    answer = app.test_cli_runner().invoke(args=["blank", "-", *more], input=words)
    assert PATIENT.lower() not in answer.output.lower()
    return answer.output


def test_without_really_it_says_where_the_words_stand_and_changes_nothing(app: Portal, story: Story) -> None:
    factories.thread(story, body=f"{PATIENT}, that is {PATIENT}, 9434765919.")
    said = blank(app)
    assert f"case {story.case.reference}\tcomment.body\t3\n" in said
    assert "Nothing was changed." in said
    assert stands_in(app.database.engine, PATIENT)


def test_it_says_that_no_words_are_found_in_scans_and_documents(app: Portal, story: Story) -> None:
    assert "Scans and documents" not in blank(app)
    factories.sent(story, "editor")
    factories.came_back(story, factories.paper_for(story), factories.YES)
    said = blank(app)
    assert "Scans and documents: 1. In files no words are found" in said
    assert "The words stand nowhere else." in said


def test_it_covers_the_words_in_the_database_in_its_files_and_in_letters(
    app: Portal, story: Story, tmp_path: Path
) -> None:
    factories.thread(story, body=f"{PATIENT}.", audience=Audience.PRACTITIONER)
    put(app, Letter("a@example.org", f"About {PATIENT}", f"It is {PATIENT},\nzoë.\n"))
    assert "letters in the outbox: 1" in blank(app)
    said = blank(app, *REALLY)
    assert "Covered in " in said
    assert "Sealed anew: 0. Letters: 0." in said
    engine = app.database.engine
    assert stands_in(engine, PATIENT) == set()
    (kept,) = app.outbox.newest(10)
    assert kept.letter.subject == f"About {'█' * 16}"
    assert f"It is {'█' * 16},\nzoë." in kept.letter.body
    assert not any(PATIENT in words for words in contents(tmp_path / "outbox"))
    url = make_url(str(engine.url))
    if engine.dialect.name == "sqlite":
        files = Path(str(url.database)).parent.glob(f"{Path(str(url.database)).name}*")
        assert not any(PATIENT.encode() in file.read_bytes() for file in files)
    with app.database.reading() as session:
        assert session.scalars(select(Blanking)).one().by == "The owner"


def test_an_agreed_plan_is_sealed_anew_and_everybody_of_both_parties_gets_a_letter(app: Portal, story: Story) -> None:
    agreed = factories.signed(story)
    before = sealed_document(app.database, app.settings, agreed.id).sha256
    said = blank(app, *REALLY, words="twenty cases")
    assert "Sealed anew: 1. Letters: 4." in said
    written = app.outbox.newest(10)
    roles = ("editor", "signatory", "practitioner", "representative")
    assert {kept.letter.to for kept in written} == {f"{role}@example.org" for role in roles}
    assert {kept.letter.subject for kept in written} == {letters.COVERED}
    assert not any(story.case.reference in kept.letter.body for kept in written)
    assert sealed_document(app.database, app.settings, agreed.id).sha256 != before
    assert run(app, "record", "verify").exit_code == 0


def test_what_cannot_be_done_is_said_and_changes_nothing(app: Portal, story: Story) -> None:
    factories.thread(story, body=PATIENT)
    put(app, Letter("a@example.org", PATIENT, "Words.\n"))
    assert "Give the words" in blank(app, words="\n")
    assert "Give the words" in blank(app, words="ab\n")
    assert "Say who asks for it, and why" in blank(app, "--really")
    assert stands_in(app.database.engine, PATIENT)
    assert app.outbox.newest(1)[0].letter.subject == PATIENT


def test_an_address_stays_and_is_pointed_out(app: Portal, story: Story) -> None:
    said = blank(app, *REALLY, words="editor@example.org")
    assert "person.email: an address, which stays; see flask people move" in said
    assert stands_in(app.database.engine, "editor@example.org") == {"person.email"}
