"""Merges and anchors on people's real edits, beside the tools others use for them.

make bench, or: python benchmarks/text_engine.py [FOLDER]

FOLDER holds edits.jsonl, merges.jsonl and anchors.jsonl (otherwise PORTAL_TEXT_DATA, otherwise ../shared/data).
"""

import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from itertools import groupby
from pathlib import Path
from typing import Any

from diff_match_patch import diff_match_patch
from merge3 import Merge3
from rapidfuzz import fuzz

from portal.text import merge, reanchor

Case = dict[str, Any]
Place = tuple[int, int] | None
Verdict = dict[str, float]

ROOT = Path(__file__).resolve().parent.parent
WORDS = re.compile(r"\S+\s*|\s+")
LEAST_ALIKE = 80


def folder() -> Path | None:
    """Where the measured edits are, if anywhere."""
    named = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("PORTAL_TEXT_DATA")
    place = Path(named) if named else ROOT.parent / "shared" / "data"
    return place if (place / "edits.jsonl").exists() else None


def timed(act: Callable[..., Any], *given: Any) -> tuple[Any, float]:
    """What comes of it, and the milliseconds it took."""
    start = time.perf_counter()
    return act(*given), 1000 * (time.perf_counter() - start)


def our_merge(base: str, ours: str, theirs: str) -> str | None:
    return merge(base, ours, theirs).text


def patched(base: str, ours: str, theirs: str) -> str | None:
    matcher = diff_match_patch()
    text, applied = matcher.patch_apply(matcher.patch_make(base, ours), theirs)
    return text if all(applied) else None


def merged_in_three(base: str, ours: str, theirs: str) -> str | None:
    words = (WORDS.findall(text) for text in (base, ours, theirs))
    found: list[str] = []
    for group in Merge3(*words).merge_groups():
        if group[0] == "conflict":
            return None
        found += group[1]
    return "".join(found)


def merged_by_git(base: str, ours: str, theirs: str) -> str | None:
    with tempfile.TemporaryDirectory() as place:
        files = [Path(place) / name for name in ("ours", "base", "theirs")]
        for file, text in zip(files, (ours, base, theirs), strict=True):
            lines = (word.replace("\n", "\x01") + "\n" for word in WORDS.findall(text))
            file.write_text("".join(lines), "utf-8", newline="")
        told = subprocess.run(["git", "merge-file", "-p", *files], capture_output=True, check=False)
    return None if told.returncode else told.stdout.decode().replace("\n", "").replace("\x01", "\n")


def matched(before: str, after: str, start: int, end: int) -> Place:
    matcher = diff_match_patch()
    quote = before[start:end]
    place = matcher.match_main(after, quote, start)
    return None if place == -1 else (place, min(place + len(quote), len(after)))


def searched(before: str, after: str, start: int, end: int) -> Place:
    found = fuzz.partial_ratio_alignment(before[start:end], after, score_cutoff=LEAST_ALIKE)
    return (found.dest_start, found.dest_end) if found else None


MERGES = {
    "portal.text": our_merge,
    "diff-match-patch": patched,
    "merge3, by word": merged_in_three,
    "git, a word a line": merged_by_git,
}
ANCHORS = {"portal.text": reanchor, "match_main": matched, "rapidfuzz": searched}


def kind(case: Case) -> str:
    if case["kind"] == "real":
        return "real, both kept" if case["people"] == "combined" else "real, one picked"
    if case["kind"] == "overlap":
        return "must conflict"
    return "touching" if case["gap"] == 0 else "apart"


def coined(case: Case, text: str) -> bool:
    """Whether the text holds a word that none of the three holds."""
    made, *written = (set(re.findall(r"\w+", each)) for each in (text, *three(case)))
    return bool(made - set.union(*written))


def three(case: Case) -> tuple[str, str, str]:
    return case["base"], case["ours"], case["theirs"]


def judged_merge(act: Callable[..., str | None], case: Case) -> Verdict:
    text, took = timed(act, *three(case))
    if text is None:
        return {"conflict": 1, "ms": took}
    right = case["merged"] is not None and text.split() == case["merged"].split()
    return {"exact" if right else "silently wrong": 1, "words coined": coined(case, text), "ms": took}


def judged_anchor(act: Callable[..., Place], case: Case) -> Verdict:
    place, took = timed(act, case["before"], case["after"], case["start"], case["end"])
    truth = tuple(case["truth"]) if case["truth"] else None
    if place is None or truth is None:
        verdict = "right" if place == truth else "lost" if truth else "wrong place"
    elif case["kind"] == "edited":
        shared = min(place[1], truth[1]) - max(place[0], truth[0])
        verdict = "right" if 2 * shared >= max(place[1], truth[1]) - min(place[0], truth[0]) else "wrong place"
    else:
        verdict = "right" if tuple(place) == truth else "wrong place"
    return {verdict: 1, "ms": took}


def table(tools: dict[str, Any], judge: Callable[..., Verdict], cases: list[Case], columns: dict[str, str]) -> None:
    """A row for each tool: for each column the mean, as its format says."""
    for tool, act in tools.items():
        verdicts = [judge(act, case) for case in cases]
        means = {column: statistics.mean(verdict.get(column, 0) for verdict in verdicts) for column in columns}
        print(f"{tool:22}" + "".join(f"{means[column]:>{width(column)}{form}}" for column, form in columns.items()))


def width(column: str) -> int:
    return max(len(column), 7) + 2


def heading(title: str, columns: Iterable[str]) -> None:
    print(f"\n{title:22}" + "".join(f"{column:>{width(column)}}" for column in columns))


def merges(cases: list[Case]) -> None:
    print("\nMERGE: two people's changes to one paragraph (the share of cases; mean milliseconds)")
    columns = {"exact": ".1%", "conflict": ".1%", "silently wrong": ".1%", "words coined": ".1%", "ms": ".2f"}
    for name, alike in groupby(sorted(cases, key=kind), kind):
        group = list(alike)
        heading(f"{name} ({len(group)})", columns)
        table(MERGES, judged_merge, group, columns)


def anchors(cases: list[Case]) -> None:
    print("\nANCHORS: a comment's words found again after the paragraph changed")
    columns = {"right": ".1%", "wrong place": ".1%", "lost": ".1%", "ms": ".2f"}
    for name, group in {
        "all": cases,
        "words gone": [case for case in cases if not case["truth"]],
        "words repeated": [case for case in cases if case["kind"] in {"kept_repeated", "kept_dup_in_para"}],
        "words changed": [case for case in cases if case["kind"] == "edited"],
    }.items():
        heading(f"{name} ({len(group)})", columns)
        table(ANCHORS, judged_anchor, group, columns)


def run(tables: dict[str, Callable[[list[Case]], None]]) -> None:
    """Each table on the rows of its file, or where to find them."""
    place = folder()
    if place is None:
        print(f"{sys.argv[0]}: no measured edits here. Name a folder that holds {', '.join(tables)}:")
        print(f"python {sys.argv[0]} FOLDER, or PORTAL_TEXT_DATA=FOLDER make bench")
        return
    for name, show in tables.items():
        show([json.loads(line) for line in (place / name).read_text("utf-8").splitlines()])


if __name__ == "__main__":
    run({"merges.jsonl": merges, "anchors.jsonl": anchors})
