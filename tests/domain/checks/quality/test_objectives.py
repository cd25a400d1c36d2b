"""Objectives without a measure, a date, or anything that leads to them or shows them (002 §6.2)."""

import pytest

from portal.domain.plans.content import Clause
from tests.domain.checks.quality.plans import a_plan, found, with_clause

MEASURED = [
    ["Every record is complete by the end of stage 2."],
    ["Handover is safe.", "- Measure: eight observed handovers", "- Evidence: forms"],
    ["Reports reach the standard of the department in 27 of 30 cases."],
    ["Prescribing is without error in stage 3, as an audit shows."],
    ["All mandatory training is complete by week 2."],
]
NOT_MEASURED = [
    ["Dr Osei works well within the team by the end of stage 2."],
    ["Communication with colleagues improves by 1 March 2027, as feedback in week 3 shows."],
    ["Insight into practice grows.", "- Evidence: a reflective log in stages 1 and 2"],
    ["Leadership of the team is stronger.", "- Support: a coach", "- Evidence: letters in week 8"],
    ["Confidence in airway management returns by week 6."],
]
DATED = [
    ["Every record is complete by the end of stage 2."],
    ["Ten cases are discussed.", "- By when: 12 March 2027"],
    ["Ten cases are discussed within six weeks."],
    ["18 of 20 notes meet the standard in weeks 4 and 8."],
    ["One case is discussed every fortnight."],
]
NOT_DATED = [
    ["Every record is complete.", "- Measure: 18 of 20 notes", "- Evidence: an audit"],
    ["Ten cases are discussed and rated satisfactory."],
    ["Prescribing is without error.", "- Measure: no more than one in 500"],
    ["Fifty radiographs are reported, none of them grade 3."],
]
SHOWN = [
    ["Every handover names each patient at risk by week 8.", "- Evidence: forms by the night registrar"],
    ["Ten cases are discussed with the supervisor by week 8."],
    ["Twelve observed operations are rated satisfactory by the end of stage 2."],
    ["Laparoscopic skill is regained by week 6.", "- Support: two days of simulation"],
    ["The audit of notes in week 8 finds 18 of 20 complete."],
]
NOT_SHOWN = [
    ["Ten patients are seen each day by the end of stage 3."],
    ["Every list starts on time by the end of stage 2.", "- Measure: 9 of 10"],
    ["No patient waits longer than 20 minutes by week 8."],
    ["Dr Osei answers every letter within two days by the end of stage 1."],
]


def rows(check: str, lines: list[str]) -> list[str]:
    return [one.spot.words for one in found(check, a_plan(objectives=lines))]


@pytest.mark.parametrize(
    ("check", "lines"),
    [
        *(("objective_measure", lines) for lines in NOT_MEASURED),
        *(("objective_date", lines) for lines in NOT_DATED),
        *(("objective_shown", lines) for lines in NOT_SHOWN),
    ],
)
def test_an_objective_that_leaves_it_open_is_found(check: str, lines: list[str]) -> None:
    assert rows(check, lines) == [lines[0]]


@pytest.mark.parametrize(
    ("check", "lines"),
    [
        *(("objective_measure", lines) for lines in MEASURED),
        *(("objective_date", lines) for lines in DATED),
        *(("objective_shown", lines) for lines in SHOWN),
    ],
)
def test_an_objective_that_says_it_is_left_alone(check: str, lines: list[str]) -> None:
    assert rows(check, lines) == []


def test_a_sentence_about_all_objectives_is_none_of_them() -> None:
    beside = ["Notes are clear.", "- Measure: 18 of 20 by week 8", "- Evidence: an audit"]
    assert rows("objective_measure", [*beside, "These objectives matter to the team."]) == []
    assert rows("objective_date", [*beside, "The number of activities is the least that can show progress."]) == []
    assert rows("objective_measure", ["The practitioner will:", *beside]) == []


def test_an_objective_of_the_second_form_has_its_fields_read() -> None:
    whole = Clause(
        "g", "99.1", "objective", "Notes are clear.", (("Measure", "18 of 20"), ("Evidence", "Audit in week 8"))
    )
    bare = Clause("g", "99.1", "objective", "Notes are clear.", (("Measure", ""), ("Evidence", "")))
    for check in ("objective_measure", "objective_date", "objective_shown"):
        assert found(check, with_clause(a_plan(), whole)) == []
        assert [one.spot.key for one in found(check, with_clause(a_plan(), bare))] == ["g"]
