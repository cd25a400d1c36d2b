"""Texts as people write them, and changes to them."""

import json
import os
import re
from pathlib import Path

from hypothesis import strategies as st

from portal import library

WORDS = [
    "may",
    "must",
    "not",
    "the",
    "supervisor",
    "22",
    "weeks",
    "12",
    "hours.",
    "café",
    "ℌ𝔢",
    "e\u0301",
    "(a)",
    "—",
    "it’s",
    "क्षि",
    "שָׁלוֹם",
    "👩🏽\u200d⚕️",
    "🇬🇧🇫🇷",
    "no\u00a0less",
]
SPACES = [" ", " ", " ", "  ", "\n", "\t", "\u00a0"]

words = st.sampled_from(WORDS)
sentences = st.lists(words, max_size=14).map(" ".join)
texts = st.one_of(
    sentences,
    st.lists(st.tuples(words, st.sampled_from(SPACES)).map("".join), max_size=10).map("".join),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
)

PLANS = sorted((Path(library.__file__).parent / "plans").glob("*.txt"))
PARAGRAPHS = [
    re.sub(r"^(?:[\d.]+|-) ", "", line)
    for plan in PLANS
    for line in plan.read_text("utf-8").splitlines()
    if len(line) > 80
]


def _measured() -> list[tuple[str, str]]:
    """People's edits of other documents, where PORTAL_TEXT_DATA names a folder with edits.jsonl."""
    folder = os.environ.get("PORTAL_TEXT_DATA")
    if not folder:
        return []
    lines = (Path(folder) / "edits.jsonl").read_text("utf-8").splitlines()
    return [(edit["before"], edit["after"]) for edit in map(json.loads, lines)]


MEASURED = _measured()
paragraphs = st.sampled_from([*PARAGRAPHS, *(before for before, _ in MEASURED)])


@st.composite
def edited(draw: st.DrawFn, paragraph: str, most: int = 3) -> str:
    """The paragraph with words taken out, put in or put in their place, or a sentence moved to its front."""
    text = paragraph
    for _ in range(draw(st.integers(1, most))):
        found = text.split(" ")
        at = draw(st.integers(0, len(found) - 1))
        span = draw(st.integers(0, 4))
        found[at : at + span] = draw(st.lists(words, max_size=3))
        text = " ".join(found)
    if draw(st.integers(0, 5)) == 0 and ". " in text:
        first, rest = text.split(". ", 1)
        text = f"{rest} {first}."
    return text


made = paragraphs.flatmap(lambda before: st.tuples(st.just(before), edited(before)))
revisions = st.one_of(made, st.sampled_from(MEASURED)) if MEASURED else made
pairs = st.one_of(st.tuples(texts, texts), revisions)
triples = st.one_of(
    st.tuples(sentences, sentences, sentences),
    paragraphs.flatmap(lambda base: st.tuples(st.just(base), edited(base), edited(base))),
)
