"""The checker that goes with each bundle, alone in a folder: it finds a good bundle good, and every altered one not."""

import json
from collections.abc import Iterator
from contextlib import chdir
from dataclasses import replace
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from portal.database import Database, make_engine
from portal.documents.record_bundle import CHECKER, write_bundle
from portal.documents.sealed import sealed_document
from portal.domain.cases.case import Case
from portal.domain.record import START
from portal.domain.record.chain import PREFIX
from portal.domain.talk.thread import Audience
from portal.queries.record.bundle import agreed_texts, bundle_of
from tests import factories
from tests.altering import ALTERED, linked_anew_with_heads
from tests.bundles import check, cover_up, unpack
from tests.conftest import settings_for
from tests.databases import SqliteLender
from tests.factories import OPENED, Story

LONGEST = 150
TEXT = st.text(st.characters(exclude_categories=["Cs"]))
BODIES = st.recursive(
    TEXT | st.integers(-(2**53) + 1, 2**53 - 1),
    lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner),
)


def load_checker() -> Any:
    spec = spec_from_file_location("check_bundle", CHECKER)
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


canonical = load_checker().canonical


@given(BODIES)
def test_it_writes_what_entries_are_made_of_as_rfc_8785_says(body: Any) -> None:
    assert canonical(body).encode() == rfc8785.dumps(body)


@pytest.mark.parametrize("other", [1.5, None, True, b"", [1.0], {"a": None}])
def test_it_refuses_what_no_entry_is_made_of(other: object) -> None:
    with pytest.raises(ValueError, match="nothing that an entry is made of"):
        canonical(other)


def test_it_can_be_read_in_a_sitting() -> None:
    assert len(CHECKER.read_text("utf-8").splitlines()) <= LONGEST


class Taken(NamedTuple):
    """What the practitioner takes away of a plan signed, varied and signed anew on paper; `later` some time after."""

    to_pass_on: bytes
    private: bytes
    later: bytes


@pytest.fixture(scope="module")
def taken(sqlite_lender: SqliteLender, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Taken]:
    with sqlite_lender("issued") as lent, chdir(tmp_path_factory.mktemp("sealing")):
        database = Database(make_engine(lent.url))
        story = replace(lent.story(), database=database)
        factories.suggest(story, "practitioner", "aim", "What the practitioner keeps back.")
        factories.signed(story)
        factories.varied(story, "cases", "Other words for cases.")
        factories.signed_on_paper(story)
        factories.thread(story, "practitioner", Audience.PRACTITIONER, body="Said at the end.")
        to_pass_on, private = (take(database, story, private) for private in (False, True))
        factories.thread(story, "practitioner", Audience.SHARED, body="Said later.")
        yield Taken(to_pass_on, private, take(database, story, True))
        database.engine.dispose()


def take(database: Database, story: Story, private: bool) -> bytes:
    with database.reading() as session:
        case, member = session.get_one(Case, story.case.id), story.member("practitioner", session)
        texts = agreed_texts(session, case, member)
        papers = {one.id: sealed_document(database, settings_for(database), one.id) for one in texts}
        return write_bundle(bundle_of(session, case, member, papers, private=private, at=OPENED))


@pytest.fixture
def bundle(taken: Taken, tmp_path: Path) -> Path:
    """The practitioner's bundle, unpacked, with all that only their side can see."""
    return unpack(taken.private, tmp_path)


@pytest.mark.parametrize("private", [False, True])
def test_a_good_bundle_holds(taken: Taken, tmp_path: Path, private: bool) -> None:
    said, is_good = check(unpack(taken.private if private else taken.to_pass_on, tmp_path))
    assert is_good, said
    assert "record/shared.json: " in said
    assert "entries, each as it was written, with none missing." in said
    assert ("record/practitioner.json: " in said) == private
    assert said.count("the words and the signatures fit together.") == 2
    assert said.endswith("All of it holds together.\n")


@pytest.mark.parametrize("what", ALTERED)
def test_an_altered_bundle_is_found_even_where_its_list_of_fingerprints_was_made_to_fit(
    bundle: Path, what: str
) -> None:
    alter, sentence = ALTERED[what]
    alter(bundle)
    cover_up(bundle)
    said, is_good = check(bundle)
    assert sentence in said
    assert not is_good
    assert "Traceback" not in said


def test_a_file_that_was_changed_taken_out_or_put_in_is_named(bundle: Path) -> None:
    (bundle / "people.json").write_text("{}", "utf-8")
    (bundle / "README.txt").unlink()
    (bundle / "more.txt").write_text("More.", "utf-8")
    said, is_good = check(bundle)
    for name in ("people.json", "README.txt"):
        assert f"PROBLEM in SHA256SUMS: {name} is missing, or not as it was put into the bundle." in said
    assert "PROBLEM in SHA256SUMS: more.txt was not put in by the service." in said
    assert "Problems: 3." in said
    assert not is_good


@pytest.mark.parametrize("name", ["heads.json", "record/shared.json", "SHA256SUMS", "agreed-1/signatures.json"])
@pytest.mark.parametrize("written", ["", "[]", "{}", "null", '[{"hash": 1}]', "\N{SNOWMAN}"])
def test_what_cannot_be_read_is_said_and_never_breaks_the_checker(bundle: Path, name: str, written: str) -> None:
    (bundle / name).write_text(written, "utf-8")
    said, is_good = check(bundle)
    assert "PROBLEM" in said
    assert "Traceback" not in said
    assert not is_good


def test_a_later_bundle_goes_on_from_an_earlier_one(taken: Taken, bundle: Path, tmp_path: Path) -> None:
    later = unpack(taken.later, tmp_path / "later")
    said, is_good = check(later, bundle / "heads.json")
    assert is_good, said
    assert "heads.json: the record goes on from where it ended then." in said
    said, is_good = check(bundle, later / "heads.json", checker=CHECKER)
    assert "Where shared ended then is no longer in it: entries were cut or changed since." in said
    assert not is_good


def test_a_record_written_anew_from_its_start_shows_beside_an_earlier_bundle(
    taken: Taken, bundle: Path, tmp_path: Path
) -> None:
    forged = unpack(taken.later, tmp_path / "forged")
    linked_anew_with_heads(forged)
    cover_up(forged)
    assert "Where shared ended then is no longer in it" in check(forged, bundle / "heads.json").said


def test_an_earlier_bundle_of_another_case_is_none(bundle: Path, tmp_path: Path) -> None:
    (tmp_path / "other.json").write_text(json.dumps({"case_id": "another", "heads": {}}), "utf-8")
    assert "other.json: It is of another case." in check(bundle, tmp_path / "other.json").said


def test_it_reckons_as_the_portal_does() -> None:
    checker = load_checker()
    assert (PREFIX.decode(), START) == (checker.PREFIX, checker.START)
