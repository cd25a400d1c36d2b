"""Texts as people write them, and changes to them."""

from hypothesis import strategies as st

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
]
SPACES = [" ", " ", " ", "  ", "\n", "\t"]

words = st.sampled_from(WORDS)
sentences = st.lists(words, max_size=14).map(" ".join)
texts = st.one_of(
    sentences,
    st.lists(st.tuples(words, st.sampled_from(SPACES)).map("".join), max_size=10).map("".join),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
)
