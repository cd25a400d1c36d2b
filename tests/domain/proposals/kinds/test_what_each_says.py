"""What each kind of change says of itself on a page, where its form is found, and what it asks."""

from collections.abc import Callable

import pytest

from portal.domain.plans.structure import Place
from portal.domain.proposals.proposal import Proposal
from portal.domain.proposals.said import ProposalKind as Kind
from portal.web.http import Portal
from tests.factories import (
    WORDS,
    Story,
    suggest,
    suggest_addition,
    suggest_move,
    suggest_removal,
    suggest_stage,
    suggest_stage_less,
    suggest_stage_words,
    suggest_start,
    suggest_title,
    suggest_weeks,
)

MAKE: dict[Kind, Callable[[Story], Proposal]] = {
    Kind.REWORD: lambda story: suggest(story, text="Other words."),
    Kind.ADD: suggest_addition,
    Kind.REMOVE: suggest_removal,
    Kind.MOVE: lambda story: suggest_move(story, Place("purpose", "aim")),
    Kind.STAGE: suggest_stage_words,
    Kind.DURATION: suggest_weeks,
    Kind.START: suggest_start,
    Kind.TITLE: suggest_title,
    Kind.STAGE_MORE: suggest_stage,
    Kind.STAGE_LESS: suggest_stage_less,
}
LEVEL, LENGTH = "the supervision of “Close supervision”", "the length of “Close supervision”"
ADDED, MORE, LESS = (
    "a new paragraph after 2.1",
    "a new stage after “Close supervision”",
    "the stage “Close supervision”",
)
HEADINGS = {
    Kind.REWORD: ("paragraph 2.1", "", "paragraph 2.1"),
    Kind.ADD: (ADDED, ADDED, ADDED),
    Kind.REMOVE: ("paragraph 2.1", "take out paragraph 2.1", "take out paragraph 2.1"),
    Kind.MOVE: ("paragraph 2.1", "move paragraph 2.1", "move paragraph 2.1"),
    Kind.STAGE: (LEVEL, LEVEL, LEVEL),
    Kind.DURATION: (LENGTH, "", LENGTH),
    Kind.START: ("the start of the programme", "", "the start of the programme"),
    Kind.TITLE: ("the title of the plan",) * 3,
    Kind.STAGE_MORE: (MORE, MORE, MORE),
    Kind.STAGE_LESS: (LESS, f"take out {LESS}", f"take out {LESS}"),
}
STANDS = {
    Kind.REWORD: ("clause-supervision", "supervision", "supervision"),
    Kind.ADD: ("clause-supervision", "supervision", ""),
    Kind.REMOVE: ("clause-supervision", "supervision", "supervision"),
    Kind.MOVE: ("clause-supervision", "supervision", "supervision"),
    Kind.STAGE: ("stage-first", "first", "first"),
    Kind.DURATION: ("stage-first", "first", "first"),
    Kind.START: ("stages", "", ""),
    Kind.TITLE: ("title", "title", "title"),
    Kind.STAGE_MORE: ("stage-first", "first", "stages"),
    Kind.STAGE_LESS: ("stage-first", "first", "first"),
}
FACTS = "“Close supervision”, 4 weeks. Supervision: Every case is seen. Review meeting: First review meeting."
WHOLE = f"2.1 {WORDS['supervision']}"
CONFLICTS = {
    Kind.REWORD: (WORDS["supervision"], WORDS["supervision"], "Other words."),
    Kind.ADD: ("", "The place you chose is gone", "A deputy is named."),
    Kind.REMOVE: (WHOLE, WHOLE, "Take it out"),
    Kind.MOVE: ("At its former place", "At another place", "after 1.1"),
    Kind.STAGE: ("Every case is seen", "Every case is seen", "Every list is shared"),
    Kind.DURATION: ("4 weeks", "4 weeks", "6 weeks"),
    Kind.START: ("5 January 2026", "5 January 2026", "2 February 2026"),
    Kind.TITLE: ("Return to safe practice", "Return to safe practice", "Return to safe surgery"),
    Kind.STAGE_MORE: (
        "",
        "The place you chose is gone",
        "“Shared lists”, 3 weeks. Supervision: Every list is shared. Review meeting: Third review.",
    ),
    Kind.STAGE_LESS: (FACTS, FACTS, "Take it out"),
}
COUNTERS = {
    Kind.REWORD: (Kind.REWORD, "supervision", ""),
    Kind.ADD: (Kind.ADD, "supervision", "paragraph"),
    Kind.REMOVE: (Kind.REWORD, "supervision", ""),
    Kind.MOVE: (Kind.MOVE, "supervision", ""),
    Kind.STAGE: (Kind.STAGE, "first", "level"),
    Kind.DURATION: (Kind.DURATION, "first", ""),
    Kind.START: (Kind.START, "", ""),
    Kind.TITLE: (Kind.TITLE, "", ""),
    Kind.STAGE_MORE: (Kind.STAGE_MORE, "first", ""),
    Kind.STAGE_LESS: (Kind.DURATION, "first", ""),
}
ASKED = {
    Kind.REWORD: ("paragraph 2.1", WORDS["supervision"], "Other words.", "", ""),
    Kind.ADD: ("a new paragraph", "", "A deputy is named.", "paragraph", '["programme", "supervision"]'),
    Kind.REMOVE: ("paragraph 2.1", WHOLE, "", "", ""),
    Kind.MOVE: ("paragraph 2.1", WHOLE, "", "", '["purpose", "aim"]'),
    Kind.STAGE: (LEVEL, "Every case is seen", "Every list is shared", "level", ""),
    Kind.DURATION: (LENGTH, "4", "6", "", ""),
    Kind.START: ("the start of the programme", "2026-01-05", "2026-02-02", "", ""),
    Kind.TITLE: ("the title of the plan", "Return to safe practice", "Return to safe surgery", "", ""),
    Kind.STAGE_LESS: (LESS, FACTS, "", "", ""),
}
FORMS = {
    Kind.REWORD: ("clauses/<key>/proposals", "text"),
    Kind.ADD: ("clauses/<key>/additions", "text"),
    Kind.REMOVE: ("clauses/<key>/removals", ""),
    Kind.MOVE: ("clauses/<key>/moves", "place"),
    Kind.STAGE: ("stages/<key>/amendments", "text"),
    Kind.DURATION: ("stages/<key>/durations", "weeks"),
    Kind.START: ("starts", "start"),
    Kind.TITLE: ("titles", "text"),
    Kind.STAGE_MORE: ("stages/<key>/additions", "stage"),
    Kind.STAGE_LESS: ("stages/<key>/removals", ""),
}
OF_TIME = {Kind.DURATION, Kind.START, Kind.STAGE_MORE, Kind.STAGE_LESS}
FLAGS = {
    "redlined": set(Kind) - OF_TIME - {Kind.MOVE},
    "needs_consent": OF_TIME,
    "is_weighty": OF_TIME | {Kind.STAGE, Kind.REMOVE},
    "has_place": {Kind.ADD, Kind.MOVE, Kind.STAGE_MORE},
    "is_local": {Kind.REWORD},
    "has_preview": {Kind.REWORD, Kind.STAGE, Kind.DURATION, Kind.TITLE, Kind.STAGE_MORE, Kind.STAGE_LESS},
    "changes_programme": OF_TIME | {Kind.STAGE},
    "can_be_written_anew": set(Kind) - {Kind.REMOVE, Kind.STAGE_LESS},
}


@pytest.mark.parametrize("kind", Kind)
def test_what_it_is_called_and_where_it_stands(story: Story, kind: Kind) -> None:
    change, content = MAKE[kind](story), story.plan.content
    where = change.where(content, change.latest.said)
    assert (where, change.heading(where), change.title(where)) == HEADINGS[kind]
    said = change.latest.said
    assert (change.anchor(content, said), change.home(content, said), change.matter(said.place)[0]) == STANDS[kind]


@pytest.mark.parametrize("kind", Kind)
def test_its_templates_are_there(app: Portal, story: Story, kind: Kind) -> None:
    change = MAKE[kind](story)
    for template in (change.template, change.shown_by):
        assert app.jinja_env.get_template(template)


@pytest.mark.parametrize("kind", Kind)
def test_what_its_author_reads_where_it_conflicts(story: Story, kind: Kind) -> None:
    change, content = MAKE[kind](story), story.plan.content
    said = change.latest.said
    assert (change.stood(said), change.stands_now(content, said), change.suggested(content, said)) == CONFLICTS[kind]


@pytest.mark.parametrize("kind", Kind)
def test_with_what_it_can_be_answered(story: Story, kind: Kind) -> None:
    change = MAKE[kind](story)
    assert change.counter(story.plan.content) == COUNTERS[kind]


@pytest.mark.parametrize("kind", ASKED)
def test_what_its_form_asks(story: Story, kind: Kind) -> None:
    change, content = MAKE[kind](story), story.plan.content
    asked = change.asked(content, change.latest.said)
    assert (asked.about, asked.now, asked.value, asked.part, asked.place) == ASKED[kind]
    assert asked.anchor == STANDS[kind][0]


@pytest.mark.parametrize("kind", Kind)
def test_where_its_form_is_and_what_is_typed_there(story: Story, kind: Kind) -> None:
    change = MAKE[kind](story)
    assert (change.path, change.field) == FORMS[kind]
    assert change.typed({change.field: "typed"}) == "typed"
    assert {name for name, kinds in FLAGS.items() if kind in kinds} == {name for name in FLAGS if getattr(change, name)}
