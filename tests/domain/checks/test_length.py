"""Which lengths are said of the plan or of a stage, and which of something else (002 §8.1, §8.3)."""

from dataclasses import replace

import pytest

from tests.domain.checks.tables import a_plan, found, in_words

HITS = [
    ("It lasts ten weeks in three stages.", "ten weeks", "twelve weeks"),
    ("This plan lasts ten weeks.", "ten weeks", "twelve weeks"),
    ("The plan will last for 10 weeks.", "10 weeks", "12 weeks"),
    ("The programme runs over sixteen weeks.", "sixteen weeks", "twelve weeks"),
    ("This plan sets out sixteen weeks of support for Dr Osei.", "sixteen weeks", "twelve weeks"),
    ("The 10-week plan begins with induction.", "10-week", "12-week"),
    ("This is a ten-week return to work plan.", "ten-week", "twelve-week"),
    ("This is a ten-week programme of supervised practice.", "ten-week", "twelve-week"),
    ("Support is given throughout the ten weeks of the plan.", "ten weeks", "twelve weeks"),
    ("This action plan takes six months.", "six months", "twelve weeks"),
    ("The plan lasts two months in all.", "two months", "twelve weeks"),
    ("Length of the plan: 10 weeks.", "10 weeks", "12 weeks"),
    ("The plan is planned to last ten weeks, and both parties agree to it.", "ten weeks", "twelve weeks"),
    ("There are ten weeks in three stages.", "ten weeks", "twelve weeks"),
    ("The plan, which lasts ten weeks, has three stages.", "ten weeks", "twelve weeks"),
    ("This is a plan of support. The plan of ten weeks is short.", "ten weeks", "twelve weeks"),
    ("Overall length: 10 weeks.", "10 weeks", "12 weeks"),
    ("The plan lasts at least 14 weeks.", "14 weeks", ""),
    ("The programme lasts no more than ten weeks.", "ten weeks", ""),
    ("The plan lasts about eight weeks.", "eight weeks", ""),
    ("Stage 2 lasts six weeks.", "six weeks", "four weeks"),
    ("Stage 2 (6 weeks) is under close supervision.", "6 weeks", "4 weeks"),
    ("Stage 2: six weeks.", "six weeks", "four weeks"),
    ("In stage 2, which lasts six weeks, lists are full.", "six weeks", "four weeks"),
    ("During the six weeks of stage 2 she does not work at night.", "six weeks", "four weeks"),
    ("The first stage lasts a minimum of 3 weeks.", "3 weeks", ""),
    ("How long: three stages of four weeks, with closer supervision at first.", "four weeks", ""),
    ("Each stage lasts 4 weeks.", "4 weeks", ""),
    ("Stages 1 and 2 last ten weeks together.", "ten weeks", "six weeks"),
    ("Stages 2 and 3 last six weeks.", "six weeks", ""),
    ("Each of the three stages lasts one month.", "one month", ""),
]
MISSES = [
    "It lasts twelve weeks in three stages.",
    "This plan lasts 12 weeks.",
    "The plan lasts three months.",
    "The plan lasts about eleven weeks.",
    "The plan lasts at least ten weeks.",
    "The plan lasts up to twenty weeks.",
    "The 12-week plan begins with induction.",
    "Stage 2 lasts four weeks.",
    "Stage 2 lasts one month.",
    "Stages 1 and 2 last six weeks together.",
    "The practitioner took six weeks of leave last year.",
    "An incident is reported within two weeks of the day on which it happened.",
    "A 48-hour week is the most that anybody works.",
    "The rota for the week commencing 1 March is shared.",
    "Jo Patel and the practitioner meet three months after completion.",
    "This plan supports the practitioner to return to safe practice within six months.",
    "This plan helps an experienced surgeon come back after nine months away because of illness.",
    "The matters form a pattern that has continued for about two years.",
    "If the plan lasts more than sixteen weeks, occupational health is asked again.",
    "The plan may last twenty weeks where both parties consent.",
    "The plan could be extended to twenty weeks.",
    "The previous plan lasted ten weeks.",
    "A course of six weeks on communication is booked.",
    "She completed an eight-week programme of mindfulness.",
    "An eight-week programme on communication takes place in stage 2.",
    "The treatment plan lasts six weeks.",
    "The training programme lasts six weeks.",
    "Stage 1: present at every list and clinic, about three days a week.",
    "Stage 2: six weeks of evening clinics were cancelled last year.",
    "Meetings take place every two weeks in stages 2 and 3.",
    "In stage 3 one reflective entry a week is discussed each month.",
    "The first two weeks of the plan are spent observing.",
    "Notice of four weeks is given before the plan ends.",
    "The plan is six weeks late.",
    "After two weeks in stage 2 the rota is looked at again.",
    "The review considered 40 cases over two years.",
    "Coaching: six sessions over six weeks.",
    "It lasts one hour and is repeated every two weeks.",
    "PSR issues the first draft of the plan within 20 working days.",
]


@pytest.mark.parametrize(("words", "quote", "mend"), HITS)
def test_a_length_other_than_the_stages_have_is_found(words: str, quote: str, mend: str) -> None:
    assert in_words("length", words) == [(quote, mend)]


@pytest.mark.parametrize("words", MISSES)
def test_another_length_or_a_true_one_is_left_alone(words: str) -> None:
    assert in_words("length", words) == []


def test_what_it_lasts_is_known_from_the_words_before() -> None:
    course = a_plan("It lasts ten weeks.", before="A course on communication is booked.")
    assert found("length", course) == []


def test_a_finding_says_where_it_is_and_what_holds() -> None:
    (one,) = found("length", a_plan("It lasts ten weeks."))
    assert one.sentence == "Paragraph 1.2 says “ten weeks”, but the plan lasts 12 weeks."
    assert (one.spot.anchor, one.source, one.keepable) == ("clause-words", "002 §8.1", True)


@pytest.mark.parametrize(
    ("words", "truth"),
    [
        ("Stage 2 lasts six weeks.", "stage 2 lasts 4 weeks"),
        ("Stages 2 and 3 last five weeks.", "stages 2 and 3 last 4 and 6 weeks"),
        ("Each stage lasts three weeks.", "the stages last 2, 4 and 6 weeks"),
    ],
)
def test_a_finding_about_stages_says_how_long_each_lasts(words: str, truth: str) -> None:
    assert [one.truth for one in found("length", a_plan(words))] == [truth]


def test_the_title_of_the_plan_and_of_a_stage_state_a_length_too() -> None:
    plan = a_plan().with_stage("two", title="Close supervision (3 weeks)")
    assert [(one.quote, one.mend, one.spot.part) for one in found("length", plan)] == [("3 weeks", "4 weeks", "title")]
    plan = replace(plan, title="Ten-week return to work plan")
    assert [one.mend for one in found("length", plan)] == ["Twelve-week", "4 weeks"]
