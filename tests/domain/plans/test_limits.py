"""The rules for what a plan may measure, where a suggested change would break them."""

from dataclasses import replace

import pytest

from portal.domain.base import Refused
from portal.domain.plans.content import PLAN_TYPES, Content, Review, Stage
from portal.domain.plans.limits import Fault, expect_within, faults
from portal.domain.plans.pieces import with_children
from portal.domain.plans.structure import Place
from tests import factories
from tests.factories import LIMITS, Story, in_second_form, some_content


def test_a_plan_within_its_limits_has_no_fault() -> None:
    assert list(faults(some_content(), LIMITS)) == []


def faulty(plan: Content) -> list[Fault]:
    return list(faults(plan, LIMITS))


def with_clause(**facts: object) -> Content:
    """The small plan in its second form, in which the first paragraph is so."""
    first, *others = in_second_form().clauses
    section = with_children(first, (replace(first.children[0], **facts),))
    return replace(in_second_form(), clauses=(section, *others))


def with_stage(**facts: object) -> Content:
    """The same, in which the first stage is so."""
    return in_second_form().with_stage("first", **facts)


@pytest.mark.parametrize("kind", PLAN_TYPES)
def test_each_type_of_plan_is_known_by_its_name(kind: str) -> None:
    assert kind in {"remediation", "return to work or reskilling", "combined"}
    assert faulty(replace(some_content(), type=kind)) == []


@pytest.mark.parametrize(
    ("plan", "part", "sentence"),
    [
        (with_clause(key="cases"), "", "Paragraph 2.2 has the key of another part."),
        (with_clause(key="first"), "", "Paragraph 1.1 has the key of another part."),
        (with_clause(key="stages"), "", "Paragraph 1.1 has a key that cannot be kept."),
        (with_clause(label="1" * 61), "label", "The number of a paragraph is longer than 60 characters. Shorten it."),
        (with_clause(text="x" * 20_001), "text", "Paragraph 1.1 is longer than 20,000 characters. Split it in two."),
        (with_clause(kind="poem"), "", "Paragraph 1.1 is of a kind that this plan does not know."),
        (with_clause(kind="person"), "", "Paragraph 1.1 has these parts, in this order: Name, Organisation,"),
        (with_clause(kind="activity"), "", "Paragraph 1.1 has these parts, in this order: How many, Spread over,"),
        (with_clause(fields=(("p", ""),) * 11), "", "Paragraph 1.1 has 11 parts. The most is 10."),
        (with_clause(fields=(("p" * 201, ""),)), "p" * 201, "Paragraph 1.1: the name of a part is longer than 200"),
        (with_stage(title=""), "title", "A stage has no title. Give it one."),
        (with_stage(step="far"), "step", "The stage “Close supervision” has the step “far”. It can be "),
        (with_stage(reviews=(Review(1),) * 6), "", "The stage “Close supervision” has 6 review meetings."),
        (with_stage(reviews=(Review(5),)), "review", "The stage “Close supervision” has no week 5 for its review"),
        (with_stage(reviews=(Review(0),)), "review", "The stage “Close supervision” has no week 0 for its review"),
        (with_stage(weeks=105), "weeks", "The stage “Close supervision” has 105 weeks. A stage lasts between"),
    ],
)
def test_what_is_beyond_a_limit_is_told_once(plan: Content, part: str, sentence: str) -> None:
    [fault] = faulty(plan)
    assert (fault.part, fault.sentence[: len(sentence)]) == (part, sentence)


def test_what_is_just_within_a_limit_is_kept() -> None:
    fields = (("p" * 200, ""), *(("p", ""),) * 9)
    assert faulty(with_clause(label="1" * 60, text="x" * 20_000, fields=fields, key="k" * 40)) == []
    assert faulty(with_stage(title="x" * 200, weeks=104, reviews=(Review(1),) * 4 + (Review(104),))) == []


def test_what_stands_under_a_paragraph_about_health_is_marked_so_too() -> None:
    first, *others = in_second_form().clauses
    marked = replace(first, health=True)
    half = replace(in_second_form(), clauses=(marked, *others))
    whole = replace(half, clauses=(with_children(marked, (replace(first.children[0], health=True),)), *others))
    sentence = "Paragraph 1 is about health, so everything under it must be marked so too."
    assert (faulty(whole), [one.sentence for one in faulty(half)]) == ([], [sentence])


def test_what_was_so_before_stands_in_nobodys_way() -> None:
    old = Content("A" * 300, "banana", "0001-01-01", (Stage("a", "", weeks=9_999), Stage("a", "B")))
    assert len({fault.sentence for fault in faults(old, LIMITS)}) == 7
    expect_within(old, old, LIMITS, "text")
    with pytest.raises(Refused, match="longer than 20,000"):
        expect_within(
            old, Content(old.title, old.type, old.start, (Stage("a", "", "x" * 20_001, 9_999),)), LIMITS, "text"
        )


@pytest.mark.parametrize("title", ["A" * 201, "One line\nand another"])
def test_the_title_of_a_stage_has_the_same_rules_wherever_it_is_written(story: Story, title: str) -> None:
    with pytest.raises(Refused, match="The title of a stage") as refused:
        factories.suggest_stage_words(story, part="title", text=title)
    assert refused.value.field == "text"


def test_no_change_makes_a_plan_deeper_than_it_may_be(story: Story) -> None:
    key = "aim"
    for _ in range(4):
        added = factories.suggest_addition(story, after=key)
        factories.in_effect(story, added)
        factories.in_effect(story, factories.suggest_move(story, Place(key, ""), key=added.clause_key))
        key = added.clause_key
    with pytest.raises(Refused, match="more than 6 levels"):
        factories.in_effect(story, factories.suggest_move(story, Place(key, ""), key="supervision"))
