"""Redlines of people's real edits, beside the tools others use for them.

make bench, or: python benchmarks/text_redline.py [FOLDER]
"""

import html
import re
from collections.abc import Callable
from itertools import groupby

from diff_match_patch import diff_match_patch
from lxml.html.diff import htmldiff
from redlines import Redlines
from text_engine import Case, Verdict, heading, run, table, timed

from portal.text import diff, runs

Pieces = list[tuple[str, str]]

MARKED = re.compile(r"<(ins|del)\b[^>]*>(.*?)</\1>", re.DOTALL)
SPACE_BETWEEN = re.compile(r"</(ins|del)>(\s+)(?=<(?:ins|del)\b)")


def our_pieces(before: str, after: str) -> Pieces:
    return [(run.kind, run.text) for run in runs(before, diff(before, after))]


def plain_pieces(before: str, after: str) -> Pieces:
    matcher = diff_match_patch()
    found = matcher.diff_main(before, after)
    matcher.diff_cleanupSemantic(found)
    return [({-1: "removed", 0: "same", 1: "added"}[kind], text) for kind, text in found]


def html_pieces(before: str, after: str) -> Pieces:
    return pieces(htmldiff(html.escape(before, quote=False), html.escape(after, quote=False)), html.unescape)


def redlines_pieces(before: str, after: str) -> Pieces:
    return pieces(Redlines(before, after, markdown_style="none").output_markdown, str)


def pieces(marked: str, read: Callable[[str], str]) -> Pieces:
    """Text with <ins> and <del> as pieces."""
    found: Pieces = []
    at = 0
    marked = SPACE_BETWEEN.sub(r"\2</\1>", marked)
    for match in MARKED.finditer(marked):
        kind = "added" if match[1] == "ins" else "removed"
        found += [("same", read(marked[at : match.start()])), (kind, read(match[2]))]
        at = match.end()
    return [piece for piece in [*found, ("same", read(marked[at:]))] if piece[1]]


REDLINES = {
    "portal.text": our_pieces,
    "diff-match-patch": plain_pieces,
    "lxml.html.diff": html_pieces,
    "redlines": redlines_pieces,
}


def judged_redline(act: Callable[..., Pieces], case: Case) -> Verdict:
    found, took = timed(act, case["before"], case["after"])
    old, new = ("".join(text for of, text in found if of != other) for other in ("added", "removed"))
    return {
        "changes": sum(changed for changed, _ in groupby(found, lambda piece: piece[0] != "same")),
        "letters marked": sum(len(text) for of, text in found if of != "same"),
        "cut words": cuts(found),
        "exact": (old, new) == (case["before"], case["after"]),
        "exact but for spaces": (old.split(), new.split()) == (case["before"].split(), case["after"].split()),
        "ms": took,
    }


def cuts(found: Pieces) -> int:
    """Ends of changes that stand inside a word of the text before."""
    old = "".join(text for of, text in found if of != "added")
    places, at = set(), 0
    for of, text in found:
        end = at if of == "added" else at + len(text)
        if of != "same":
            places |= {at, end}
        at = end
    return sum(bool(re.match(r"[^\W_]{2}", old[place - 1 : place + 1])) for place in places if place)


def show(cases: list[Case]) -> None:
    print("\nREDLINE: what one person changed in one paragraph (means for each edit)")
    columns = {"changes": ".2f", "letters marked": ".0f", "cut words": ".2f"}
    columns |= {"exact": ".1%", "exact but for spaces": ".1%", "ms": ".2f"}
    heading(f"all ({len(cases)})", columns)
    table(REDLINES, judged_redline, cases, columns)


if __name__ == "__main__":
    run({"edits.jsonl": show})
