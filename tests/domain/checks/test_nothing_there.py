"""What a plan cannot be signed without, and what must not be empty (002 §6.2-6.3, §8.1)."""

from dataclasses import replace

from portal.domain.checks.guardian import CHECKS, findings
from portal.domain.checks.rules.nothing_there import NO_STAGES, NO_START
from portal.domain.plans.content import Clause
from tests.domain.checks.tables import FACTS, a_plan, found


def sentences(*clauses: Clause) -> list[str]:
    plan = a_plan()
    return [one.sentence for one in found("nothing_there", replace(plan, clauses=(*plan.clauses, *clauses)))]


def test_a_plan_without_stages_or_without_a_start_is_found_and_cannot_be_kept_so() -> None:
    none, undated = replace(a_plan(), stages=()), replace(a_plan(), start="")
    assert [one.sentence for one in found("nothing_there", none)] == [NO_STAGES]
    assert [one.sentence for one in found("nothing_there", undated)] == [NO_START]
    assert not any(one.keepable for one in found("nothing_there", none) + found("nothing_there", undated))


def test_an_empty_section_is_found_but_not_one_that_is_a_sentence_or_has_something_under_it() -> None:
    assert sentences(Clause("s", "9", "section", "Completing the plan")) == [
        "Section 9, “Completing the plan”, is empty: nothing stands under its heading."
    ]
    under = (Clause("u", "9.1", "paragraph", "The plan is complete when all are met."),)
    assert sentences(Clause("s", "9", "section", "Completing the plan", children=under)) == []
    assert sentences(Clause("s", "9", "section", "The Trust pays for the course.")) == []
    assert sentences(Clause("s", "9", "section", "Mentor: Gareth Lloyd")) == []


def test_an_empty_paragraph_objective_or_field_is_found() -> None:
    goal = Clause("o", "9.1", "objective", "Clear notes.", (("Measure", "Ten"), ("Evidence", " ")))
    empty = Clause("p", "9.2", "paragraph", "")
    unsaid = Clause("u", "9.4", "item", "Evidence:")
    nothing = Clause("n", "9.3", "objective", "")
    section = Clause("s", "9", "section", "More", children=(goal, empty, nothing, unsaid))
    assert sentences(section) == [
        "The part “Evidence” of objective 9.1 is empty.",
        "Paragraph 9.2 is empty.",
        "Objective 9.3 is empty.",
        "List item 9.4 says “Evidence:” and no more.",
    ]


def test_every_file_of_checks_is_gathered_and_a_whole_plan_has_none_of_theirs() -> None:
    rules = {"days", "draft", "gaps", "length", "nothing_there", "people", "stage_count", "supervision", "weeks"}
    assert set(CHECKS) == rules | {"stages_moved"}
    assert all(check.source.startswith("002 §") for check in CHECKS.values())
    assert findings(a_plan(), FACTS) == []
