"""The numbers of a draft follow its paragraphs, in the manner in which those beside them are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.base import Refused
from portal.domain.drafting import clause_acts as acts
from portal.domain.drafting.numbering import read_style, renumbered
from portal.domain.plans.content import V2, Clause, Content
from portal.domain.plans.structure import Place
from portal.text.list_numbers import lettered, roman
from tests.domain.drafting.drafts import drafts, keys_of


def clause(key: str, label: str, kind: str = "paragraph", *under: Clause) -> Clause:
    return Clause(key, label, kind, f"Words of {key}.", children=under)


PLAN = Content(
    "A plan",
    schema=V2,
    clauses=(
        clause(
            "one", "1", "section", clause("p", "1.1", "paragraph", clause("a", "1.1(a)", "item")), clause("q", "1.2")
        ),
        clause(
            "two",
            "2",
            "section",
            clause("r", "2.1", "paragraph", clause("i", "(i)", "item"), clause("ii", "(ii)", "item")),
        ),
        clause("bare", "", "section", clause("s", "")),
        clause("appendix", "Appendix A", "section", clause("t", "A1")),
    ),
)
NEW = Clause("new", "", "paragraph", "New words.")
HEADING = Clause("new", "", "section", "New heading", children=(Clause("in", "", "paragraph", "Words."),))


def labels(content: Content) -> dict[str, str]:
    return {one.key: one.label for _, one in content.walk()}


def added(place: Place, new: Clause = NEW) -> dict[str, str]:
    return labels(renumbered(PLAN, acts.added(PLAN, place, [new])))


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (Place("one", ""), {"new": "1.1", "p": "1.2", "a": "1.2(a)", "q": "1.3", "r": "2.1"}),
        (Place("q", ""), {"new": "1.2(a)", "q": "1.2"}),
        (Place("p", "a"), {"a": "1.1(a)", "new": "1.1(b)"}),
        (Place("r", "i"), {"i": "(i)", "new": "(ii)", "ii": "(iii)"}),
        (Place("bare", "s"), {"s": "", "new": ""}),
        (Place("appendix", ""), {"new": "A1", "t": "A2"}),
    ],
)
def test_a_new_paragraph_is_numbered_as_those_beside_it(place: Place, expected: dict[str, str]) -> None:
    assert added(place).items() >= expected.items()


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ("", {"new": "1", "in": "1.1", "one": "2", "p": "2.1", "a": "2.1(a)", "two": "3", "appendix": "Appendix A"}),
        ("two", {"two": "2", "new": "3", "in": "3.1", "bare": "", "appendix": "Appendix A", "t": "A1"}),
        ("bare", {"new": "", "in": "", "appendix": "Appendix A"}),
        ("appendix", {"appendix": "Appendix A", "new": "Appendix B", "in": "B1"}),
    ],
)
def test_a_new_section_is_numbered_as_the_one_before_it_with_all_inside(after: str, expected: dict[str, str]) -> None:
    assert added(Place("", after), HEADING).items() >= expected.items()


def test_what_is_numbered_otherwise_elsewhere_stays_so() -> None:
    odd = acts.with_clause(PLAN, Clause("q", "1.7", "paragraph", "Words."))
    assert labels(renumbered(odd, acts.moved_up(odd, "ii")))["q"] == "1.7"
    assert labels(renumbered(odd, acts.moved_up(odd, "q"))).items() >= {"q": "1.1", "p": "1.2"}.items()


def test_a_name_that_counts_nothing_stays_and_is_given_to_no_other() -> None:
    named = acts.with_clause(PLAN, Clause("q", "Note", "paragraph", "Words."))
    found = labels(renumbered(named, acts.added(named, Place("one", "q"), [NEW])))
    assert found.items() >= {"p": "1.1", "q": "Note", "new": "1.2"}.items()


@given(content=drafts(), data=st.data())
def test_an_act_and_what_takes_it_back_leave_the_numbers_as_they_were(content: Content, data: st.DataObject) -> None:
    key = data.draw(st.sampled_from(keys_of(content)))
    settled = renumbered(content, acts.added(content, Place("", ""), [HEADING]))
    settled = renumbered(settled, acts.removed(settled, "new"))
    moved = data.draw(st.sampled_from([acts.moved_up, acts.moved_down]))
    back = {acts.moved_up: acts.moved_down, acts.moved_down: acts.moved_up}[moved]
    try:
        there = renumbered(settled, moved(settled, key))
    except Refused:
        return
    assert renumbered(there, back(there, key)).fingerprint == settled.fingerprint


@given(content=drafts())
def test_numbers_are_unique_among_those_beside_each_other(content: Content) -> None:
    after = renumbered(content, acts.added(content, Place("", ""), [HEADING]))
    given_out = [label for label in labels(after).values() if label]
    assert len(set(given_out)) == len(given_out)


def test_how_a_label_is_written_is_read_from_it() -> None:
    assert read_style("4.2", "4", is_roman=False).written("5", 3) == "5.3"
    assert read_style("4.2A", "4", is_roman=False).written("4", 3) == "4.3"
    assert read_style("(iv)", "4", is_roman=True).written("", 9) == "(ix)"
    assert read_style("b)", "4", is_roman=False).written("", 27) == "aa)"
    assert read_style("Part 2:", "", is_roman=False).written("", 3) == "Part 3:"
    assert read_style("", "4", is_roman=False).written("4", 3) == ""


def test_letters_and_roman_numerals_go_on() -> None:
    assert [lettered(number) for number in (1, 26, 27, 53, 703)] == ["A", "Z", "AA", "BA", "AAA"]
    assert [roman(number) for number in (1, 4, 9, 14, 40, 99)] == ["i", "iv", "ix", "xiv", "xl", "xcix"]
