"""The plans and the glossary can be shown to anyone as they stand."""

import re

import pytest

from portal.library import PLANS
from portal.library.glossary import GLOSSARY

CLAUSE = re.compile(r"^(?:(\d+\.\d+|\d+)\.? |- )\S", re.MULTILINE)
STAGE = re.compile(r"^Stage (\d): .+ \((\d+) weeks\)\nLevel: .+\nReview: end of week (\d+), with .+$", re.MULTILINE)
UNFINISHED = re.compile(r"draft|\[|\bTBC\b|to be (?:confirmed|agreed|named)|_{2,}", re.IGNORECASE)
PLANS_WITH_SIZES = [("remediation", 110, 4), ("return_to_work", 35, 3), ("record_keeping", 30, 2)]


def plan(name: str) -> str:
    return (PLANS / f"{name}.txt").read_text(encoding="utf-8")


def numbers(text: str) -> list[str]:
    return [match[1] for match in CLAUSE.finditer(text) if match[1]]


@pytest.mark.parametrize(("name", "clauses", "stages"), PLANS_WITH_SIZES)
def test_a_plan_has_its_clauses_and_stages(name: str, clauses: int, stages: int) -> None:
    assert len(CLAUSE.findall(plan(name))) >= clauses
    assert [match[1] for match in STAGE.finditer(plan(name))] == [str(n + 1) for n in range(stages)]


@pytest.mark.parametrize(("name", "clauses", "stages"), PLANS_WITH_SIZES)
def test_every_number_is_used_once_and_follows_the_one_before(name: str, clauses: int, stages: int) -> None:
    expected, section, paragraph = [], 0, 0
    for number in numbers(plan(name)):
        section, paragraph = (section, paragraph + 1) if "." in number else (section + 1, 0)
        expected.append(f"{section}.{paragraph}" if paragraph else str(section))
    assert numbers(plan(name)) == expected


@pytest.mark.parametrize(("name", "clauses", "stages"), PLANS_WITH_SIZES)
def test_each_review_meeting_falls_at_the_end_of_its_stage(name: str, clauses: int, stages: int) -> None:
    elapsed = 0
    for match in STAGE.finditer(plan(name)):
        elapsed += int(match[2])
        assert int(match[3]) == elapsed


@pytest.mark.parametrize(("name", "clauses", "stages"), PLANS_WITH_SIZES)
def test_cross_references_lead_to_a_clause(name: str, clauses: int, stages: int) -> None:
    body = plan(name)
    cited = re.findall(r"(?:section|paragraph) (\d+(?:\.\d+)?)", body)
    cited += [number for pair in re.findall(r"objectives (\d\.\d) and (\d\.\d)", body) for number in pair]
    assert cited
    assert set(cited) <= set(numbers(body))


@pytest.mark.parametrize(("name", "clauses", "stages"), PLANS_WITH_SIZES)
def test_a_plan_states_the_consequences_and_the_agreement(name: str, clauses: int, stages: int) -> None:
    assert "possible consequences" in plan(name)
    assert re.search(r"^\d+\. Agreement$", plan(name), re.MULTILINE)


def test_a_plan_ready_to_sign_calls_nothing_a_draft_and_leaves_nothing_open() -> None:
    assert not UNFINISHED.search(plan("record_keeping"))


def test_the_glossary_explains_each_word_in_one_sentence_in_order() -> None:
    assert len(GLOSSARY) >= 40
    assert list(GLOSSARY) == sorted(GLOSSARY, key=str.casefold)
    assert all(re.fullmatch(r"[A-Z][^.]*\.", meaning) for meaning in GLOSSARY.values())
