"""When a plan calls itself a draft (002 §7.4)."""

from dataclasses import replace

import pytest

from tests.domain.checks.tables import a_plan, found, in_words

HITS = [
    "This is a first draft for both parties to read.",
    "This Draft plan helps.",
    "The draft action plan is shared.",
    "The supervisor will read this draft once a week.",
    "A draft.",
    "Status: draft 3",
    "The first draft of the action plan is shared.",
]
MISSES = [
    "A draughty room does not help.",
    "The practitioner will draft a letter to the GP.",
    "The supervisor reads the draft rota every week.",
    "Her draft guideline on handover is discussed.",
    "The case manager drafts the papers.",
    "We draft action plans for doctors, dentists and pharmacists.",
    "The first draft of a letter is read by the mentor.",
    "Only non-draft papers are sent.",
]


@pytest.mark.parametrize("words", HITS)
def test_words_that_call_the_plan_a_draft_are_found_and_may_be_kept(words: str) -> None:
    assert [one.quote.lower() for one in found("draft", a_plan(words))] == ["draft"]
    assert found("draft", a_plan(words))[0].keepable


@pytest.mark.parametrize("words", MISSES)
def test_another_paper_and_the_writing_of_one_are_left_alone(words: str) -> None:
    assert in_words("draft", words) == []


@pytest.mark.parametrize(
    ("title", "mend"),
    [
        ("DRAFT: Return to work plan", "Return to work plan"),
        ("Draft return to work plan", "Return to work plan"),
        ("Return to work plan (draft)", "Return to work plan"),
        ("Return to work plan – DRAFT", "Return to work plan"),
        ("Draft 2 - Return to work plan", "Return to work plan"),
        ("A plan in draft form for Dr Osei", ""),
    ],
)
def test_a_title_does_not_keep_the_word(title: str, mend: str) -> None:
    (one,) = found("draft", replace(a_plan(), title=title))
    assert (one.mend, one.keepable) == (mend, False)


def test_a_stage_does_not_keep_the_word() -> None:
    (one,) = found("draft", a_plan().with_stage("one", review="The draft plan is read."))
    assert (one.spot.part, one.keepable) == ("review", False)
