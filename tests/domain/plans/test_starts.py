"""The start of a programme as one text: written, read again, and said in words."""

from dataclasses import replace

import pytest

from portal.domain.plans.starts import read_start, start_in_words, start_of, written_start
from tests.factories import in_second_form

NAMED = "A supervisor is named"


@pytest.mark.parametrize(
    ("start", "waits_for", "text", "said"),
    [
        ("2027-01-04", "", "2027-01-04", "4 January 2027"),
        ("2027-01-04", NAMED, f"2027-01-04\n{NAMED}", f"4 January 2027, waiting for: {NAMED}"),
        ("", NAMED, NAMED, f"a day to be agreed, waiting for: {NAMED}"),
        ("", "", "", "a day to be agreed"),
    ],
)
def test_a_start_reads_back_and_is_said_in_words(start: str, waits_for: str, text: str, said: str) -> None:
    assert written_start(start, waits_for) == text
    assert read_start(text) == (start, waits_for)
    assert start_in_words(text) == said
    assert start_of(replace(in_second_form(), start=start, waits_for=waits_for)) == text


def test_several_lines_that_begin_with_no_day_are_what_it_waits_for() -> None:
    assert read_start(f"soon\n{NAMED}") == ("", f"soon\n{NAMED}")
    assert read_start("2027-02-30") == ("", "2027-02-30")
