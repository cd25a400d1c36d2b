import re
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.text import Conflict, merge
from tests.text.strategies import PARAGRAPHS, edited, pairs, sentences, texts, triples

BASE = "The practitioner may work two days each week under direct supervision."


@given(pairs)
def test_one_person_alone_gets_exactly_what_they_wrote(pair: tuple[str, str]) -> None:
    base, theirs = pair
    assert merge(base, base, theirs).text == merge(base, theirs, base).text == theirs


@given(pairs)
def test_the_same_change_twice_is_that_change(pair: tuple[str, str]) -> None:
    base, both = pair
    assert merge(base, both, both).text == both


@given(triples)
def test_the_order_of_the_two_makes_no_difference(texts: tuple[str, str, str]) -> None:
    base, ours, theirs = texts
    merged, turned = merge(base, ours, theirs), merge(base, theirs, ours)
    assert merged.text == turned.text
    assert merged.suggestion == turned.suggestion
    assert merged.conflicts == [Conflict(base, ours, theirs) for base, theirs, ours in turned.conflicts]


@given(triples)
def test_no_word_appears_that_nobody_wrote(texts: tuple[str, str, str]) -> None:
    merged = merge(*texts)
    written = {word for text in texts for word in text.split()}
    for text in (merged.text, merged.suggestion):
        assert set((text or "").split()) <= written


def accepted(current: str, amendments: list[str]) -> str | None:
    """The text once each amendment in turn takes effect and those after it are carried over; None on a conflict."""
    while amendments:
        taken, *waiting = amendments
        carried = [merge(current, taken, each).text for each in waiting]
        if None in carried:
            return None
        current, amendments = taken, [text for text in carried if text is not None]
    return current


@given(st.sampled_from(PARAGRAPHS).flatmap(lambda base: st.tuples(st.just(base), *[edited(base, most=1)] * 3)))
def test_amendments_never_make_one_text_in_one_order_and_another_in_another(texts: tuple[str, ...]) -> None:
    base, *amendments = texts
    reached = {accepted(base, list(order)) for order in permutations(amendments)}
    assert len(reached - {None}) <= 1


@given(st.sampled_from(PARAGRAPHS), st.data())
def test_changes_apart_take_effect_in_any_order(base: str, data: st.DataObject) -> None:
    places = data.draw(st.permutations(range(0, len(base.split(" ")), 2)))[:3]
    together = base.split(" ")
    amendments = []
    for number, place in enumerate(places):
        alone = base.split(" ")
        alone[place] = together[place] = f"fresh{number}"
        amendments.append(" ".join(alone))
    assert {accepted(base, list(order)) for order in permutations(amendments)} == {" ".join(together)}


@given(triples, sentences)
def test_a_change_far_from_the_others_is_kept_beside_them(texts: tuple[str, str, str], far: str) -> None:
    base, ours, _ = texts
    gap = " this passage stands between the two changes and stays. "
    merged = merge(base + gap + "old", ours + gap + "old", base + gap + far)
    assert merged.text in {ours + gap + far, None}
    if not {*base.split(), *ours.split(), *far.split()} & {*gap.split(), "old"}:
        assert merged.text == ours + gap + far


@given(texts, texts, texts)
def test_there_is_a_text_or_there_are_conflicts(base: str, ours: str, theirs: str) -> None:
    merged = merge(base, ours, theirs)
    assert (merged.text is None) == bool(merged.conflicts)
    assert merged.text is None or merged.suggestion is None


@pytest.mark.parametrize(
    ("ours", "theirs", "text"),
    [
        (
            ("may", "must"),
            ("two", "three"),
            "The practitioner must work three days each week under direct supervision.",
        ),
        (("may ", ""), ("week", "month"), "The practitioner work two days each month under direct supervision."),
        (
            ("The", "A"),
            ("supervision.", "oversight."),
            "A practitioner may work two days each week under direct oversight.",
        ),
        (("two", "three"), ("two", "three"), BASE.replace("two", "three")),
    ],
)
def test_changes_apart_are_kept_together(ours: tuple[str, str], theirs: tuple[str, str], text: str) -> None:
    assert merge(BASE, BASE.replace(*ours), BASE.replace(*theirs)).text == text


def test_the_same_words_changed_twice_conflict() -> None:
    merged = merge(BASE, BASE.replace("two", "12"), BASE.replace("two", "20"))
    assert merged.text is None
    assert merged.conflicts == [Conflict("two ", "12 ", "20 ")]
    assert merged.suggestion is None


def test_a_conflict_names_all_of_the_words_in_all_three_texts() -> None:
    merged = merge(BASE, BASE.replace("may work two", "must rest three"), BASE.replace("may work two", "can train all"))
    assert merged.conflicts == [Conflict("may work two ", "must rest three ", "can train all ")]


def test_touching_changes_conflict_and_offer_the_union() -> None:
    merged = merge(BASE, BASE.replace("may", "must"), BASE.replace("work", "rest"))
    assert merged.text is None
    assert merged.suggestion == BASE.replace("may work", "must rest")


def test_of_two_words_that_change_places_the_longer_is_read_as_standing_still() -> None:
    base = "The lists are supervised fully at first."
    swapped = base.replace("supervised fully", "fully supervised")
    merged = merge(base, swapped, base.replace("supervised", "observed"))
    assert merged.text is None
    assert merged.suggestion == "The lists are fully observed at first."


def test_changes_in_neighbouring_lines_are_apart() -> None:
    base = "Notes are written on the day.\nThe supervisor reads ten notes."
    ours, theirs = base.replace("the day.", "the same day."), base.replace("The supervisor", "A supervisor")
    assert merge(base, ours, theirs).text == ours.replace("The supervisor", "A supervisor")
    last = merge(base, base.replace("day.\n", "night.\n"), base.replace("\nThe", " A"))
    assert (last.text, last.suggestion) == (None, None)


@given(st.lists(st.sampled_from(PARAGRAPHS), min_size=2, max_size=4), st.data())
def test_changes_in_lines_of_their_own_are_kept_together(lines: list[str], data: st.DataObject) -> None:
    ours, theirs, both = [*lines], [*lines], [*lines]
    ours[0] = both[0] = data.draw(edited(lines[0])).replace("\n", " ").strip() or "x"
    theirs[1] = both[1] = data.draw(edited(lines[1])).replace("\n", " ").strip() or "x"
    merged = merge(*map("\n".join, (lines, ours, theirs)))
    assert merged.text in {"\n".join(both), None}


def test_two_negations_never_become_one_text() -> None:
    merged = merge("You must attend.", "You must not attend.", "You must never attend.")
    assert merged.text is None


def test_one_line_of_a_very_long_text_changed_by_each_is_merged() -> None:
    base = "\n".join(f"Line {n} says what line {n} says." for n in range(4000))
    ours = base.replace("Line 10 says", "Line 10 tells")
    theirs = base.replace("Line 3900 says", "Line 3900 tells")
    text = merge(base, ours, theirs).text
    assert text is not None
    assert re.findall(r"Line (\d+) tells", text) == ["10", "3900"]


DOSE = "Take 5 mg at noon"
TWICE = "Take 5 mg at noon and 5 mg at noon"


@pytest.mark.parametrize(
    ("base", "ours", "theirs"),
    [
        (DOSE, TWICE, f"{TWICE} daily"),
        (DOSE, TWICE, TWICE.replace("Take", "Please take")),
        (f"{DOSE}.", f"{TWICE}.", f"{TWICE}.".replace("Take", "Do take")),
        (f"{DOSE} in all.", f"{TWICE} in all.", f"{TWICE} in all.".replace("in all", "in total")),
        (TWICE, DOSE, f"{DOSE} daily"),
        (f"{TWICE} with water.", f"{DOSE} with water.", f"{DOSE} with milk."),
    ],
)
def test_what_both_add_or_take_out_is_kept_once_or_conflicts(base: str, ours: str, theirs: str) -> None:
    merged = merge(base, ours, theirs)
    assert merged.text == merge(base, theirs, ours).text
    for text in (merged.text, merged.suggestion):
        assert text is None or text.count("mg") == ours.count("mg") == theirs.count("mg")


@given(st.lists(st.sampled_from("ab"), min_size=2, max_size=6), st.integers(0, 5), st.integers(1, 4), st.data())
def test_the_same_words_added_at_slid_places_are_never_doubled(
    row: list[str], at: int, count: int, data: st.DataObject
) -> None:
    """Both double a piece of the row; one of them changes a word far away too."""
    at = min(at, len(row) - 1)
    doubled = [*row[: at + count], *row[at : at + count], *row[at + count :]]
    far = data.draw(st.sampled_from(["before", "after"]))
    lead, tail = ["one", "two", "three", "four"], ["five", "six", "seven", "eight"]
    base, ours = [*lead, *row, *tail], [*lead, *doubled, *tail]
    theirs = ["ONE", *ours[1:]] if far == "before" else [*ours[:-1], "EIGHT"]
    text = merge(*map(" ".join, (base, ours, theirs))).text
    assert text in {" ".join(theirs), None}
    assert text == merge(*map(" ".join, (base, theirs, ours))).text
