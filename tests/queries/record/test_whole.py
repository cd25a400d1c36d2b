"""The record cannot be cut short unseen: what a signature, a sealed PDF or an earlier check names must be there."""

import pytest

from portal.documents.sealed import sealed_document
from portal.domain import record
from portal.domain.record import CheckedHead, Stream
from portal.domain.talk.thread import Audience
from portal.queries.record.whole import Wholeness, wholeness
from portal.web.http import Portal
from tests import factories
from tests.cutting import cut, tamper
from tests.factories import Story

EVERY = list(Stream)


def check(story: Story, streams: list[Stream] = EVERY) -> Wholeness:
    with story.acting() as session:
        return wholeness(session, story.case.id, streams)


def cut_last(story: Story, stream: Stream = Stream.SHARED, last: int = 1) -> None:
    with story.acting() as session:
        cut(session, stream, last)


def remember(story: Story, streams: list[Stream] = EVERY) -> int:
    found = check(story, streams).findings
    with story.acting() as session:
        return record.remember(session, story.case.id, found, story.tick())


def faults(story: Story) -> dict[Stream, str]:
    return {one.stream: one.fault for one in check(story).faults}


def test_a_whole_record_has_no_fault_with_all_that_names_it(app: Portal, story: Story) -> None:
    sealed_document(app.database, app.settings, factories.signed(story).id)
    remember(story)
    assert check(story).faults == []


def test_a_signature_names_the_event_that_told_of_it(story: Story) -> None:
    factories.sign(story, factories.freeze(story))
    cut_last(story)
    gone = "Entries are gone: a signature of 3 November 2025 names one that is no longer there."
    assert faults(story) == {Stream.SHARED: gone}


def test_a_sealed_pdf_names_the_event_that_told_of_the_agreement(app: Portal, story: Story) -> None:
    paper = sealed_document(app.database, app.settings, factories.signed(story).id)
    cut_last(story)
    assert "Entries are gone: a PDF sealed on " in faults(story)[Stream.SHARED]
    assert paper.record_head is not None


@pytest.mark.parametrize("stream", [Stream.SHARED, Stream.PRACTITIONER])
def test_a_check_remembers_where_each_stream_ended(story: Story, stream: Stream) -> None:
    factories.suggest(story)
    factories.thread(story, "practitioner", Audience.PRACTITIONER)
    factories.thread(story)
    remember(story)
    cut_last(story, stream)
    gone = "Entries are gone: the check of 3 November 2025 names one that is no longer there."
    assert faults(story) == {stream: gone}


def test_a_stream_that_is_gone_whole_is_told_of(story: Story) -> None:
    factories.suggest(story)
    remember(story)
    with story.acting() as session:
        tamper(
            session, "DELETE FROM event_value WHERE event_id IN (SELECT id FROM event WHERE stream = 'practitioner')"
        )
        tamper(session, "DELETE FROM event WHERE stream = 'practitioner'")
    assert "the check of 3 November 2025" in faults(story)[Stream.PRACTITIONER]


def test_four_of_twelve_events_cannot_be_cut_from_a_record_that_was_checked(story: Story) -> None:
    while check(story, [Stream.SHARED]).findings[0].events < 12:
        factories.thread(story)
    remember(story)
    cut_last(story, last=4)
    assert Stream.SHARED in faults(story)


def test_a_head_is_remembered_once(story: Story) -> None:
    first = remember(story)
    assert (first > 1, remember(story)) == (True, 0)
    factories.thread(story)
    assert remember(story) == 1


def test_where_a_broken_stream_ends_is_not_remembered(story: Story) -> None:
    with story.acting() as session:
        tamper(session, "UPDATE event SET body = body || ' ' WHERE stream = 'shared' AND seq = 2")
    remember(story)
    with story.acting() as session:
        assert Stream.SHARED not in {one.stream for one in session.query(CheckedHead)}


def test_since_when_is_told_of_the_streams_that_a_reader_may_see(story: Story) -> None:
    factories.suggest(story)
    assert check(story).remembered_since is None
    remember(story, [Stream.PRACTITIONER])
    first = story.at
    remember(story, [Stream.SHARED])
    assert check(story, [Stream.SHARED]).remembered_since == story.at > first
    assert check(story).remembered_since == first
