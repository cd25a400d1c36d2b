from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.text import ClauseStep, PlaceOfWords, align, follow, runs
from tests.text.strategies import PARAGRAPHS, edited

ORDER, NOTES, REVIEW = (
    "Dr Osei operates only within the supervision of the stage. A colleague takes over the list if nobody can attend.",
    "Every operation note is written on the day and contains the findings, the procedure and the plan for recovery.",
    "A review meeting takes place in the last week of each stage, with the clinical supervisor and the case manager.",
)
clauses = st.lists(st.sampled_from(PARAGRAPHS), max_size=8)


def kinds(before: list[str], after: list[str]) -> list[str]:
    return [step.kind for step in align(before, after)]


def halves(clause: str) -> list[str]:
    first, second = clause.split(". ", 1)
    return [f"{first}.", second]


@st.composite
def rearranged(draw: st.DrawFn, before: list[str]) -> list[str]:
    """The clauses in another order, some changed, taken out, put in, split or joined."""
    after = list(draw(st.permutations(before)))
    if after:
        at = draw(st.integers(0, len(after) - 1))
        after[at : at + 1] = draw(
            st.sampled_from([[], [draw(edited(after[at]))], after[at : at + 1] * 2, after[at].split(". ")])
        )
    return after + draw(clauses)


@given(clauses.flatmap(lambda before: st.tuples(st.just(before), rearranged(before))))
def test_every_clause_is_in_one_step(pair: tuple[list[str], list[str]]) -> None:
    before, after = pair
    steps = align(before, after)
    assert sorted(place for step in steps for place in step.before) == list(range(len(before)))
    assert sorted(place for step in steps for place in step.after) == list(range(len(after)))


@given(clauses.flatmap(lambda before: st.tuples(st.just(before), rearranged(before))))
def test_the_edits_of_each_step_make_its_new_words(pair: tuple[list[str], list[str]]) -> None:
    before, after = pair
    for step in align(before, after):
        old, new = (" ".join(side[n] for n in places) for side, places in ((before, step.before), (after, step.after)))
        assert "".join(run.text for run in runs(old, step.edits) if run.kind != "removed") == new


@given(clauses)
def test_clauses_that_stay_are_kept(before: list[str]) -> None:
    assert align(before, before) == [ClauseStep("kept", (n,), (n,), []) for n in range(len(before))]


@given(clauses.flatmap(lambda before: st.tuples(st.just(before), st.permutations(before))))
def test_clauses_in_another_order_are_kept_or_moved(pair: tuple[list[str], list[str]]) -> None:
    assert set(kinds(*pair)) <= {"kept", "moved"}
    assert not align(*pair) or "kept" in kinds(*pair)


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ([ORDER, NOTES, REVIEW], ["kept", "kept", "kept"]),
        ([ORDER, NOTES.replace("day", "same day"), REVIEW], ["kept", "changed", "kept"]),
        ([REVIEW, ORDER, NOTES], ["moved", "kept", "kept"]),
        ([REVIEW.replace("last", "first"), ORDER, NOTES], ["moved", "kept", "kept"]),
        ([*halves(ORDER), NOTES, REVIEW], ["split", "kept", "kept"]),
        ([NOTES, *halves(ORDER), REVIEW], ["kept", "split", "kept"]),
        ([ORDER, f"{NOTES} {REVIEW}"], ["kept", "joined"]),
        ([ORDER, REVIEW], ["kept", "removed", "kept"]),
        ([ORDER, "Nobody holds two roles.", NOTES, REVIEW], ["kept", "added", "kept", "kept"]),
        ([ORDER, "Nobody holds two roles at any time.", REVIEW], ["kept", "removed", "added", "kept"]),
        ([], ["removed", "removed", "removed"]),
    ],
)
def test_what_became_of_clauses_is_told_apart(after: list[str], expected: list[str]) -> None:
    assert kinds([ORDER, NOTES, REVIEW], after) == expected


def test_a_piece_that_stands_twice_after_a_split_is_a_part_of_it_once() -> None:
    first, second = halves(ORDER)
    assert kinds([ORDER, NOTES], [first, second, second, NOTES]) == ["split", "added", "kept"]
    assert kinds([first, second, second, NOTES], [ORDER, NOTES]) == ["joined", "removed", "kept"]


def test_a_moved_clause_carries_its_edits() -> None:
    moved = align([ORDER, NOTES, REVIEW], [REVIEW.replace("last", "first"), ORDER, NOTES])[0]
    assert (moved.before, moved.after, [edit.text for edit in moved.edits]) == ((2,), (0,), ["first"])


def test_a_comment_follows_its_words_into_the_piece_that_holds_them() -> None:
    for quote in ("supervision of the stage", "takes over the list"):
        at = ORDER.index(quote)
        place = follow([ORDER], halves(ORDER), PlaceOfWords(0, at, at + len(quote)))
        assert place is not None
        assert halves(ORDER)[place.which][place.start : place.end] == quote
        assert follow(halves(ORDER), [ORDER], place) == PlaceOfWords(0, at, at + len(quote))


def test_words_cut_in_two_are_where_most_of_them_are() -> None:
    at = ORDER.index("stage. A colleague takes over")
    place = follow([ORDER], halves(ORDER), PlaceOfWords(0, at, at + 29))
    assert place is not None
    assert halves(ORDER)[place.which][place.start : place.end] == "A colleague takes over"


def test_words_that_are_gone_have_no_place() -> None:
    at = ORDER.index("takes over the list")
    first, _ = halves(ORDER)
    assert follow([ORDER], [first, "Nothing else happens."], PlaceOfWords(0, at, at + 19)) is None


@given(st.sampled_from(PARAGRAPHS), st.data())
def test_a_place_found_lies_within_its_clause(clause: str, data: st.DataObject) -> None:
    after = data.draw(edited(clause)).split(". ")
    start = data.draw(st.integers(0, len(clause)))
    place = follow([clause], after, PlaceOfWords(0, start, data.draw(st.integers(start, len(clause)))))
    assert place is None or 0 <= place.start <= place.end <= len(after[place.which])


def test_boilerplate_is_matched_by_its_place() -> None:
    line = "The practitioner completes {} discussions in each stage and reads each with the supervisor."
    before = [line.format(n) for n in range(30)]
    steps = align(before, [clause.replace("each stage", "every stage") for clause in before])
    assert Counter((step.kind, step.before == step.after) for step in steps) == {("changed", True): 30}
