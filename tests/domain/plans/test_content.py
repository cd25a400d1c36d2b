"""A plan's words: one canonical text, one fingerprint."""

import json
import unicodedata
from dataclasses import asdict
from datetime import date

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.plans.content import CLAUSE_KINDS, PLAN_TYPES, SCHEMA, Clause, Content, Stage, fingerprint, parse
from tests.factories import WORDS, some_content

WORD = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30).map(
    lambda text: unicodedata.normalize("NFC", text)
)
PAIRS = st.lists(st.tuples(WORD, WORD), max_size=3).map(tuple)
KINDS = st.sampled_from(CLAUSE_KINDS)
LEAVES = st.builds(Clause, key=WORD, label=WORD, kind=KINDS, text=WORD, fields=PAIRS)
CLAUSES = st.recursive(
    LEAVES,
    lambda below: st.builds(
        Clause,
        key=WORD,
        label=WORD,
        kind=KINDS,
        text=WORD,
        fields=PAIRS,
        children=st.lists(below, max_size=3).map(tuple),
    ),
    max_leaves=8,
)
STAGES = st.builds(Stage, key=WORD, title=WORD, level=WORD, weeks=st.integers(0, 104), review=WORD)
CONTENTS = st.builds(
    Content,
    title=WORD,
    type=st.sampled_from(["", *PLAN_TYPES]),
    start=st.one_of(st.just(""), st.dates().map(date.isoformat)),
    stages=st.lists(STAGES, max_size=4).map(tuple),
    clauses=st.lists(CLAUSES, max_size=4).map(tuple),
)


@given(CONTENTS)
def test_the_canonical_text_says_it_all(content: Content) -> None:
    assert parse(content.canonical()) == content
    assert parse(content.canonical()).fingerprint == content.fingerprint == fingerprint(content.canonical())


@given(CONTENTS)
def test_the_canonical_text_is_that_of_the_whole(content: Content) -> None:
    whole = rfc8785.dumps({"schema": SCHEMA, **asdict(content)}).decode()
    assert content.canonical() == whole == content.canonical()


@given(CONTENTS, WORD)
def test_a_plan_of_which_one_clause_is_reworded_has_the_canonical_text_of_the_new_words(
    content: Content, text: str
) -> None:
    content.canonical()
    for _, clause in content.walk():
        reworded = content.with_text(clause.key, text)
        assert reworded.canonical() == rfc8785.dumps({"schema": SCHEMA, **asdict(reworded)}).decode()


@given(CONTENTS, CONTENTS)
def test_only_the_same_words_have_the_same_fingerprint(one: Content, other: Content) -> None:
    assert (one.fingerprint == other.fingerprint) == (one == other)


def test_letters_composed_in_two_ways_are_the_same_words() -> None:
    assert Content(title="Café").fingerprint == Content(title="Cafe\u0301").fingerprint


def test_every_key_is_always_there() -> None:
    data = json.loads(Content(title="", stages=(Stage("s", ""),), clauses=(Clause("c", "", "item", ""),)).canonical())
    assert data == {
        "schema": "plan-content-v1",
        "title": "",
        "type": "",
        "start": "",
        "stages": [{"key": "s", "title": "", "level": "", "weeks": 0, "review": ""}],
        "clauses": [{"key": "c", "label": "", "kind": "item", "text": "", "fields": [], "children": []}],
    }


def test_another_schema_is_not_read() -> None:
    with pytest.raises(ValueError, match="plan-content-v1"):
        parse('{"schema": "plan-content-v2"}')


def test_rewording_touches_one_paragraph_only() -> None:
    before, after = some_content(), some_content().with_text("cases", "New words.")
    texts = {clause.key: clause.text for _, clause in after.walk()}
    assert texts == {clause.key: clause.text for _, clause in before.walk()} | {"cases": "New words."}
    assert after.stages == before.stages


def test_clauses_are_walked_in_reading_order_with_their_depth() -> None:
    walked = [(depth, clause.key) for depth, clause in some_content().walk()]
    assert walked == [
        (0, "purpose"),
        (1, "aim"),
        (0, "programme"),
        (1, "supervision"),
        (1, "cases"),
        (0, "agreement"),
        (1, "consequences"),
    ]


def test_weeks_move_the_end_and_the_review_meetings() -> None:
    content = some_content().with_weeks("first", 6)
    assert (content.weeks, content.end) == (14, date(2026, 4, 13))
    assert [day for _, day in content.review_dates()] == [date(2026, 2, 16), date(2026, 4, 13)]


def test_without_a_start_no_day_is_named() -> None:
    content = Content(title="", stages=some_content().stages)
    assert content.end is None
    assert [day for _, day in content.review_dates()] == [None, None]


def test_a_paragraph_is_found_by_its_key() -> None:
    assert some_content().clause("aim").text == WORDS["aim"]
    assert some_content().clause("nowhere") is None
