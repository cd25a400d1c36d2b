"""The organisation learns of a representative when the practitioner says so, and by nothing else."""

import pytest

from portal.domain.base import Refused
from portal.domain.cases import events
from portal.domain.record import Stream
from portal.domain.talk.thread import Audience
from tests.domain.told import told
from tests.factories import Story, name_representative, stop_naming, take_off, thread


def test_the_organisation_is_told_and_not_told_that_it_was_taken_back(story: Story) -> None:
    name_representative(story)
    assert [one.stream for one in told(story, events.REPRESENTATIVE_NAMED)] == [Stream.SHARED]
    stop_naming(story)
    assert [one.stream for one in told(story, events.REPRESENTATIVE_NOT_NAMED)] == [Stream.PRACTITIONER_PSR]


def test_it_is_told_once_and_taken_back_once(story: Story) -> None:
    with pytest.raises(Refused, match="not told of them"):
        stop_naming(story)
    name_representative(story)
    with pytest.raises(Refused, match="told already"):
        name_representative(story)
    stop_naming(story)
    name_representative(story)
    assert story.member("representative").is_named


def test_whoever_has_left_is_not_named(story: Story) -> None:
    take_off(story, "representative", by="practitioner")
    with pytest.raises(Refused, match="no longer on this case"):
        name_representative(story)


def test_a_representative_writes_where_the_organisation_reads_only_once_it_was_told(story: Story) -> None:
    with pytest.raises(Refused, match="who can see"):
        thread(story, "representative", Audience.SHARED)
    name_representative(story)
    assert thread(story, "representative", Audience.SHARED).audience is Audience.SHARED
    stop_naming(story)
    with pytest.raises(Refused, match="who can see"):
        thread(story, "representative", Audience.SHARED)
    thread(story, "representative", Audience.PRACTITIONER_PSR)
