"""Which stages a sentence names, and where; long sentences are read in pieces that begin with a word."""

import pytest

from portal.domain.checks.spots import LONGEST_PIECE, Holder, Spot
from portal.domain.checks.stages_named import numbers_in, stages_named


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("In stage 2 the supervisor is on site.", [("stage 2", (2,))]),
        ("In stage 2–4 the supervisor is on site.", [("stage 2–4", (2, 3, 4))]),
        ("Stages 1 to three are short.", [("Stages 1 to three", (1, 2, 3))]),
        ("Stages 1, 3 and 4 are short.", [("Stages 1, 3 and 4", (1, 3, 4))]),
        ("The first stage, then the last stage.", [("first stage", (1,)), ("last stage", (-1,))]),
        ("Stage 3 kidney disease is treated.", []),
        ("The capability hearing stage 2 is past.", []),
        ("Stage 2 of the plan, not stage 3 of the inquiry.", [("Stage 2", (2,))]),
    ],
)
def test_stages_of_this_plan_are_named_by_their_numbers(words: str, named: list[tuple[str, tuple[int, ...]]]) -> None:
    assert [(words[one.start : one.end], one.numbers) for one in stages_named(words)] == named


@pytest.mark.parametrize(
    ("words", "numbers"), [("5 to 8", [5, 6, 7, 8]), ("4, 8 and 12", [4, 8, 12]), ("two", [2]), ("1-2 and 2", [1, 2])]
)
def test_a_range_counts_with_all_between_its_ends(words: str, numbers: list[int]) -> None:
    assert numbers_in(words) == numbers


@pytest.mark.parametrize("gap", [" ", ""])
def test_a_long_sentence_is_read_in_pieces_that_make_up_the_whole(gap: str) -> None:
    words = gap.join(["supervision"] * 300)
    pieces = Spot(Holder.CLAUSE, "aim", "", words, "Paragraph 1.1", "clause-aim").sentences
    assert "".join(one.words for one in pieces) == words
    assert [words[one.start :].startswith(one.words) for one in pieces] == [True] * len(pieces)
    assert max(len(one.words) for one in pieces) <= LONGEST_PIECE
    assert len(pieces) == -(-len(words) // LONGEST_PIECE)
    if gap:
        assert {one.words[:11] for one in pieces} == {"supervision"}
