"""The work on any text is bounded: counted here, timed by benchmarks."""

import random
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from portal.text import Edit, align, diff, flags, merge, overlay, read_together, reanchor, render, runs, tokens

MOST_COMPARED = 3_000_000
LENGTH = 100_000


def between_landmarks(seed: int) -> str:
    """Words that both sides share once, with noise of nearly the closest length compared between them."""
    chance = random.Random(seed)
    parts = (f"L{n} " + " ".join(str(chance.randrange(300)) for _ in range(290)) for n in range(90))
    return " ".join(parts)[:LENGTH]


def nested_landmarks(seed: int) -> str:
    """Landmarks that only show once the landmarks around them are taken: x1 is in both halves."""
    chance = random.Random(seed)
    return " ".join(f"x{n % 700} {chance.choice('ab')}" for n in range(20_000))[:LENGTH]


def words(seed: int) -> str:
    chance = random.Random(seed)
    return " ".join(f"w{chance.randrange(3000)}" for _ in range(20_000))[:LENGTH]


PAIRS = {
    "two unrelated texts": (words(1), words(2)),
    "noise between landmarks": (between_landmarks(1), between_landmarks(2)),
    "landmarks within landmarks": (nested_landmarks(1), nested_landmarks(2)),
    "two endless words": ("a" * LENGTH, "b" * LENGTH),
    "one endless word longer": ("a" * LENGTH, "a" * (LENGTH - 1)),
    "the the the": ("the " * 25_000, "the " * 12_000 + "a " + "the " * 12_000 + "b"),
    "to and fro": ("a b " * 25_000, "b a " * 25_000),
    "marks": ("!?" * 50_000, "?.!" * 33_000),
    "letters with marks": ("e\u0301" * 50_000, "e\u0300 " * 33_000),
    "emoji": ("👩\u200d💻 " * 25_000, "👩\u200d⚕️" * 25_000),
    "right to left": ("שלום עולם " * 10_000, "עולם שלום " * 10_000),
    "tabs and hard spaces": ("a\t\u00a0" * 33_000, "\t\u00a0a " * 25_000),
    "numbers": ("1 2 " * 25_000, "2 1 3 " * 16_000),
    "backwards": (
        " ".join(f"w{n}" for n in range(15_000)),
        " ".join(f"w{n}" for n in range(15_000, 0, -1)),
    ),
}
each_pair = pytest.mark.parametrize(("before", "after"), PAIRS.values(), ids=PAIRS.keys())


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How much each close comparison could cost: the square of the tokens it is given."""
    costs: list[int] = []

    class Counting(tokens.diff_match_patch):  # type: ignore[misc, name-defined]
        def diff_main(self, before: str, after: str, *rest: Any) -> Any:
            if not hasattr(self, "counted"):
                self.counted = True
                costs.append((len(before) + len(after)) ** 2)
            return super().diff_main(before, after, *rest)

    monkeypatch.setattr(tokens, "diff_match_patch", Counting)
    return costs


@each_pair
def test_a_redline_of_any_text_is_exact_and_within_its_work(before: str, after: str, compared: list[int]) -> None:
    edits = diff(before, after)
    assert sum(compared) <= MOST_COMPARED
    assert "".join(run.text for run in runs(before, edits) if run.kind != "removed") == after


@each_pair
def test_a_merge_of_any_texts_takes_four_comparisons(before: str, after: str, compared: list[int]) -> None:
    merged = merge(before, after, after[::-1])
    assert sum(compared) <= 4 * MOST_COMPARED
    assert (merged.text is None) == bool(merged.conflicts)


@each_pair
def test_a_comment_on_any_text_takes_two_comparisons(before: str, after: str, compared: list[int]) -> None:
    place = reanchor(before, after, LENGTH // 2, LENGTH // 2 + 60)
    assert sum(compared) <= 2 * MOST_COMPARED
    assert place is None or 0 <= place[0] <= place[1] <= len(after)


def test_a_thousand_comments_on_one_text_take_as_much_as_one(compared: list[int]) -> None:
    before, after = words(3), words(4)
    for start in range(0, 50_000, 50):
        reanchor(before, after, start, start + 40)
    assert sum(compared) <= 2 * MOST_COMPARED


@each_pair
def test_flags_of_any_text_take_no_more_than_its_redline(before: str, after: str, compared: list[int]) -> None:
    assert all(flag.endswith(".") for flag in flags(before, after))
    assert sum(compared) <= MOST_COMPARED


def test_what_is_too_long_to_compare_becomes_one_change() -> None:
    before, after = "a b " * 25_000, "b a " * 25_000
    assert diff("start " + before + "end", "start " + after + "end") == [Edit(6, 100_005, after[:-1])]


def test_the_shortest_stretches_are_compared_first() -> None:
    """A small change beside a hopeless stretch is still shown as small."""
    noise = "a b " * 25_000, "b a " * 25_000
    edits = diff(f"one two {noise[0]}landmark three four", f"one too {noise[1]}landmark three for")
    assert edits[-1].text == "for"


def test_an_overlay_has_at_most_three_runs_for_each_edit() -> None:
    current = " ".join(f"w{n}" for n in range(10_000))
    amendments = [(str(n), diff(current, current.replace(f" w{n} ", f" x{n} "))) for n in range(100)]
    runs_in_all = overlay(current, amendments)
    assert len(runs_in_all) <= 3 * sum(len(edits) for _, edits in amendments) + 1


def test_two_thousand_clauses_are_aligned_with_few_comparisons(compared: list[int]) -> None:
    before = [f"Clause {n} says what the supervisor does in week {n} of the plan." for n in range(2_000)]
    steps = align(before, [clause.replace("does", "writes") for clause in before[::-1]])
    assert sum(compared) <= 2_001 * 60**2
    assert {step.kind for step in steps} == {"moved", "changed"}


def test_a_hundred_thousand_clauses_are_aligned_by_those_that_stay(compared: list[int]) -> None:
    before = [f"Line {n} of a very long file." for n in range(100_000)]
    after = [line if n % 2 else line.replace("very", "rather") for n, line in enumerate(before)]
    steps = align(before, after)
    assert sum(compared) <= MOST_COMPARED
    assert Counter(step.kind for step in steps) == {"kept": 50_000, "removed": 50_000, "added": 50_000}


def test_a_few_changes_among_a_hundred_thousand_clauses_are_found(compared: list[int]) -> None:
    before = [f"Line {n} of a very long file." for n in range(100_000)]
    after = [line.replace("very", "rather") if n % 20_000 == 7 else line for n, line in enumerate(before)]
    steps = align(before, [after[-1], *after[:-1]])
    assert sum(compared) <= MOST_COMPARED
    assert Counter(step.kind for step in steps) == {"kept": 99_994, "moved": 1, "changed": 5}


@pytest.mark.parametrize(
    "markdown",
    [
        *("*" * 10_000, "**a" * 3_000, "_*" * 5_000, "*a _b " * 1_600, "**a " * 1_200 + "b** " * 1_200),
        *("[" * 10_000, "[a](" * 2_500, "[" * 5_000 + "]" * 5_000, "[a](b " * 1_600 + ")" * 1_600, "[\\]" * 3_000),
        *("- " * 5_000, "1. " * 3_000, "\n".join("  " * n + "- a" for n in range(98)), "- x\n\n" * 2_000),
        *("<" * 10_000, "&amp;" * 2_000, "\\" * 10_000, "\n" * 10_000, "<b>" * 3_000),
    ],
    ids=lambda markdown: markdown[:5],
)
def test_hostile_markdown_is_nested_no_deeper_than_a_page_can_bear(markdown: str) -> None:
    html = str(render(markdown))
    assert html.count("<ul>") + html.count("<ol") <= 25
    assert len(html) <= 12 * len(markdown) + 100


hostile: dict[str, str] = {
    "spaces after a figure": "1" + " " * 99_000,
    "figures": "1 " * 50_000,
    "hundreds": "one hundred and " * 6_000,
    "not": "not " * 25_000,
    "contractions": "can" * 33_000 + "'t",
    "full stops": '."' * 50_000,
    "months": "January " * 12_000,
}


@pytest.mark.parametrize("look", [flags, lambda text, other: read_together(text, [Edit(0, 1, "")], [Edit(9, 9, "a")])])
@pytest.mark.parametrize("text", hostile.values(), ids=hostile.keys())
def test_no_text_hangs_the_search_for_words(look: Callable[[str, str], list[str]], text: str) -> None:
    assert len(look(text, text + "x")) < 5
