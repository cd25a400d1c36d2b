"""All plan checks together: each has its proof, they are quiet on a good plan, and grow no faster than the plan."""

import pytest

from portal.domain.checks.finding import PUBLICATIONS, Facts, Finding
from portal.domain.checks.guardian import CHECKS
from portal.domain.checks.plan_checks import PLAN_CHECKS, plan_checks
from portal.domain.plans.content import Content
from tests.domain.checks.quality.plans import FACTS, a_plan, found, saying
from tests.domain.checks.test_whole_plans import plan

FOUND = {
    "remediation": [],
    "return_to_work": [],
    "record_keeping": ["completion", "health_support"],
    "anaesthetics": ["health_support", "moving_on"],
    "psychiatry": ["completion", "health_support", "moving_on", "objective_date 4.1"],
    "gp": ["completion", "health_support", "moving_on", "objective_measure 4.4"],
    "dentist": [
        "completion",
        "health_support",
        "moving_on",
        "objective_date 4.4",
        "objective_shown 4.4",
        "people_named 5.5",
    ],
    "pharmacist": ["completion", "health_support", "moving_on", "objective_shown 4.1", "people_named 3"],
}


def named(content: Content, one: Finding) -> str:
    clause = content.clause(one.spot.key)
    return f"{one.check} {clause.label}" if clause else one.check


@pytest.mark.parametrize("name", FOUND)
def test_what_plan_checks_say_of_a_plan_is_what_its_drafter_should_see(name: str) -> None:
    content = plan(name)
    assert sorted(named(content, one) for one in plan_checks(content, Facts())) == FOUND[name]


def test_nothing_is_found_in_a_plan_that_says_everything() -> None:
    assert plan_checks(a_plan(), FACTS) == ()


def test_each_check_names_its_source_and_none_has_the_name_of_another() -> None:
    assert len(PLAN_CHECKS) >= 20
    assert all(one.source[:3] in ("002", "003") for one in PLAN_CHECKS.values())
    assert {one.cited.partition(",")[0] for one in plan_checks(plan("dentist"), Facts())} <= set(PUBLICATIONS.values())
    assert not set(PLAN_CHECKS) & set(CHECKS)


def test_each_finding_is_a_sentence_that_says_what_to_do_and_can_be_dismissed() -> None:
    every = [one for name in FOUND for one in plan_checks(plan(name), Facts())]
    assert all(one.keepable and one.sentence.endswith(".") and ". " in one.sentence for one in every)


def test_findings_of_the_same_words_are_known_again_and_of_other_words_are_not() -> None:
    one, same, other = (
        found("psr_party", saying(f"PSR will {does} progress."))[0] for does in ("monitor",) * 2 + ("assess",)
    )
    assert one.digest == same.digest != other.digest
