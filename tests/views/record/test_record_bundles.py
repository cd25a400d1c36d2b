"""The copy of the record that a member takes away: what it holds for whom; it is checked without the portal."""

import hashlib
import json
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.documents.record_bundle import CHECKER
from portal.documents.sealed import sealed_document
from portal.domain.record import Event, EventValue
from portal.domain.talk.thread import Audience
from portal.web.http import Portal
from tests import factories
from tests.bundles import check, files_of, unpack, words_of
from tests.conftest import ClientAs
from tests.cutting import tamper
from tests.factories import Story

READABLE = {
    "editor": {"shared", "organisation", "organisation_psr"},
    "representative": {"shared", "practitioner", "practitioner_psr"},
    "reviewer": {"shared", "psr", "organisation_psr", "practitioner_psr"},
}
PRIVATE = {
    "practitioner": "What the practitioner keeps back.",
    "organisation": "What the organisation keeps back.",
    "practitioner_psr": "For PSR to read.",
}


@pytest.fixture
def told(story: Story) -> Story:
    """An agreed plan, with something in the streams of every side."""
    factories.suggest(story, "practitioner", "aim", PRIVATE["practitioner"])
    factories.suggest(story, "editor", "cases", PRIVATE["organisation"])
    factories.thread(story, "practitioner", Audience.PRACTITIONER_PSR, body=PRIVATE["practitioner_psr"])
    factories.signed(story)
    return story


def take(story: Story, client: FlaskClient, asked: str = "?private=yes") -> bytes:
    answer = client.get(f"/cases/{story.case.id}/record-bundle.zip{asked}")
    assert answer.content_type == "application/zip"
    assert 'filename="record-PSR-2025-0001.zip"' in answer.headers["Content-Disposition"]
    return answer.data


def streams(bundle: bytes) -> set[str]:
    return {Path(name).stem for name in files_of(bundle) if name.startswith("record/")}


@pytest.mark.parametrize("role", READABLE)
def test_a_member_takes_the_streams_of_their_side_and_the_checker_holds_them_good(
    told: Story, client_as: ClientAs, tmp_path: Path, role: str
) -> None:
    bundle = take(told, client_as(role))
    assert streams(bundle) == READABLE[role]
    said, is_good = check(unpack(bundle, tmp_path))
    assert is_good, said


@pytest.mark.parametrize("role", READABLE)
@pytest.mark.parametrize("asked", ["", "?private=", "?private=no"])
def test_without_asking_only_what_everybody_sees_goes_in(
    told: Story, client_as: ClientAs, tmp_path: Path, role: str, asked: str
) -> None:
    bundle = take(told, client_as(role), asked)
    assert streams(bundle) == {"shared"}
    assert set(json.loads(files_of(bundle)["heads.json"])["heads"]) == READABLE[role]
    assert not any(words in words_of(bundle) for words in PRIVATE.values())
    assert check(unpack(bundle, tmp_path)).is_good


def test_what_another_side_keeps_back_is_in_nobody_elses_copy(told: Story, client_as: ClientAs) -> None:
    with told.acting() as session:
        hashes = {event.hash: event.stream.value for event in session.scalars(select(Event))}
    for role, readable in READABLE.items():
        words = words_of(take(told, client_as(role)))
        assert {stream for stream, said in PRIVATE.items() if said in words} == readable & PRIVATE.keys()
        assert {hashes[link] for link in hashes if link in words} <= readable


def test_a_representative_is_named_in_a_copy_for_those_who_know_them(told: Story, client_as: ClientAs) -> None:
    name = told.people["representative"].name
    named = {
        (role, asked): name in words_of(take(told, client_as(role), asked))
        for role in READABLE
        for asked in ("", "?private=yes")
    }
    assert {who for who, is_named in named.items() if is_named} == {
        ("representative", "?private=yes"),
        ("reviewer", "?private=yes"),
    }


def test_the_sealed_pdf_and_the_agreed_words_are_in_it(app: Portal, told: Story, client_as: ClientAs) -> None:
    files = files_of(take(told, client_as("editor"), ""))
    with told.acting() as session:
        agreement = told.present_plan(session).agreed
        assert agreement
        paper = sealed_document(app.database, app.settings, agreement.id)
        assert files["agreed-1/action-plan-PSR-2025-0001.pdf"] == paper.pdf
        assert files["agreed-1/content.json"].decode() == agreement.revision.canonical
        assert hashlib.sha256(files["agreed-1/agreement.json"]).hexdigest() == agreement.digest
    signed = json.loads(files["agreed-1/signatures.json"])
    assert {one["name"] for one in signed["signatures"]} == {"Test Practitioner", "Test Signatory"}
    assert files["check_bundle.py"] == CHECKER.read_bytes()


def test_before_anything_is_agreed_the_record_can_be_taken_too(
    story: Story, client_as: ClientAs, tmp_path: Path
) -> None:
    bundle = take(story, client_as("practitioner"))
    assert not any(name.startswith("agreed-") for name in files_of(bundle))
    assert check(unpack(bundle, tmp_path)).is_good


def test_without_a_seal_the_record_can_be_taken_all_the_same(
    app: Portal, told: Story, client_as: ClientAs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portal.documents.seal._demonstration", lambda: b"no key")
    bundle = take(told, client_as("editor"))
    assert not any(name.endswith(".pdf") for name in files_of(bundle))
    said, is_good = check(unpack(bundle, tmp_path))
    assert is_good, said


def test_an_erased_value_leaves_the_copy_whole(told: Story, client_as: ClientAs, tmp_path: Path) -> None:
    with told.acting() as session:
        session.query(EventValue).delete()
    said, is_good = check(unpack(take(told, client_as("editor")), tmp_path))
    assert is_good, said


@pytest.mark.parametrize("body", ["body || ' '", "'{}'", "'[]'", """'{"seq": 12345678901234567890}'"""])
def test_what_was_changed_in_the_database_shows_in_the_copy(
    told: Story, client_as: ClientAs, tmp_path: Path, body: str
) -> None:
    with told.acting() as session:
        tamper(session, f"UPDATE event SET body = {body} WHERE stream = 'shared' AND seq = 2")
    said, is_good = check(unpack(take(told, client_as("editor")), tmp_path))
    assert "PROBLEM in record/shared.json: Entry 2 was changed after it was written." in said
    assert not is_good


def test_the_choice_says_what_goes_in_and_is_off(told: Story, client_as: ClientAs) -> None:
    page = client_as("practitioner").get(f"/cases/{told.case.id}/record-bundle").text
    tick = page.split('id="private"', 1)[1].split(">", 1)[0]
    assert "checked" not in tick
    assert "Include what only your side can see" in page
    assert "the sealed plan" in page
    assert hashlib.sha256(CHECKER.read_bytes()).hexdigest() in page


def test_the_record_and_the_agreed_plan_lead_to_the_choice(told: Story, client_as: ClientAs) -> None:
    told.everybody_has_read_the_first_page()
    with told.acting() as session:
        agreed = told.present_plan(session).agreed
        assert agreed
        pages = [f"/cases/{told.case.id}/record", f"/agreements/{agreed.id}", f"/plans/{told.plan.id}"]
    for role in ("practitioner", "editor"):
        for page in pages:
            assert f'href="/cases/{told.case.id}/record-bundle"' in client_as(role).get(page).text


@pytest.mark.parametrize("role", ["observer", "stranger"])
def test_others_find_no_copy(told: Story, client_as: ClientAs, role: str) -> None:
    for path in ("record-bundle", "record-bundle.zip", "record-bundle.zip?private=yes"):
        assert client_as(role).get(f"/cases/{told.case.id}/{path}").status_code == 404
