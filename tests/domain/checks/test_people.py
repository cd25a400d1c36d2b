"""When two people are given the part that one has, and when a plan is headed for somebody else (002 §6.5)."""

from dataclasses import replace

import pytest

from tests.domain.checks.tables import a_plan, found

FIRST = "Mr Tomos Vaughan, consultant surgeon, is the clinical supervisor."
HITS = [
    ("Dr Ian Jones, consultant, is the clinical supervisor.", "Dr Ian Jones"),
    ("The clinical supervisor, Dr Ian Jones, reads the notes.", "Dr Ian Jones"),
    ("The clinical supervisor is Dr Ian Jones.", "Dr Ian Jones"),
    ("Clinical supervisor: Ian Jones", "Ian Jones"),
    ("The key contact is Sam Whitby.", "Sam Whitby"),
]
MISSES = [
    "Mr Vaughan is the clinical supervisor.",
    "The clinical supervisor, Mr T. Vaughan, reads the notes.",
    "Dr Ian Jones is the deputy clinical supervisor.",
    "Dr Ian Jones is the educational supervisor.",
    "Her deputy is Dr Ian Jones.",
    "Dr Ian Jones was the clinical supervisor until May.",
    "Dr Ian Jones is the clinical supervisor for simulation.",
    "Dr Osei, the clinical supervisor and the case manager attend.",
    "Dr Osei meets the clinical supervisor, Jo Patel and Dr Jones.",
    "The clinical supervisor and Dr Ian Jones meet monthly.",
    "The clinical supervisor is at hand.",
    "The clinical supervisor, who knows Dr Jones, reads the notes.",
    "The key contact is R. Malik, on 020 7811 2600.",
]


@pytest.mark.parametrize(("words", "quote"), HITS)
def test_a_second_person_in_the_same_part_is_found(words: str, quote: str) -> None:
    assert [one.quote for one in found("people", a_plan(words, before=FIRST))] == [quote]


@pytest.mark.parametrize("words", MISSES)
def test_the_same_person_and_other_parts_are_left_alone(words: str) -> None:
    assert found("people", a_plan(words, before=FIRST)) == []


def test_it_says_where_somebody_else_is_named() -> None:
    (one,) = found("people", a_plan("The clinical supervisor is Dr Ian Jones.", before=FIRST))
    assert one.truth == "paragraph 1.1 names Mr Tomos Vaughan as clinical supervisor"
    (one,) = found("people", a_plan("The key contact is Sam Whitby."))
    assert one.truth == "the case names R. Malik as key contact"


def test_a_plan_headed_for_somebody_else_is_found() -> None:
    (one,) = found("people", replace(a_plan(), title="Remediation plan for Dr Ian Jones"))
    assert (one.quote, one.truth) == ("Dr Ian Jones", "the practitioner of this case is Dr Amara Osei")
    assert found("people", replace(a_plan(), title="Remediation plan for Dr A. Osei")) == []
