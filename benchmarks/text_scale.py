"""The text engine at scale, beside plain diff-match-patch, and at its worst.

make bench, or: python benchmarks/text_scale.py
"""

import random
import re
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from diff_match_patch import diff_match_patch

from portal import library
from portal.text import diff, flags, merge, overlay, reanchor

AMENDMENTS, COMMENTS, PARAGRAPHS = 500, 1_000, 200
SIZES = (1_000, 3_000, 10_000, 30_000, 100_000)
LAPS = 3
MOST = 100_000
BOUND = 2_000

chance = random.Random(20_261_121)
LINES = [
    re.sub(r"^(?:[\d.]+|-) ", "", line)
    for plan in sorted((Path(library.__file__).parent / "plans").glob("*.txt"))
    for line in plan.read_text("utf-8").splitlines()
    if len(line) > 80
]


def milliseconds(act: Callable[[], Any], laps: int = LAPS) -> float:
    """The median of the laps."""
    took = []
    for _ in range(laps):
        start = time.perf_counter()
        act()
        took.append(1000 * (time.perf_counter() - start))
    return statistics.median(took)


def edited(text: str, changes: int) -> str:
    """The text with words replaced here and there by other words of the plans."""
    words = text.split(" ")
    for _ in range(changes):
        at = chance.randrange(len(words))
        words[at : at + chance.randrange(3)] = chance.sample(chance.choice(LINES).split(" "), 2)
    return " ".join(words)


def long_text(size: int) -> str:
    """Paragraphs of the plans until the size, each with a number of its own as a plan's would have."""
    parts: list[str] = []
    while sum(map(len, parts)) < size:
        parts.append(f"{len(parts)}. {chance.choice(LINES)}")
    return "\n".join(parts)[:size]


def patched(base: str, ours: str, theirs: str) -> None:
    matcher = diff_match_patch()
    matcher.patch_apply(matcher.patch_make(base, ours), theirs)


def plain_diff(before: str, after: str) -> None:
    matcher = diff_match_patch()
    matcher.diff_cleanupSemantic(matcher.diff_main(before, after))


def plain_match(before: str, after: str, start: int, end: int) -> None:
    diff_match_patch().match_main(after, before[start:end], start)


ACTS: dict[str, tuple[Callable[..., Any], Callable[..., Any]]] = {
    "redline": (diff, plain_diff),
    "merge": (merge, patched),
    "anchor": (reanchor, plain_match),
}


def quote(text: str) -> tuple[int, int]:
    start = chance.randrange(len(text) - 30)
    return start, start + 30


def a_plan() -> None:
    clauses = [chance.choice(LINES) for _ in range(PARAGRAPHS)]
    amended = [(clause, edited(clause, 2), edited(clause, 2)) for clause in (clauses * 3)[:AMENDMENTS]]
    commented = [(base, ours, *quote(base)) for base, ours, _ in (amended * 2)[:COMMENTS]]
    given = {"redline": [each[:2] for each in amended], "merge": amended, "anchor": commented}
    print(f"\n{PARAGRAPHS} paragraphs, {AMENDMENTS} amendments, {COMMENTS} comments: milliseconds for all of them")
    print(f"{'':14}{'portal.text':>14}{'diff-match-patch':>20}")
    for name, cases in given.items():
        ours, plain = (milliseconds(lambda act=act, cases=cases: [act(*case) for case in cases]) for act in ACTS[name])
        print(f"{name:14}{ours:>14.0f}{plain:>20.0f}")


def growth() -> None:
    print("\nOne text of 1 to 100 kB with a change in every kilobyte: milliseconds (portal.text / diff-match-patch)")
    print(f"{'kB':14}" + "".join(f"{size // 1000:>18}" for size in SIZES))
    texts = {}
    for size in SIZES:
        base = long_text(size)
        texts[size] = (base, edited(base, size // 1000), edited(base, size // 1000))
    for name, acts in ACTS.items():
        cells = []
        for base, ours, theirs in texts.values():
            changed = diff(base, ours)[0]
            place = max(0, changed.start - 30), changed.end + 30
            given = {"redline": (base, ours), "merge": (base, ours, theirs), "anchor": (base, ours, *place)}[name]
            cells.append(
                " / ".join(f"{milliseconds(lambda act=act, given=given: act(*given), laps=1):.1f}" for act in acts)
            )
        print(f"{name:14}" + "".join(f"{cell:>18}" for cell in cells))


def noise(seed: int) -> str:
    """Words that both sides share once, and between them as much noise as is still compared closely."""
    own = random.Random(seed)
    return " ".join(f"L{n} " + " ".join(str(own.randrange(300)) for _ in range(290)) for n in range(90))[:MOST]


def some_words(seed: int) -> str:
    own = random.Random(seed)
    return " ".join(f"w{own.randrange(3000)}" for _ in range(20_000))[:MOST]


WORST = {
    "two unrelated texts": (some_words(1), some_words(2)),
    "noise between landmarks": (noise(1), noise(2)),
    "two endless words": ("a" * MOST, "b" * MOST),
    "ten thousand the": ("the " * 10_000, "the " * 5_000 + "a " + "the " * 4_000 + "b"),
    "to and fro": ("a b " * 25_000, "b a " * 25_000),
    "marks only": ("!?" * 50_000, "?.!" * 33_000),
    "letters with marks": ("e\u0301" * 50_000, "e\u0300 " * 33_000),
    "emoji of several": ("👩\u200d💻 " * 25_000, "👩\u200d⚕️" * 25_000),
    "right to left": ("שלום עולם " * 10_000, "עולם שלום " * 10_000),
    "tabs, hard spaces": ("a\t\u00a0" * 33_000, "\t\u00a0a " * 25_000),
    "numbers": ("1 2 " * 25_000, "2 1 3 " * 16_000),
    "nots and musts": ("must not " * 11_000, "not may " * 12_000),
    "backwards": (" ".join(f"w{n}" for n in range(15_000)), " ".join(f"w{n}" for n in range(15_000, 0, -1))),
    "every second word": (
        " ".join(f"w{n}" for n in range(15_000)),
        " ".join(f"w{n}" if n % 2 else f"x{n}" for n in range(15_000)),
    ),
}


def worst() -> None:
    print(f"\nThe worst texts of up to {MOST:,} characters: milliseconds (the bound is {BOUND:,})")
    names = ("redline", "merge", "anchor", "overlay", "flags")
    print(f"{'':26}" + "".join(f"{name:>10}" for name in names) + "   changes")
    for title, (before, after) in WORST.items():
        edits = diff(before, after)
        amendments = [("one", edits), ("other", diff(before, before[: MOST // 2] + after[: MOST // 2]))]
        acts: list[Callable[[], Any]] = [
            lambda before=before, after=after: diff(before, after),
            lambda before=before, after=after: merge(before, after, after[::-1]),
            lambda before=before, after=after: reanchor(before, after, 20_000, 20_060),
            lambda before=before, amendments=amendments: overlay(before, amendments),
            lambda before=before, after=after: flags(before, after),
        ]
        took = [milliseconds(act, laps=1) for act in acts]
        print(f"{title:26}" + "".join(f"{each:>10.0f}" for each in took) + f"{len(edits):>10}")


if __name__ == "__main__":
    a_plan()
    growth()
    worst()
