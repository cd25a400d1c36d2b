"""However long and odd a paragraph is, it is looked at in a moment, and its words stay where they are."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.checks.guardian import findings
from portal.domain.checks.spots import spots_of
from tests.domain.checks.tables import FACTS, a_plan

LIMIT = 20_000
SECONDS = 2
PIECES = [
    "the plan lasts 9 weeks ",
    "stage 1, 2 and 3 of ",
    "weeks 1, 2, 3 and ",
    "week 1 to week ",
    "the supervised phased whole action ",
    "Dr Mr A B Clinical Supervisor ",
    "1 January 2027 to ",
    "stage 1 direct supervision ",
    "[" * 23,
    "draft of a ",
    "four-",
    "Dr X is the clinical supervisor, ",
]


@pytest.mark.parametrize("piece", PIECES)
def test_the_longest_paragraph_is_looked_at_in_a_moment(piece: str) -> None:
    plan, start = a_plan(piece * (LIMIT // len(piece))), process_time()
    findings(plan, FACTS)
    assert process_time() - start < SECONDS


WORDS = st.sampled_from(
    "plan lasts ten 12 weeks week stage stages three 2 to and , . ( ) on 4 January 2027 draft the of".split()
)


@given(st.lists(WORDS, max_size=60))
def test_what_is_found_quotes_the_plans_own_words(words: list[str]) -> None:
    for one in findings(a_plan(" ".join(words)), FACTS):
        assert one.quote == one.spot.words[one.start : one.end]
        assert one.quote or not one.keepable


@given(st.text(alphabet="ab .\n", max_size=4_000))
def test_the_pieces_of_a_text_are_the_whole_of_it(text: str) -> None:
    spot = next(one for one in spots_of(a_plan(text)) if one.key == "words")
    assert "".join(piece.words for piece in spot.sentences) == text
    assert all(spot.words.startswith(piece.words, piece.start) for piece in spot.sentences)
