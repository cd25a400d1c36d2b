"""What an event says in the clear, word for word: a check in other hands must come to the same hashes."""

import hashlib
import json
from datetime import UTC, datetime, timedelta, timezone

from sqlalchemy import select

from portal.domain import record
from portal.domain.record import START, Event, Stream
from portal.domain.talk.events import COMMENTED
from tests.factories import Story

AT = datetime(2026, 7, 1, 10, 30, tzinfo=timezone(timedelta(hours=1)))


def append(story: Story, stream: Stream, **values: str) -> record.Event:
    by = story.member("editor")
    return story.case.tell(story.session, stream, COMMENTED, by=by, subject=story.plan.id, at=AT, values=values)


def test_it_says_who_did_what_when_and_cites_the_event_before(story: Story) -> None:
    shared = record.events(story.session, story.case.id, [Stream.SHARED])[-1]
    first, second = append(story, Stream.ORGANISATION), append(story, Stream.ORGANISATION)
    assert json.loads(second.body) == {
        "v": 1,
        "case": str(story.case.id),
        "stream": "organisation",
        "seq": 2,
        "prev": first.hash,
        "shared_head": shared.hash,
        "at": "2026-07-01T09:30:00.000000Z",
        "actor": str(story.members["editor"].id),
        "kind": "thread.commented",
        "subject": str(story.plan.id),
        "values": {},
    }
    assert (first.prev_hash, first.seq, second.prev_hash, second.seq) == (START, 1, first.hash, 2)
    assert second.hash == hashlib.sha256(b"case-event-v1\0" + second.body.encode()).hexdigest()
    assert second.facts == ("thread.commented", str(story.members["editor"].id), str(story.plan.id), AT)
    assert second.facts.at.tzinfo == UTC


def test_before_the_first_event_a_stream_stands_at_64_zeros(story: Story) -> None:
    assert record.head(story.session, story.case.id, Stream.ORGANISATION_PSR) == "0" * 64


def test_events_written_together_follow_each_other_and_are_in_the_database_at_the_end(story: Story) -> None:
    with record.batch(story.session):
        first, second = append(story, Stream.SHARED), append(story, Stream.SHARED)
        assert {first, second} <= set(story.session.new)
    assert not story.session.new
    assert (second.seq, second.prev_hash) == (first.seq + 1, first.hash)


def test_its_values_can_be_checked_by_their_salt(story: Story) -> None:
    event = append(story, Stream.SHARED, body="Yes.", note="")
    committed = json.loads(event.body)["values"]
    for value in event.values:
        written = json.dumps([value.salt, value.value], separators=(",", ":"))
        assert committed.pop(value.name) == hashlib.sha256(written.encode()).hexdigest()
        assert len(value.salt) == 64
    assert committed == {}
    assert {value.name: value.value for value in event.values} == {"body": "Yes.", "note": ""}


def test_a_check_tells_how_far_each_stream_has_come(story: Story) -> None:
    events = [append(story, Stream.ORGANISATION) for _ in range(2)]
    [finding] = record.check(story.session, story.case.id, [Stream.ORGANISATION, Stream.PRACTITIONER])
    assert (finding.stream, finding.events, finding.head, finding.fault) == (
        Stream.ORGANISATION,
        2,
        events[-1].hash,
        "",
    )
    assert record.head(story.session, story.case.id, Stream.ORGANISATION) == events[-1].hash
    assert record.head(story.session, story.case.id, Stream.PRACTITIONER) == START


def test_what_it_says_in_the_clear_can_be_asked_of_the_database(story: Story) -> None:
    event = append(story, Stream.ORGANISATION)
    asked = select(Event.kind, Event.actor, Event.subject, Event.at).where(Event.id == event.id)
    actor = str(story.members["editor"].id)
    told = ("thread.commented", actor, str(story.plan.id), "2026-07-01T09:30:00.000000Z")
    assert story.session.execute(asked).one() == told
