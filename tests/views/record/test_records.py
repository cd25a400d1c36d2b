"""The record: its chains are checked on the page, and the download can be checked without this service."""

import hashlib
import json
from collections.abc import Iterator

import pytest
import rfc8785
from flask.testing import FlaskClient
from sqlalchemy import select, text

from portal.domain.record import KINDS, Event, Stream
from portal.domain.talk.thread import Audience
from tests import factories
from tests.conftest import ClientAs
from tests.factories import Story

Entry = dict[str, object]
READABLE = {
    "editor": {"shared", "organisation"},
    "representative": {"shared", "practitioner", "practitioner_psr"},
    "adviser": {"shared", "psr", "practitioner_psr"},
}
PAST_THE_TRIGGERS = {
    "sqlite": "DROP TRIGGER event_no_update",
    "postgresql": "SET LOCAL session_replication_role = replica",
}


@pytest.fixture
def told(story: Story) -> Story:
    """A story with something in the streams of every side."""
    factories.suggest(story, "practitioner", "aim", "What the practitioner keeps back.")
    factories.suggest(story, "editor", "cases", "What the organisation keeps back.")
    factories.thread(story, "practitioner", Audience.PRACTITIONER_PSR, body="For PSR to read.")
    factories.agree(story, factories.sent(story))
    return story


def downloaded(story: Story, client: FlaskClient) -> list[Entry]:
    answer = client.get(f"/cases/{story.case.id}/record.jsonl")
    assert answer.content_type == "application/jsonl; charset=utf-8"
    assert f'filename="record-{story.case.id}.jsonl"' in answer.headers["Content-Disposition"]
    return [json.loads(line) for line in answer.text.splitlines()]


def faults(entries: list[Entry]) -> Iterator[str]:
    """What is wrong with a downloaded record, found with nothing but hashes, as anybody could."""
    heads: dict[str, tuple[int, str]] = {}
    for entry in entries:
        body = json.loads(entry["body"])
        seq, prev = heads.get(body["stream"], (0, "0" * 64))
        if hashlib.sha256(b"case-event-v1\0" + entry["body"].encode()).hexdigest() != entry["hash"]:
            yield f"{body['stream']} {body['seq']}: hash"
        if (body["seq"], body["prev"]) != (seq + 1, prev):
            yield f"{body['stream']} {body['seq']}: chain"
        for name, salt, value in entry["values"]:
            if hashlib.sha256(rfc8785.dumps([salt, value])).hexdigest() != body["values"][name]:
                yield f"{body['stream']} {body['seq']}: {name}"
        heads[body["stream"]] = body["seq"], entry["hash"]


@pytest.mark.parametrize("role", READABLE)
def test_the_download_verifies_without_the_service(told: Story, client_as: ClientAs, role: str) -> None:
    entries = downloaded(told, client_as(role))
    assert list(faults(entries)) == []
    assert {json.loads(entry["body"])["stream"] for entry in entries} == READABLE[role]


@pytest.mark.parametrize("part", ["hash", "body", "values", "order"])
def test_a_changed_download_does_not_verify(told: Story, client_as: ClientAs, part: str) -> None:
    entries = downloaded(told, client_as("editor"))
    place = next(place for place, entry in enumerate(entries) if entry["values"] and place)
    if part == "order":
        del entries[place - 1]
    elif part == "values":
        entries[place]["values"][0][2] += "."
    elif part == "body":
        entries[place]["body"] = entries[place]["body"].replace("2025-", "2026-")
    else:
        entries[place]["hash"] = entries[place]["hash"][::-1]
    assert list(faults(entries))


def test_what_another_side_keeps_back_is_not_in_the_download(told: Story, client_as: ClientAs) -> None:
    secrets = {
        "practitioner": "What the practitioner keeps back.",
        "organisation": "What the organisation keeps back.",
        "practitioner_psr": "For PSR to read.",
    }
    with told.acting() as session:
        hashes = {event.hash: event.stream.value for event in session.scalars(select(Event))}
    for role, streams in READABLE.items():
        record = client_as(role).get(f"/cases/{told.case.id}/record.jsonl").text
        assert {stream for stream, words in secrets.items() if words in record} == streams & secrets.keys()
        assert {hashes[link] for link in hashes if link in record} == streams


def test_the_page_says_that_every_link_holds(told: Story, client_as: ClientAs) -> None:
    page = client_as("editor").get(f"/cases/{told.case.id}/record").text
    assert page.count("Every link holds.") == 2
    assert "Shared: " in page
    assert "Organisation: 1 entry." in page
    assert "A new revision of the plan was made" in page
    assert "Practitioner" not in page.split("<table", 1)[0].split("<main", 1)[1]


def test_the_page_says_which_entry_does_not_hold(told: Story, client_as: ClientAs) -> None:
    with told.acting() as session:
        session.execute(text(PAST_THE_TRIGGERS[session.get_bind().dialect.name]))
        session.execute(text("UPDATE event SET body = body || ' ' WHERE stream = 'shared' AND seq = 2"))
    page = client_as("editor").get(f"/cases/{told.case.id}/record").text
    assert "Event 2 does not have the hash it was recorded with." in page
    assert list(faults(downloaded(told, client_as("editor")))) == ["shared 2: hash"]


def test_every_event_is_said_in_the_words_of_its_kind(told: Story, client_as: ClientAs) -> None:
    page = client_as("editor").get(f"/cases/{told.case.id}/record").text
    kinds = {json.loads(one["body"])["kind"] for one in downloaded(told, client_as("editor"))}
    assert len(kinds) > 3
    assert all(KINDS[kind].sentence in page for kind in kinds)


def test_an_entry_says_when_who_and_who_can_see_it(told: Story, client_as: ClientAs) -> None:
    page = client_as("representative").get(f"/cases/{told.case.id}/record").text
    sent = page.split("A suggested change was sent", 1)
    row = sent[0].rsplit("<tr>", 1)[1] + sent[1].split("</tr>", 1)[0]
    assert "3 November 2025, 09:0" in row
    assert told.people["practitioner"].name in row
    assert "both parties and PSR" in row


@pytest.mark.parametrize("role", ["observer", "stranger"])
def test_others_find_no_record(told: Story, client_as: ClientAs, role: str) -> None:
    for path in ("record", "record.jsonl"):
        assert client_as(role).get(f"/cases/{told.case.id}/{path}").status_code == 404


def test_an_erased_value_leaves_the_download_whole(told: Story, client_as: ClientAs) -> None:
    with told.acting() as session:
        session.execute(text("DELETE FROM event_value"))
    entries = downloaded(told, client_as("editor"))
    assert list(faults(entries)) == []
    assert {stream for entry in entries for stream in [json.loads(entry["body"])["stream"]]} <= {
        stream.value for stream in Stream
    }
