"""How the practitioner hears of an action for safety from a person, on the pages of each role."""

import pytest

from portal.domain.safety.told import Company, Told
from tests import factories
from tests.conftest import ClientAs
from tests.factories import Story
from tests.views.safety.test_safety_actions import FORM, TODAY

ASKS = "Asked to ring"
TALK = {"told": "yes", "who": "Jo Patel", "told_on": TODAY.isoformat(), "company": "somebody from work"}


def test_psr_is_asked_to_ring_until_it_says_that_it_spoke(story: Story, client_as: ClientAs) -> None:
    where = client_as("editor").post(f"/plans/{story.plan.id}/safety-actions", data=FORM).location.split("?")[0]
    adviser = client_as("adviser")
    for page in ("/", f"/plans/{story.plan.id}", where):
        assert ASKS in adviser.get(page).text
    assert "1 of 1 open plan waits for you" in adviser.get("/").text
    tried = adviser.post(f"{where}/rings", data={"kind": "tried", "day": TODAY.isoformat()})
    assert "Your try is noted" in adviser.get(tried.location).text
    assert ASKS in adviser.get("/").text
    spoke = adviser.post(f"{where}/rings", data={"kind": "spoke", "day": TODAY.isoformat()})
    assert "The call is noted" in adviser.get(spoke.location).text
    for page in ("/", f"/plans/{story.plan.id}", where):
        assert ASKS not in adviser.get(page).text


def test_psr_is_not_asked_where_somebody_told_them(story: Story, client_as: ClientAs) -> None:
    answer = client_as("editor").post(f"/plans/{story.plan.id}/safety-actions", data=FORM | TALK)
    assert answer.status_code == 303
    assert ASKS not in client_as("adviser").get("/").text
    assert "Jo Patel told you on" in client_as("practitioner").get(answer.location).text
    assert "Jo Patel told Test Practitioner on" in client_as("signatory").get(answer.location).text


@pytest.mark.parametrize("given", [{}, {"told": "no"}, {"told": "yes"}, TALK | {"who": ""}, TALK | {"told_on": ""}])
def test_an_action_is_recorded_whatever_is_left_open(story: Story, client_as: ClientAs, given: dict[str, str]) -> None:
    answer = client_as("editor").post(f"/plans/{story.plan.id}/safety-actions", data=FORM | given)
    assert answer.status_code == 303
    assert (ASKS in client_as("adviser").get("/").text) is (given.get("told") != "yes")


def test_what_cannot_be_meant_is_refused_with_all_that_was_typed(story: Story, client_as: ClientAs) -> None:
    wrong = FORM | TALK | {"told_on": "soon", "company": "an owl", "why": ""}
    answer = client_as("editor").post(f"/plans/{story.plan.id}/safety-actions", data=wrong)
    assert answer.status_code == 422
    for field in ("why", "told_on", "company"):
        assert f'href="#{field}"' in answer.text
    assert 'value="Jo Patel"' in answer.text


def test_the_organisation_says_later_who_told_them(story: Story, client_as: ClientAs) -> None:
    where, editor = f"/safety-actions/{factories.act_for_safety(story).id}", client_as("editor")
    assert "Say that they know" in editor.get(where).text
    said = editor.post(f"{where}/tellings", data=TALK)
    page = editor.get(said.location).text
    for words in ("Test Practitioner has been told", "With Test Practitioner: somebody from work."):
        assert words in page
    assert "Say that they know" not in page
    again = editor.post(f"{where}/tellings", data=TALK)
    assert (again.status_code, "Somebody has told the practitioner already." in again.text) == (422, True)


@pytest.mark.parametrize("role", ["practitioner", "representative", "adviser", "reviewer"])
def test_only_the_organisation_says_who_told_them(story: Story, client_as: ClientAs, role: str) -> None:
    where = f"/safety-actions/{factories.act_for_safety(story).id}"
    assert client_as(role).post(f"{where}/tellings", data=TALK).status_code == 403
    assert "Say that they know" not in client_as(role).get(where).text


@pytest.mark.parametrize("role", ["practitioner", "representative", "editor", "signatory", "reviewer"])
def test_only_psrs_adviser_says_that_psr_rang(story: Story, client_as: ClientAs, role: str) -> None:
    where = f"/safety-actions/{factories.act_for_safety(story).id}"
    form = {"kind": "spoke", "day": TODAY.isoformat()}
    assert client_as(role).post(f"{where}/rings", data=form).status_code == 403
    assert "We spoke" not in client_as(role).get(where).text


def test_the_practitioner_reads_calmly_that_somebody_rings(story: Story, client_as: ClientAs) -> None:
    action = factories.act_for_safety(story)
    page = client_as("practitioner").get(f"/safety-actions/{action.id}").text
    assert "rings you on a working day, to talk it through" in page
    assert "Nobody has told" not in page
    assert ASKS not in page


@pytest.mark.parametrize(("company", "shown"), [(Company.NOBODY, False), (Company.THEIR_OWN, True)])
def test_nobody_reads_of_themselves_that_they_are_alone(
    story: Story, client_as: ClientAs, company: Company, shown: bool
) -> None:
    action = factories.act_for_safety(story, told=Told(company=company))
    assert ("With you: " in client_as("practitioner").get(f"/safety-actions/{action.id}").text) is shown
    assert f"With Test Practitioner: {company.value}" in client_as("adviser").get(f"/safety-actions/{action.id}").text


def test_the_organisation_does_not_read_that_psr_reached_nobody(story: Story, client_as: ClientAs) -> None:
    action = factories.act_for_safety(story)
    editor, where = client_as("editor"), f"/safety-actions/{action.id}"
    before = editor.get(where).text
    factories.ring_about(story, action, spoke=False)
    assert editor.get(where).text.count("PSR") == before.count("PSR")
    assert "There was no answer" in client_as("practitioner").get(where).text


def test_it_waits_for_psr_in_a_paused_case_and_on_a_closed_plan(story: Story, client_as: ClientAs) -> None:
    action = factories.act_for_safety(story)
    factories.withdrawn(story)
    factories.pause(story)
    form = {"kind": "spoke", "day": TODAY.isoformat()}
    assert ASKS in client_as("adviser").get("/").text
    assert client_as("adviser").post(f"/safety-actions/{action.id}/rings", data=form).status_code == 303


def test_a_day_before_psr_was_asked_is_refused_with_its_sentence(story: Story, client_as: ClientAs) -> None:
    where = f"/safety-actions/{factories.act_for_safety(story).id}/rings"
    answer = client_as("adviser").post(where, data={"kind": "spoke", "day": "2001-01-01"})
    assert (answer.status_code, 'href="#day"' in answer.text) == (422, True)
