"""Where clauses stand, and the plan with one added, removed or moved: pure functions of the content."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.plans.content import Clause, Content
from portal.domain.plans.structure import (
    Place,
    keys_under,
    last_place,
    misfit,
    new_label,
    place_of,
    read_place,
    whole_words,
    with_added,
    with_moved,
    without,
)
from tests.factories import some_content

PLAN = some_content()
NEW = Clause("new", "2.1A", "paragraph", "New words.")


def order(content: Content) -> list[str]:
    return [clause.key for _, clause in content.walk()]


def test_a_place_is_its_parent_and_the_sibling_before() -> None:
    assert place_of(PLAN, "cases") == Place("programme", "supervision")
    assert place_of(PLAN, "supervision") == Place("programme", "")
    assert place_of(PLAN, "programme") == Place("", "purpose")
    assert place_of(PLAN, "nowhere") is None
    assert read_place(Place("programme", "").written()) == Place("programme", "")


def test_a_new_clause_stands_where_it_was_put() -> None:
    after = with_added(PLAN, Place("programme", "supervision"), NEW)
    assert order(after)[order(after).index("new") - 1] == "supervision"
    first = with_added(PLAN, Place("programme", ""), NEW)
    assert place_of(first, "new") == Place("programme", "")
    assert order(with_added(PLAN, Place("", ""), replace(NEW, kind="section")))[0] == "new"


def test_two_clauses_added_at_one_place_stand_in_the_order_of_taking_effect() -> None:
    place = Place("programme", "supervision")
    one = with_added(PLAN, place, replace(NEW, key="one", label=new_label(PLAN, place, set())))
    two = with_added(one, place, replace(NEW, key="two", label=new_label(one, place, set())))
    assert [clause.label for _, clause in two.walk() if clause.key in ("one", "two")] == ["2.1A", "2.1B"]
    assert order(two).index("one") + 1 == order(two).index("two")


@pytest.mark.parametrize(
    ("label", "after"),
    [("", "Z"), ("2.1A", "supervision"), ("2.1B", "A"), ("2.1D", "C"), ("2.1Y", "C"), ("2.1AA", "Z"), ("9", "Z")],
)
def test_what_comes_back_stands_before_what_was_added_with_a_higher_letter(label: str, after: str) -> None:
    place, content = Place("programme", "supervision"), PLAN
    for letter in "ACZ":
        content = with_added(content, place, replace(NEW, key=letter, label=f"2.1{letter}"))
    assert last_place(content, place, label) == Place("programme", after)


@pytest.mark.parametrize(
    ("place", "label"),
    [
        (Place("programme", "supervision"), "2.1A"),
        (Place("programme", ""), "2.0A"),
        (Place("", "programme"), "2A"),
        (Place("", ""), "0A"),
    ],
)
def test_a_new_clause_has_its_neighbours_number_and_a_letter(place: Place, label: str) -> None:
    assert new_label(PLAN, place, set()) == label


@pytest.mark.parametrize(
    ("heading", "place", "label"),
    [
        ("Appendix A", Place("a", "one"), "A1A"),
        ("Appendix A", Place("a", ""), "A0A"),
        ("appendix b", Place("a", ""), "B0A"),
        ("Annex C", Place("a", ""), "C0A"),
        ("Appendix 2", Place("a", ""), "Appendix 2.0A"),
        ("Appendix A", Place("", "a"), "Appendix AA"),
    ],
)
def test_what_is_added_in_an_appendix_is_numbered_as_what_stands_there(heading: str, place: Place, label: str) -> None:
    one = Clause("one", "A1", "paragraph", "The first form is signed.")
    plan = replace(PLAN, clauses=(*PLAN.clauses, Clause("a", heading, "section", "Forms", children=(one,))))
    assert new_label(plan, place, set()) == label


def test_a_number_once_used_is_never_used_again() -> None:
    assert new_label(PLAN, Place("programme", "supervision"), {"2.1A", "2.1B"}) == "2.1C"
    every = {f"2.1{letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
    assert new_label(PLAN, Place("programme", "supervision"), every) == "2.1AA"


def test_a_clause_goes_with_everything_under_it() -> None:
    assert keys_under(PLAN, "programme") == {"programme", "supervision", "cases"}
    assert order(without(PLAN, "programme")) == ["purpose", "aim", "agreement", "consequences"]
    assert whole_words(PLAN.clause("purpose")).splitlines()[0] == "1 Purpose"


def test_a_clause_moves_with_everything_under_it() -> None:
    moved = with_moved(PLAN, "programme", Place("", "agreement"))
    assert order(moved)[-3:] == ["programme", "supervision", "cases"]
    assert place_of(with_moved(PLAN, "cases", Place("purpose", "")), "cases") == Place("purpose", "")


@pytest.mark.parametrize(
    ("place", "kind", "moved", "why"),
    [
        (Place("programme", "supervision"), "paragraph", "", ""),
        (Place("programme", "aim"), "paragraph", "", "no longer"),
        (Place("gone", ""), "paragraph", "", "no longer"),
        (Place("", "programme"), "paragraph", "", "inside a section"),
        (Place("supervision", ""), "section", "", "not inside a paragraph"),
        (Place("supervision", ""), "item", "", ""),
        (Place("programme", ""), "section", "programme", "inside itself"),
        (Place("supervision", ""), "paragraph", "supervision", "inside itself"),
        (Place("", "agreement"), "section", "programme", ""),
    ],
)
def test_where_a_clause_can_stand(place: Place, kind: str, moved: str, why: str) -> None:
    sentence = misfit(PLAN, place, kind, moved)
    assert why in sentence
    assert bool(sentence) == bool(why)


@given(st.lists(st.tuples(st.sampled_from(order(PLAN)), st.sampled_from(["", *order(PLAN)])), max_size=8))
def test_moves_lose_no_clause_and_double_none(moves: list[tuple[str, str]]) -> None:
    content = PLAN
    for key, after in moves:
        place = place_of(content, after)
        target = Place(place.parent, after) if place else Place("", "")
        clause = content.clause(key)
        if clause and not misfit(content, target, clause.kind, key):
            content = with_moved(content, key, target)
    assert sorted(order(content)) == sorted(order(PLAN))


@pytest.mark.parametrize(
    "written", ["", "7", "{}", "[]", '["a"]', "[null, null]", "[[], []]", '[{}, ""]', '["a", "b", "c"]']
)
def test_what_is_no_place_is_refused(written: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - json.JSONDecodeError is one too
        read_place(written)


def test_of_two_fields_with_one_name_only_the_first_is_reworded() -> None:
    clause = replace(NEW, fields=(("Measure", "20 cases"), ("Measure", "No harm to patients")))
    assert clause.words("Measure") == "20 cases"
    assert clause.with_words("30 cases", "Measure").fields == (
        ("Measure", "30 cases"),
        ("Measure", "No harm to patients"),
    )
