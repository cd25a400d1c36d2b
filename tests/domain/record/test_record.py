"""The record: every chain can be checked, and every tampering is found."""

import json
import multiprocessing
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError

from portal.database import Database
from portal.domain import record
from portal.domain.agreements.events import SIGNED
from portal.domain.base import Base
from portal.domain.record import START, Event, EventValue, Finding, Stream
from portal.domain.talk.events import COMMENTED
from portal.domain.talk.thread import Audience
from tests.cutting import cut, tamper
from tests.domain.record.appending import append_events
from tests.factories import OPENED, Story, a_case, agree, keep, sent, signed, suggest, suggest_weeks, thread

PROCESSES, EACH = 8, 50
CUT = "Entries are gone: entry 2 of another part of the record names one that is no longer there."


@pytest.fixture
def told(story: Story) -> Story:
    """A story with events in several streams."""
    suggest_weeks(story)
    keep(story, sent(story, key="aim"))
    agree(story, sent(story))
    thread(story, audience=Audience.PRACTITIONER_PSR)
    return story


def check(story: Story) -> dict[Stream, Finding]:
    story.session.flush()
    story.session.expire_all()
    return {finding.stream: finding for finding in record.check(story.session, story.case.id, list(Stream))}


def test_every_stream_checks(told: Story) -> None:
    found = check(told)
    assert set(found) == {Stream.SHARED, Stream.PSR, Stream.PRACTITIONER, Stream.ORGANISATION, Stream.PRACTITIONER_PSR}
    assert {finding.fault for finding in found.values()} == {""}


def test_a_whole_story_to_its_signing_checks(story: Story) -> None:
    agree(story, sent(story))
    signed(story)
    assert {finding.fault for finding in check(story).values()} == {""}


@pytest.mark.parametrize("body", ["body || ' '", "replace(body, 'actor', 'author')", "'{}'"])
def test_a_changed_body_is_found(told: Story, body: str) -> None:
    tamper(told.session, f"UPDATE event SET body = {body} WHERE stream = 'shared' AND seq = 2")
    assert "Entry 2" in check(told)[Stream.SHARED].fault


def test_a_changed_body_with_its_hash_made_to_fit_is_found(told: Story) -> None:
    event = told.session.scalars(select(Event).where(Event.stream == Stream.SHARED, Event.seq == 2)).one()
    body = json.dumps({**json.loads(event.body), "kind": SIGNED.name}, sort_keys=True, separators=(",", ":"))
    link = record.link(body.encode())
    tamper(
        told.session,
        "UPDATE event SET body = :body, hash = :hash WHERE stream = 'shared' AND seq = 2",
        body=body,
        hash=link,
    )
    assert check(told)[Stream.SHARED].fault


def test_a_dropped_event_is_found(told: Story) -> None:
    tamper(told.session, "DELETE FROM event_value WHERE event_id IN (SELECT id FROM event WHERE seq = 3)")
    tamper(told.session, "DELETE FROM event WHERE stream = 'shared' AND seq = 3")
    assert check(told)[Stream.SHARED].fault


def test_the_end_of_the_shared_stream_cannot_be_cut_where_a_private_event_names_it(told: Story) -> None:
    cut(told.session, Stream.SHARED, 1)
    found = check(told)
    assert found[Stream.SHARED].fault == CUT
    assert {one.fault for stream, one in found.items() if stream is not Stream.SHARED} == {""}


def test_what_is_written_after_a_cut_does_not_hide_it(told: Story) -> None:
    cut(told.session, Stream.SHARED, 1)
    thread(told)
    assert "Entries are gone" in check(told)[Stream.SHARED].fault


def test_a_stream_of_which_nothing_is_left_is_found(told: Story) -> None:
    tamper(told.session, "DELETE FROM event_value WHERE event_id IN (SELECT id FROM event WHERE stream = 'shared')")
    tamper(told.session, "DELETE FROM event WHERE stream = 'shared'")
    assert (check(told)[Stream.SHARED].events, "Entries are gone" in check(told)[Stream.SHARED].fault) == (0, True)


def test_a_body_that_says_nothing_is_found_with_its_hash_made_to_fit(told: Story) -> None:
    tamper(
        told.session,
        "UPDATE event SET body = '{}', hash = :hash WHERE stream = 'shared' AND seq = 2",
        hash=record.link(b"{}"),
    )
    assert check(told)[Stream.SHARED].fault == "Entry 2 cannot be read."


def test_a_stream_passed_off_as_another_is_found(told: Story) -> None:
    tamper(told.session, "UPDATE event SET stream = 'organisation_psr' WHERE stream = 'organisation'")
    assert check(told)[Stream.ORGANISATION_PSR].fault


def test_a_changed_value_is_found(told: Story) -> None:
    value = told.session.scalars(select(EventValue).where(EventValue.name == "reason")).first()
    value.value = "Another reason."
    assert any("value" in finding.fault for finding in check(told).values())


def test_a_value_nobody_committed_to_is_found(told: Story) -> None:
    event = told.session.scalars(select(Event).where(Event.stream == Stream.SHARED)).first()
    told.session.add(EventValue(event_id=event.id, name="planted", salt="0" * 64, value="words"))
    assert check(told)[Stream.SHARED].fault


def test_erasing_values_keeps_every_chain_valid(told: Story) -> None:
    told.session.execute(text("DELETE FROM event_value"))
    assert {finding.fault for finding in check(told).values()} == {""}


def test_private_events_cite_the_shared_head_and_never_the_reverse(told: Story) -> None:
    events = told.session.scalars(select(Event)).all()
    shared = {event.hash for event in events if event.stream is Stream.SHARED} | {START}
    private = {event.hash for event in events if event.stream is not Stream.SHARED}
    assert {json.loads(event.body)["shared_head"] for event in events} <= shared
    assert not any(link in event.body for link in private for event in events if event.stream is Stream.SHARED)


def test_what_is_private_leaves_no_gap_in_the_shared_stream(told: Story) -> None:
    numbers = told.session.scalars(select(Event.seq).where(Event.stream == Stream.SHARED).order_by(Event.seq)).all()
    assert numbers == list(range(1, len(numbers) + 1))


def test_an_event_says_nothing_that_its_values_hold(story: Story) -> None:
    proposal = suggest(story, text="Words for nobody else.", reason="A private reason.")
    bodies = " ".join(story.session.scalars(select(Event.body)))
    assert proposal.latest.after not in bodies
    assert proposal.reason not in bodies


@pytest.mark.parametrize("again", ["seq", "prev_hash"])
def test_the_database_refuses_a_fork(told: Story, again: str) -> None:
    first = told.session.scalars(select(Event).where(Event.stream == Stream.SHARED, Event.seq == 1)).one()
    fork = {"seq": 1000, "prev_hash": "f" * 64, again: getattr(first, again)}
    told.session.add(Event(case_id=first.case_id, stream=Stream.SHARED, body="{}", hash="0" * 64, **fork))
    with pytest.raises(IntegrityError):
        told.session.flush()
    told.session.rollback()


def test_the_database_refuses_to_change_what_happened(story: Story) -> None:
    agree(story, sent(story))
    thread(story)
    signed(story)
    for name, table in Base.metadata.tables.items():
        if table.info.get("append_only") and story.session.scalar(select(func.count()).select_from(table)):
            for change in (f"UPDATE {name} SET id = id", f"DELETE FROM {name}"):
                with pytest.raises(IntegrityError, match=f"{name} is append-only"), story.session.begin_nested():
                    story.session.execute(text(change))


def test_eight_processes_at_once_make_one_chain(database_url: str, database: Database) -> None:
    with database.writing() as session:
        story = a_case(session)
    before = check_shared(database, story).events
    forks = multiprocessing.get_context("forkserver")
    forks.set_forkserver_preload([append_events.__module__])
    arguments = (database_url, story.case.id, story.members["editor"].id, EACH)
    processes = [forks.Process(target=append_events, args=arguments) for _ in range(PROCESSES)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0] * PROCESSES
    finding = check_shared(database, story)
    assert (finding.events - before, finding.fault) == (PROCESSES * EACH, "")


def check_shared(database: Database, story: Story) -> Finding:
    with database.reading() as session:
        return record.check(session, story.case.id, [Stream.SHARED])[0]


@given(st.text(max_size=64), st.text(max_size=200), st.text(max_size=200))
def test_a_commitment_fits_one_value_only(salt: str, value: str, other: str) -> None:
    assert (record.commitment(salt, value) == record.commitment(salt, other)) == (value == other)


def test_events_keep_their_time_to_the_microsecond(story: Story) -> None:
    at = OPENED.replace(microsecond=123_456)
    by = story.member("editor")
    event = story.case.tell(story.session, Stream.SHARED, COMMENTED, by=by, subject=story.case.id, at=at)
    assert event.facts == record.Facts(COMMENTED.name, str(by.id), str(story.case.id), at)


def test_events_of_several_streams_keep_each_streams_order_whatever_the_clock_says(told: Story) -> None:
    told.at -= timedelta(days=1)
    suggest(told, key="cases")
    agree(told, sent(told, key="aim"))
    found = record.events(told.session, told.case.id, list(Stream))
    ordered = record.in_order(found, lambda one: one.facts.at)
    assert len(ordered) == len(found)
    for stream in Stream:
        assert [one for one in ordered if one.stream is stream] == [one for one in found if one.stream is stream]


def test_events_of_several_streams_lie_beside_each_other_by_their_times(told: Story) -> None:
    found = record.events(told.session, told.case.id, list(Stream))
    moments = [one.facts.at for one in record.in_order(found, lambda one: one.facts.at)]
    assert moments == sorted(moments)
