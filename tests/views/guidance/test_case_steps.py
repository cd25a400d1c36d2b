"""What happens when: the case as a line, and the place it has come to."""

import re
from datetime import date

import pytest

from portal.domain.cases.case import Case, Profession
from portal.domain.plans.plan import Plan
from portal.queries.guidance.case_steps import Step, steps_of
from tests import factories
from tests.conftest import ClientAs
from tests.factories import Story


def here(page: str) -> str:
    """The heading of the step that is marked as the present one; there is just one."""
    (found,) = re.findall(r'<li class="is-here" aria-current="step"><div> <h3[^>]*>(.*?)</h3>', page)
    return str(found)


def test_before_the_plan_is_issued_psr_acts(draft_story: Story, client_as: ClientAs) -> None:
    page = client_as("practitioner").get(f"/cases/{draft_story.case.id}/steps").text
    assert here(page) == "4. PSR writes a draft and sends it to both"
    assert "Nothing is asked of the parties meanwhile." in page
    assert "Go to the plan" not in page


def test_while_they_agree_the_words_it_says_whose_turn_it_is(story: Story, client_as: ClientAs) -> None:
    factories.sent(story, by="editor")
    address = f"/cases/{story.case.id}/steps"
    practitioner, editor = client_as("practitioner").get(address).text, client_as("editor").get(address).text
    assert here(practitioner) == "5. You and Harbour Trust agree the words"
    assert "<strong>Who acts:</strong> It is your turn." in practitioner
    assert here(editor) == f"5. {story.case.practitioner} and you agree the words"
    assert f"It is {story.case.practitioner}’s turn." in editor
    assert here(client_as("representative").get(address).text).startswith(f"5. {story.case.practitioner} and")


def test_a_frozen_text_waits_for_signatures_then_for_its_start(story: Story, client_as: ClientAs) -> None:
    address = f"/cases/{story.case.id}/steps"
    factories.freeze(story)
    assert here(client_as("practitioner").get(address).text) == "6. Time for advice, then both sign"


@pytest.mark.parametrize(
    ("day", "step"),
    [
        (date(2026, 1, 4), Step.START),
        (date(2026, 1, 5), Step.STAGES),
        (date(2026, 3, 29), Step.STAGES),
        (date(2026, 4, 1), Step.END),
    ],
)
def test_an_agreed_plan_goes_through_its_stages_by_its_dates(story: Story, day: date, step: Step) -> None:
    """It lasts twelve weeks from 5 January 2026."""
    factories.signed(story)
    with story.acting() as session:
        assert steps_of(session, story.member("practitioner", session), day).here is step


def test_a_withdrawn_plan_goes_back_to_psr(story: Story, client_as: ClientAs) -> None:
    factories.withdrawn(story)
    page = client_as("practitioner").get(f"/cases/{story.case.id}/steps").text
    assert here(page).startswith("4. ")
    assert "PSR took back a plan that was issued in error." in page


def test_another_draft_does_not_hide_the_plan_that_goes_on(story: Story, client_as: ClientAs) -> None:
    with story.acting() as session:
        by = story.member("adviser", session)
        Plan.from_draft(session, case=by.case, content=factories.some_content(), by=by, at=story.tick())
    address = f"/cases/{story.case.id}/steps"
    assert here(client_as("adviser").get(address).text).startswith("5. ")
    factories.not_agreed(story)
    assert here(client_as("adviser").get(address).text).startswith("4. ")


def test_with_one_case_the_menu_leads_straight_to_it(story: Story, client_as: ClientAs) -> None:
    answer = client_as("practitioner").get("/steps")
    assert answer.headers["Location"] == f"/cases/{story.case.id}/steps"


def test_with_several_cases_one_chooses_by_the_title_of_the_plan(story: Story, client_as: ClientAs) -> None:
    with story.acting() as session:
        adviser = story.member("adviser", session).person
        Case.open(
            session,
            by=adviser,
            reference="PSR/2025/0002",
            organisation="Harbour Trust",
            practitioner="Dr B. Two",
            profession=Profession.DOCTOR,
            key_contact=adviser.name,
            at=story.tick(),
        )
    page = client_as("adviser").get("/steps").text
    assert page.index("A plan that is being prepared") < page.index(factories.some_content().title)
    assert "Dr B. Two and Harbour Trust, case PSR/2025/0002" in page


@pytest.mark.parametrize("role", ["observer", "stranger"])
def test_who_sees_no_case_is_told_so(story: Story, client_as: ClientAs, role: str) -> None:
    page = client_as(role).get("/steps").text
    assert "You are not on a case yet" in page
    assert story.case.reference not in page
