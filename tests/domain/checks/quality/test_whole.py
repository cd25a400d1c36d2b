"""What a whole plan needs: safety early, consequences, an agreement, its end, health, and no third party (002, 003)."""

import pytest

from tests.domain.checks.quality.plans import SECTIONS, a_plan, found, saying

NEEDED = {
    "consequences": (
        "if progress",
        [
            "If progress is slower than expected, a longer stage may follow.",
            "Possible consequences are explained before the plan begins.",
            "Where the objectives are not met in time, the director decides what follows.",
            "Insufficient progress leads to a conversation first.",
        ],
        [
            "Progress is looked at in each review meeting.",
            "The director decides what follows.",
            "A longer stage needs the consent of both parties.",
            "Winter pressure could make the plan slow to begin.",
        ],
    ),
    "agreement": (
        "agreement",
        [
            "Both parties agree to the objectives of this plan.",
            "The Trust and Dr Osei agree to carry out this programme.",
            "This agreement is between the Trust and Dr Osei.",
            "I agree to take part, and to share what shows my progress.",
        ],
        [
            "Dates are agreed with the department.",
            "The Trust agrees the rota with the team.",
            "Nothing begins before both have been told.",
            "Both parties read the plan with care.",
        ],
    ),
    "completion": (
        "completion",
        [
            "The plan is complete when every objective is met.",
            "On completion Dr Osei returns to her whole job plan.",
            "The director confirms the completion of all aspects of the programme.",
            "At the end of the plan the medical director decides whether patients are protected.",
        ],
        [
            "Notes are completed on the day.",
            "The plan lasts twelve weeks.",
            "Each stage ends with a review meeting.",
            "Dr Osei completes a course on consent.",
        ],
    ),
    "health_support": (
        "health",
        [
            "Occupational health has advised, and its details stay with Dr Osei.",
            "Adjustments can be asked for at any time.",
            "Her wellbeing is asked about in each meeting.",
            "Dr Osei is well enough to take part.",
        ],
        [
            "The health of patients comes first.",
            "Dr Osei works in a health centre.",
            "The Health Board pays for the course.",
            "Support is two hours a week.",
        ],
    ),
    "safety_early": (
        "patient",
        [
            "Patient safety comes before every other aim.",
            "Patients come first, whatever the stage.",
            "Protecting patients is the purpose of every stage.",
            "Public protection comes before the timetable.",
        ],
        [
            "Patients are told who is operating.",
            "Each patient is seen within two weeks.",
            "The safe is locked at night.",
            "Patients fill in a questionnaire.",
        ],
    ),
}
SAID = [(check, without, words) for check, (without, said, _) in NEEDED.items() for words in said]
NOT_SAID = [(check, without, words) for check, (without, _, other) in NEEDED.items() for words in other]
SUMMARY = SECTIONS["This plan in one page"]


@pytest.mark.parametrize(("check", "without", "words"), NOT_SAID)
def test_a_plan_without_it_is_told_so(check: str, without: str, words: str) -> None:
    assert len(found(check, a_plan(without=without, this=[*SUMMARY, words]))) == 1


@pytest.mark.parametrize(("check", "without", "words"), SAID)
def test_one_sentence_anywhere_early_is_enough(check: str, without: str, words: str) -> None:
    assert found(check, a_plan(without=without, this=[*SUMMARY, words])) == []


def test_safety_that_comes_late_is_found() -> None:
    late = a_plan(
        without="patient", agreement=["Patient safety comes first. The Trust and Dr Osei agree to this plan."]
    )
    assert [one.spot.where for one in found("safety_early", late)] == ["Paragraph 9.1"]


PARTY = [
    "This agreement is made between the Trust, Dr Osei and PSR.",
    "PSR will monitor progress.",
    "NHS Resolution approves each stage.",
    "The plan is signed by the Trust and on behalf of NHS Resolution.",
    "A longer stage needs the consent of PSR.",
    "All three parties sign the plan.",
]
NO_PARTY = [
    "PSR is not a party to this plan.",
    "PSR prepared this plan at the Trust’s request.",
    "Either party may ask PSR for advice.",
    "The plan is agreed between the Trust and Dr Osei, never with PSR.",
    "PSR telephones both parties in the middle of the plan.",
]


@pytest.mark.parametrize("words", PARTY)
def test_a_plan_that_makes_psr_a_party_is_found(words: str) -> None:
    assert [one.spot.words for one in found("psr_party", saying(words))] == [words]


@pytest.mark.parametrize("words", NO_PARTY)
def test_what_psr_really_does_is_left_alone(words: str) -> None:
    assert found("psr_party", saying(words)) == []


PLACED = [
    (["Dr Osei works in a placement at Northmoor."], "an induction, its supervisor, its dates and who pays"),
    (["The placement lasts four weeks, with an induction.", "Mr Ray supervises there."], "its supervisor and who pays"),
    (["An external placement in stage 2, supervised by Mr Ray and paid by the Trust."], "an induction"),
    (["The host trust gives an induction in week 5, and Mr Ray supervises."], "who pays"),
]
SETTLED = [
    ["A placement at Northmoor in stage 2 has an induction, is supervised by Mr Ray and is funded by the Trust."],
    [
        "The placement is as follows.",
        "- Induction on day one",
        "- Supervisor: Mr Ray",
        "- Weeks 5 to 8",
        "- The Trust pays",
    ],
    ["No placement is needed."],
    ["Her previous placement at Northmoor ended early."],
    ["Cannulas are placed under ultrasound."],
]


@pytest.mark.parametrize(("lines", "missing"), PLACED)
def test_what_a_placement_lacks_is_named(lines: list[str], missing: str) -> None:
    sentences = [one.sentence for one in found("placement", a_plan(this=[*SUMMARY, *lines]))]
    assert [f"but not of {missing}." in one for one in sentences] == [True]


@pytest.mark.parametrize("lines", SETTLED)
def test_a_settled_placement_and_none_are_left_alone(lines: list[str]) -> None:
    assert found("placement", a_plan(this=[*SUMMARY, *lines])) == []


def test_a_section_on_the_placement_is_read_whole() -> None:
    lines = [
        "An induction takes place on the first day.",
        "Mr Ray supervises.",
        "It lasts four weeks.",
        "The Trust pays.",
    ]
    plan = a_plan(this=[*SUMMARY, "Dr Osei works in a placement at Northmoor."], Placement=lines)
    assert found("placement", plan) == []
