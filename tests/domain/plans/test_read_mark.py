"""How far a reader has come, as an address carries it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.plans.read_mark import read_seen, write_seen
from portal.domain.record import Stream


@given(st.dictionaries(st.sampled_from(Stream), st.integers(0, 999_999_999)))
def test_what_is_written_is_read_again(seen: dict[Stream, int]) -> None:
    assert read_seen(write_seen(seen)) == seen


@pytest.mark.parametrize("written", ["", "shared", "shared.", "shared.-1", "shared.x", "shared.²", "shared.9999999999"])
def test_whatever_else_stands_there_counts_for_nothing(written: str) -> None:
    assert read_seen(f"{written}-nobody.4-psr.2") == {Stream.PSR: 2}
