"""How far a reader has come, as an address carries it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.base import Refused
from portal.domain.plans.read_mark import ReadMark, Seen, mark_as_read, read_mark, read_seen, write_seen
from portal.domain.record import Stream
from tests.factories import Story, agree, sent


@given(st.dictionaries(st.sampled_from(Stream), st.integers(0, 999_999_999)))
def test_what_is_written_is_read_again(seen: dict[Stream, int]) -> None:
    assert read_seen(write_seen(seen)) == seen


@pytest.mark.parametrize("written", ["", "shared", "shared.", "shared.-1", "shared.x", "shared.²", "shared.9999999999"])
def test_whatever_else_stands_there_counts_for_nothing(written: str) -> None:
    assert read_seen(f"{written}-nobody.4-psr.2") == {Stream.PSR: 2}


def read(story: Story, revision: int, by: str = "editor", seen: Seen | None = None) -> ReadMark:
    member, at = story.member(by), story.tick()
    return mark_as_read(story.session, story.plan, revision=revision, seen=seen or {}, by=member, at=at)


def test_the_newest_of_ones_own_marks_counts(story: Story) -> None:
    agree(story, sent(story))
    editor, signatory = story.member("editor"), story.member("signatory")
    assert read_mark(story.session, story.plan, editor) is None
    first = read(story, 1, seen={Stream.SHARED: 4})
    assert (first.revision.number, first.seen, first.at) == (1, {Stream.SHARED: 4}, story.at)
    assert read_mark(story.session, story.plan, editor) is first
    second = read(story, 2, seen={Stream.SHARED: 9, Stream.ORGANISATION: 1})
    theirs = read(story, 1, "signatory")
    assert read_mark(story.session, story.plan, editor) is second
    assert (second.revision.number, second.seen) == (2, {Stream.SHARED: 9, Stream.ORGANISATION: 1})
    assert read_mark(story.session, story.plan, signatory) is theirs


@pytest.mark.parametrize("revision", [0, 2])
def test_a_revision_that_there_is_not_is_not_marked(story: Story, revision: int) -> None:
    with pytest.raises(Refused, match="Open the page again"):
        read(story, revision)
    assert read_mark(story.session, story.plan, story.member("editor")) is None
