"""Two people's changes in one sentence: where a sentence ends, and when one is put beside another."""

import pytest

from portal.text import Edit, diff, read_together

TITLES = ["Dr", "Mr", "Mrs", "Ms", "Prof", "St", "No", "no", "e.g", "i.e"]
NOTES = "Notes are kept. Two people meet."
KEPT, MET = [Edit(6, 9, "were")], [Edit(27, 31, "met")]


def together(current: str, one: str, other: str) -> bool:
    return bool(read_together(current, diff(current, one), diff(current, other)))


@pytest.mark.parametrize("title", TITLES)
def test_a_stop_after_a_title_ends_no_sentence(title: str) -> None:
    current = f"We ask {title}. Osei weekly."
    assert together(current, current.replace("We", "They"), current.replace("weekly", "daily"))


@pytest.mark.parametrize("end", ["casino.", "Today.", "now!", "how?", "said.”", "(again.)", "line\n"])
def test_a_stop_after_any_other_word_ends_one(end: str) -> None:
    current = f"We ask {end} Osei comes weekly."
    assert not together(current, current.replace("We", "They"), current.replace("weekly", "daily"))


@pytest.mark.parametrize("before", ["A note is kept.", "Notes are kept."])
def test_what_is_put_at_the_very_beginning_is_in_the_first_sentence(before: str) -> None:
    kept = before.replace("kept", "read")
    assert together(before, f"Most {before}", kept)
    assert together(before, before.replace("A ", "The ").replace("Notes", "Logs"), kept)


@pytest.mark.parametrize("place", [0, 15, 16, 32])
@pytest.mark.parametrize("beside", [KEPT, MET])
def test_a_whole_sentence_put_beside_another_is_in_neither(place: int, beside: list[Edit]) -> None:
    words = " They agree." if place in (15, 32) else "They agree. "
    assert read_together(NOTES, [Edit(place, place, words)], beside) == []


@pytest.mark.parametrize(
    ("edit", "is_in_first", "is_in_second"),
    [
        (Edit(5, 5, " etc."), True, False),
        (Edit(16, 16, "Then "), False, True),
        (Edit(19, 19, " or more."), False, True),
        (Edit(10, 14, "kept. Two meet."), True, False),
        (Edit(10, 19, "read by two"), True, True),
        (Edit(6, 9, "were"), False, False),
    ],
)
def test_what_is_part_of_a_sentence_is_read_with_its_other_changes(
    edit: Edit, is_in_first: bool, is_in_second: bool
) -> None:
    assert bool(read_together(NOTES, [edit], KEPT)) is is_in_first
    assert bool(read_together(NOTES, MET, [edit])) is is_in_second
