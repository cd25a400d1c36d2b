"""The day when a plan starts, and notes at the foot of a page, as people write them in plain text."""

import pytest

from portal.documents.plain import read_plain
from tests.documents.limits import GENEROUS


@pytest.mark.parametrize(
    "line",
    [
        "Starts: Monday 1 March 2027",
        "Start of the programme: 1st March 2027",
        "Commencement date: 01/03/2027",
        "Begins on: 2027-03-01",
        "First day: 1 March 2027",
    ],
)
def test_the_start_is_read_however_people_call_it(line: str) -> None:
    reading = read_plain(f"Plan\n{line}\n1. Aims\n1.1 One.\n", limits=GENEROUS)
    assert (reading.content.start, reading.not_understood) == ("2027-03-01", [])


@pytest.mark.parametrize(
    ("mark", "note"), [("[1]", "[1] In the unit’s form."), ("*", "* In the unit’s form."), ("†", "†Ours.")]
)
def test_a_note_that_a_word_refers_to_is_pointed_out_and_is_no_item(mark: str, note: str) -> None:
    words = f"The log is kept{mark} daily."
    reading = read_plain(f"Plan\n1. Aims\n1.1 {words}\n{note}\n1.2 Two.\n", limits=GENEROUS)
    assert [clause.text for _, clause in reading.content.walk()] == ["Aims", words, "Two."]
    assert [line.text for line in reading.not_understood] == [note]


@pytest.mark.parametrize("lines", ["* one\n* two", "[1] one\n[2] two"])
def test_a_list_with_such_marks_stays_a_list(lines: str) -> None:
    reading = read_plain(f"Plan\n1. Aims\n1.1 The team keeps:\n{lines}\n", limits=GENEROUS)
    assert [clause.text for _, clause in reading.content.walk()][2:] == ["one", "two"]
