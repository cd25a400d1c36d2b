"""A plan's words: one canonical text, one fingerprint."""

import json
import unicodedata
from dataclasses import asdict, replace
from datetime import date
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.plans import content_v1
from portal.domain.plans.content import (
    PLAN_TYPES,
    V2,
    Clause,
    Content,
    Review,
    Stage,
    fingerprint,
    parse,
    read_clause,
    write_clause,
)
from portal.domain.plans.steps import STEPS
from tests.factories import WORDS, some_content

WORD = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30).map(
    lambda text: unicodedata.normalize("NFC", text)
)
PAIRS = st.lists(st.tuples(WORD, WORD), max_size=3).map(tuple)
KINDS = st.sampled_from(content_v1.CLAUSE_KINDS)
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
FACTS = {
    "title": WORD,
    "type": st.sampled_from(["", *PLAN_TYPES]),
    "start": st.one_of(st.just(""), st.dates().map(date.isoformat)),
}
FIRST_FORM = st.builds(
    Content, **FACTS, stages=st.lists(STAGES, max_size=4).map(tuple), clauses=st.lists(CLAUSES, max_size=4).map(tuple)
)
MARKED = st.builds(lambda clause, health: replace(clause, health=health), CLAUSES, st.booleans())
REVIEWED = st.builds(
    Stage,
    key=WORD,
    title=WORD,
    level=WORD,
    weeks=st.integers(0, 104),
    step=st.sampled_from(["", *STEPS]),
    reviews=st.lists(st.builds(Review, st.integers(1, 104), WORD), max_size=3).map(tuple),
)
SECOND_FORM = st.builds(
    Content,
    **FACTS,
    stages=st.lists(REVIEWED, max_size=4).map(tuple),
    clauses=st.lists(MARKED, max_size=4).map(tuple),
    waits_for=WORD,
    schema=st.just(V2),
)
CONTENTS = st.one_of(FIRST_FORM, SECOND_FORM)


def facts_of(content: Content) -> dict[str, Any]:
    """All that a plan says, written down a second time, as its schema has it."""
    facts = {"schema": content.schema, "title": content.title, "type": content.type, "start": content.start}
    stages: list[dict[str, Any]] = [
        {"key": one.key, "title": one.title, "level": one.level, "weeks": one.weeks, "review": one.review}
        for one in content.stages
    ]
    if content.schema == V2:
        facts |= {"start": {"day": content.start, "waits_for": content.waits_for}}
        for stage, one in zip(stages, content.stages, strict=True):
            del stage["review"]
            stage["level"] = {"step": one.step or None, "words": one.level}
            stage["reviews"] = [{"week": review.week, "with": review.words} for review in one.reviews]
    return facts | {"stages": stages, "clauses": [clause_facts(clause, content.schema) for clause in content.clauses]}


def clause_facts(clause: Clause, schema: str) -> dict[str, Any]:
    facts = asdict(clause) | {"children": [clause_facts(child, schema) for child in clause.children]}
    return facts if schema == V2 else {name: value for name, value in facts.items() if name != "health"}


@given(CONTENTS)
def test_the_canonical_text_says_it_all(content: Content) -> None:
    assert parse(content.canonical()) == content
    assert parse(content.canonical()).fingerprint == content.fingerprint == fingerprint(content.canonical())


@given(CONTENTS)
def test_the_canonical_text_is_that_of_the_whole(content: Content) -> None:
    whole = rfc8785.dumps(facts_of(content)).decode()
    assert content.canonical() == whole == content.canonical()


@given(CONTENTS, WORD)
def test_a_plan_of_which_one_clause_is_reworded_has_the_canonical_text_of_the_new_words(
    content: Content, text: str
) -> None:
    content.canonical()
    for _, clause in content.walk():
        reworded = content.with_text(clause.key, text)
        assert reworded.canonical() == rfc8785.dumps(facts_of(reworded)).decode()


@given(CONTENTS, CONTENTS)
def test_only_the_same_words_have_the_same_fingerprint(one: Content, other: Content) -> None:
    assert (one.fingerprint == other.fingerprint) == (one == other)


def test_letters_composed_in_two_ways_are_the_same_words() -> None:
    assert Content(title="Café").fingerprint == Content(title="Cafe\u0301").fingerprint
    one, other = (Clause("c", "", "item", "", (("Where", word),)) for word in ("Café", "Cafe\u0301"))
    assert Content(title="", clauses=(one,)).fingerprint == Content(title="", clauses=(other,)).fingerprint


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


def test_in_the_second_form_every_key_is_always_there_too() -> None:
    stage, clause = Stage("s", "", reviews=(Review(4),)), Clause("c", "", "item", "")
    data = json.loads(Content(title="", stages=(stage,), clauses=(clause,), schema=V2).canonical())
    assert data == {
        "schema": "plan-content-v2",
        "title": "",
        "type": "",
        "start": {"day": "", "waits_for": ""},
        "stages": [
            {
                "key": "s",
                "title": "",
                "level": {"step": None, "words": ""},
                "weeks": 0,
                "reviews": [{"week": 4, "with": ""}],
            }
        ],
        "clauses": [
            {"key": "c", "label": "", "kind": "item", "text": "", "fields": [], "children": [], "health": False}
        ],
    }


def test_another_schema_is_not_read() -> None:
    with pytest.raises(ValueError, match="neither plan-content-v1 nor plan-content-v2"):
        parse('{"schema": "plan-content-v3"}')


@given(CLAUSES, st.booleans())
def test_a_clause_written_by_itself_reads_back(clause: Clause, health: bool) -> None:
    whole = replace(clause, health=health)
    assert read_clause(write_clause(whole)) == whole


def test_a_stage_takes_its_reviews_with_it() -> None:
    stage = Stage("s", "", weeks=6, reviews=(Review(2, "a"), Review(5, "b"), Review(6, "c")))
    assert [one.week for one in stage.lasting(8).reviews] == [2, 5, 8]
    assert [one.week for one in stage.lasting(4).reviews] == [2, 4, 4]
    assert [one.words for one in stage.lasting(1).reviews] == ["a", "b", "c"]


def test_review_meetings_have_their_week_of_the_programme_and_their_day() -> None:
    stages = (Stage("a", "", weeks=4, reviews=(Review(2), Review(4))), Stage("b", "", weeks=2, reviews=(Review(2),)))
    points = Content(title="", start="2027-01-04", stages=stages, schema=V2).review_points()
    assert [(one.week, one.review_week) for one in points] == [(2, 2), (4, 4), (6, 2)]
    assert [one.day for one in points] == [date(2027, 1, 17), date(2027, 1, 31), date(2027, 2, 14)]


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


def test_weeks_move_the_end_of_the_plan_and_of_its_stages() -> None:
    content = some_content().with_weeks("first", 6)
    assert (content.weeks, content.end) == (14, date(2026, 4, 12))
    assert [day for _, day in content.stage_ends()] == [date(2026, 2, 15), date(2026, 4, 12)]


def test_a_programme_ends_on_the_last_day_of_its_last_week() -> None:
    content = Content(title="", start="2027-01-04", stages=(Stage("s", "", weeks=28),))
    assert content.end == date(2027, 7, 18)
    assert content.end.strftime("%A") == "Sunday"


def test_a_programme_without_weeks_has_no_last_day() -> None:
    content = Content(title="", start="2027-01-04", stages=(Stage("s", ""),))
    assert (content.end, content.stage_ends()) == (None, [(content.stages[0], None)])


def test_without_a_start_no_day_is_named() -> None:
    content = Content(title="", stages=some_content().stages)
    assert content.end is None
    assert [day for _, day in content.stage_ends()] == [None, None]


def test_a_paragraph_is_found_by_its_key() -> None:
    assert some_content().clause("aim").text == WORDS["aim"]
    assert some_content().clause("nowhere") is None
