"""Each line that was pointed out can be settled, and the plan is what was decided."""

from dataclasses import replace

import pytest

from portal.documents.plain import read_plain
from portal.documents.settling import beside, doubts
from portal.domain.drafting.settling import ABOVE, AS_READ, HEADING, LEFT_OUT, PARAGRAPH, Decision, settled
from tests.documents.limits import GENEROUS

TEXT = """A plan

1. Aims
1.1 The practitioner keeps a log of every clinic. They seek

- feedback from two colleagues.
¹ In ink.
1.2 Two.
"""
READING = replace(read_plain(TEXT, limits=GENEROUS), source=TEXT.split("\n"))


def decided(at: int, become: str, words: str = "") -> list[tuple[int, str, str]]:
    doubt = doubts(READING)[at]
    was = doubt.words if doubt.is_in_plan else ""
    decision = Decision(become, words or doubt.words, doubt.above.key if doubt.above else "", was)
    content = settled(READING.content, (decision,))
    return [(depth, clause.kind, clause.text) for depth, clause in content.walk()]


def test_a_line_is_shown_with_what_stands_above_it_and_whether_it_is_in_the_plan() -> None:
    assert [(one.number, one.words, one.above and one.above.label, one.is_in_plan) for one in doubts(READING)] == [
        (6, "feedback from two colleagues.", "1.1", True),
        (7, "¹ In ink.", "1.1", False),
    ]


@pytest.mark.parametrize(
    ("become", "expected"),
    [
        (AS_READ, [(1, "paragraph", "Two.")]),
        (PARAGRAPH, [(1, "paragraph", "In ink."), (1, "paragraph", "Two.")]),
        (HEADING, [(1, "paragraph", "Two."), (0, "section", "In ink.")]),
    ],
)
def test_what_was_left_out_becomes_what_its_reader_says(become: str, expected: list[tuple[int, str, str]]) -> None:
    assert decided(1, become, "In ink.")[2:] == expected


def test_a_line_can_be_part_of_the_paragraph_above() -> None:
    assert decided(1, ABOVE, "In ink.")[1][2].endswith("two colleagues. In ink.")


def test_what_was_joined_can_stand_by_itself_or_go() -> None:
    cut = (1, "paragraph", "The practitioner keeps a log of every clinic. They seek")
    assert decided(0, PARAGRAPH, "Feedback.")[1:3] == [cut, (1, "paragraph", "Feedback.")]
    assert decided(0, LEFT_OUT)[1:3] == [cut, (1, "paragraph", "Two.")]


def test_lines_that_follow_each_other_stay_in_their_order() -> None:
    above = doubts(READING)[1].above
    assert above
    made = tuple(
        Decision(become, words, above.key) for become, words in ((HEADING, "New"), (PARAGRAPH, "a"), (PARAGRAPH, "b"))
    )
    assert [clause.text for _, clause in settled(READING.content, made).walk()][3:] == ["New", "a", "b"]


def test_every_line_stands_beside_what_became_of_it() -> None:
    assert [(row.number, row.label or row.became, bool(row.why)) for row in beside(READING)] == [
        (1, "The title", False),
        (3, "1", False),
        (4, "1.1", False),
        (6, "", True),
        (7, "", True),
        (8, "1.2", False),
    ]
