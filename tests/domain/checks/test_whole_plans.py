"""Eight plans of real size: what is found in each, and that nothing else is."""

from pathlib import Path

import pytest

from portal.config import Settings
from portal.documents.reading import read
from portal.domain.checks.finding import Facts
from portal.domain.checks.guardian import findings, no_longer_true
from portal.domain.checks.spots import Holder, Spot
from portal.domain.plans.content import Content

HERE, LIBRARY = Path(__file__).parent / "plans", Path(__file__).parents[3] / "portal" / "library" / "plans"
LIMITS = Settings(secret_keys=("a-key-of-tests-" * 3,), demo=True)
FOUND = {
    "record_keeping": [],
    "return_to_work": [],
    "remediation": ["1.2: draft"],
    "anaesthetics": [],
    "dentist": [],
    "psychiatry": [],
    "gp": [
        "stage 3: week 14",
        "1.1: fourteen weeks",
        "1.2: four weeks",
        "1.3: 18 July 2027",
        "4.2(a): 30 September 2027",
        "5.2: direct supervision",
        "5.4: weeks 4, 10 and 14",
        "5.5: four stages",
        "7.2: draft",
    ],
    "pharmacist": [
        "title: DRAFT: Combined plan for a hospital pharmacist",
        "3.1: to be confirmed",
        "4.1(b): Evidence:",
        "7: Completion",
    ],
}
MADE_UNTRUE = {
    "record_keeping": ["stage 1", "stage 2", "1.1"],
    "return_to_work": ["stage 1", "stage 2", "stage 3", "1.2"],
    "remediation": ["stage 1", "stage 2", "stage 3", "stage 4", "1.1", "1.4(c)"],
    "anaesthetics": ["stage 1", "stage 2", "stage 3", "1.1", "4.2(c)", "5.1", "5.3", "5.5"],
    "dentist": ["stage 1", "stage 2", "stage 3", "5.4"],
    "psychiatry": ["stage 1", "stage 2", "stage 3", "stage 4", "1.2", "5.2", "5.3"],
    "pharmacist": ["stage 1", "stage 2", "stage 3", "1.1", "1.3", "5.1", "5.2", "5.3", "5.4"],
}


def plan(name: str) -> Content:
    path = next(folder / f"{name}.txt" for folder in (HERE, LIBRARY) if (folder / f"{name}.txt").exists())
    return read(path.read_bytes(), limits=LIMITS).content


def place(content: Content, spot: Spot) -> str:
    """The number of a clause, or of a stage; "title" for that of the plan."""
    if spot.holder is Holder.STAGE:
        return f"stage {[stage.key for stage in content.stages].index(spot.key) + 1}"
    clause = content.clause(spot.key)
    return clause.label if clause else spot.holder.value


@pytest.mark.parametrize("name", FOUND)
def test_what_is_found_in_a_plan_is_what_its_reader_should_see(name: str) -> None:
    content = plan(name)
    assert [f"{place(content, one.spot)}: {one.quote}" for one in findings(content, Facts())] == FOUND[name]


@pytest.mark.parametrize("name", MADE_UNTRUE)
def test_two_weeks_more_in_the_first_stage_make_untrue_what_depends_on_it(name: str) -> None:
    content = plan(name)
    first = content.stages[0]
    found = no_longer_true(content, content.with_weeks(first.key, first.weeks + 2), Facts())
    assert list(dict.fromkeys(place(content, one.spot) for one in found)) == MADE_UNTRUE[name]
