"""Which clauses can state the consequences and hold the standard agreement, as headings suggest (002 §6.2, §8.3)."""

from dataclasses import replace

import pytest

from portal.domain.plans.content import Clause, Content
from portal.domain.plans.designated import choices
from tests.factories import some_content

PLAN = some_content()


def keys(clauses: list[Clause]) -> list[str]:
    return [clause.key for clause in clauses]


def headed(*headings: str) -> Content:
    """A plan of empty sections, keyed a, b, c … with these headings."""
    sections = (Clause(key, "", "section", heading) for key, heading in zip("abc", headings, strict=False))
    return replace(PLAN, clauses=tuple(sections))


def test_sections_and_what_stands_under_them_are_told_apart() -> None:
    found = choices(PLAN)
    assert keys(found.sections) == ["purpose", "programme", "agreement"]
    assert keys(found.paragraphs) == ["aim", "supervision", "cases", "consequences"]


def test_a_section_inside_a_section_is_one_and_so_is_whatever_stands_at_the_top() -> None:
    inner = Clause("inner", "1.1", "section", "Inner", children=(Clause("words", "1.1.1", "paragraph", "Words."),))
    outer = Clause("outer", "1", "section", "Outer", children=(inner,))
    found = choices(replace(PLAN, clauses=(outer, Clause("loose", "", "paragraph", "Loose."))))
    assert keys(found.sections) == ["outer", "inner", "loose"]
    assert keys(found.paragraphs) == ["words"]


@pytest.mark.parametrize(
    ("headings", "suggested"),
    [
        (("Purpose", "Consequences", "Consequence of delay"), ["b", "c"]),
        (("Purpose", "IF PROGRESS IS SLOW"), ["b"]),
        (("Insufficient progress", "Purpose"), ["a"]),
        (("Inconsequential", "Progress"), []),
    ],
)
def test_headings_suggest_which_sections_state_the_consequences(
    headings: tuple[str, ...], suggested: list[str]
) -> None:
    assert choices(headed(*headings)).consequences == suggested


def test_a_paragraph_is_suggested_where_no_section_states_the_consequences() -> None:
    assert choices(PLAN).consequences == ["consequences"]
    assert choices(PLAN.with_text("purpose", "The consequences")).consequences == ["purpose"]


@pytest.mark.parametrize(
    ("headings", "suggested"),
    [
        (("Purpose", "Agreement"), "b"),
        (("Agreement on aims", "Purpose", "standard agreement"), "c"),
        (("Purpose", "Disagreements"), ""),
    ],
)
def test_the_last_section_headed_agreement_is_suggested_for_the_standard_agreement(
    headings: tuple[str, ...], suggested: str
) -> None:
    assert choices(headed(*headings)).standard_agreement == suggested
