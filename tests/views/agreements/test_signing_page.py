"""The page on which one signs: what is signed, all faults at once, a note, and two ways of the same weight."""

import re

import pytest

from portal.domain.agreements.agreement import Agreement
from portal.forms.agreements.signature import ADVICE
from tests import factories
from tests.conftest import ClientAs
from tests.factories import Story
from tests.signing import send


def test_all_that_is_missing_is_said_at_once_and_what_was_typed_is_kept(story: Story, client_as: ClientAs) -> None:
    frozen = factories.freeze(story)
    typed = {"note": "I do not accept 3.1.", "explained": "yes", "explained_by": "Jo Patel", "intent": "yes"}
    data = typed | {"digest": frozen.digest, "password": "a wrong password", "typed_name": "Somebody Else"}
    answer = client_as("practitioner").post(f"/agreements/{frozen.id}/signatures", data=data)
    assert answer.status_code == 422
    summary = answer.text.split("error-summary__list")[1].split("</ul>")[0]
    faulty = ["advice", "acknowledged", "explained_on", "electronic", "typed_name", "password"]
    assert re.findall('href="#([^"]*)"', summary) == faulty
    assert all(f'id="{field}"' in answer.text and f'id="{field}-error"' in answer.text for field in faulty)
    assert "I do not accept 3.1." in answer.text
    assert 'value="Jo Patel"' in answer.text
    assert 'id="intent" name="intent" type="checkbox" value="yes" checked' in " ".join(answer.text.split())
    assert "a wrong password" not in answer.text


def test_a_note_is_read_by_the_other_party_before_it_signs(story: Story, client_as: ClientAs) -> None:
    frozen = factories.freeze(story)
    send(story, client_as, frozen, "practitioner", note="I do not accept 3.1.\nI will carry out the plan.")
    for page in (f"/agreements/{frozen.id}", f"/agreements/{frozen.id}/signatures/new"):
        assert "I do not accept 3.1. I will carry out the plan." in client_as("signatory").get(page).text
    own = client_as("practitioner").get(f"/agreements/{frozen.id}").text
    assert "Your note stands beside it: “I do not accept 3.1." in own


def test_a_note_that_came_meanwhile_is_read_first(story: Story, client_as: ClientAs) -> None:
    frozen = factories.freeze(story)
    send(story, client_as, frozen, "practitioner", note="I do not accept 3.1.")
    answer = send(story, client_as, frozen, "signatory")
    assert answer.status_code == 422
    assert "Test Practitioner has signed and left a note. Read it on this page before you sign." in answer.text
    assert "I do not accept 3.1." in answer.text
    shown = re.search('name="read_note" value="([^"]+)"', answer.text)
    assert shown
    assert send(story, client_as, frozen, "signatory", read_note=shown[1]).status_code == 303


NOTES = {
    "turned": ("Not \u202e2.1", "changes the order of words"),
    "too long": ("x" * 1_001, "The limit is 1,000"),
    "undrawable": ("Not \U000131a9", "characters that cannot be printed"),
    "right to left": ("\u05e9\u05dc\u05d5\u05dd (12)", "printed in another order"),
}


@pytest.mark.parametrize("kind", NOTES)
def test_a_note_that_cannot_be_sealed_as_it_is_written_is_refused(story: Story, client_as: ClientAs, kind: str) -> None:
    note, why = NOTES[kind]
    frozen = factories.freeze(story)
    answer = send(story, client_as, frozen, "practitioner", note=note)
    assert answer.status_code == 422
    assert why in answer.text
    assert 'id="note-error"' in answer.text


@pytest.mark.parametrize(
    ("changed", "field", "why"),
    [
        ({"explained": ""}, "explained", "Say whether somebody has explained it to you."),
        ({"explained_by": " "}, "explained_by", "Say who explained it to you."),
        ({"explained_on": ""}, "explained_on", "Choose a day"),
        ({"explained_on": "2199-01-01"}, "explained_on", "Give a day between 2000 and 2099."),
        ({"explained_on": "2098-01-01"}, "explained_on", "This day has not come yet."),
    ],
)
def test_who_explained_it_and_when_are_needed_and_the_day_has_come(
    story: Story, client_as: ClientAs, changed: dict[str, str], field: str, why: str
) -> None:
    frozen = factories.freeze(story)
    answer = send(story, client_as, frozen, "practitioner", **changed)
    assert answer.status_code == 422
    assert why in answer.text
    assert f'id="{field}-error"' in answer.text


@pytest.mark.parametrize("choice", ADVICE)
def test_each_answer_on_advice_is_kept_word_for_word(story: Story, client_as: ClientAs, choice: str) -> None:
    frozen = factories.freeze(story)
    assert ADVICE[choice] in client_as("practitioner").get(f"/agreements/{frozen.id}/signatures/new").text
    send(story, client_as, frozen, "practitioner", advice=choice)
    with story.acting() as session:
        assert session.get_one(Agreement, frozen.id).signatures[0].declared[0] == ADVICE[choice]


def test_what_is_signed_is_said_in_a_few_lines(story: Story, client_as: ClientAs) -> None:
    factories.agree(story, factories.sent(story), by="editor")
    factories.agree(story, factories.sent(story, "editor", "aim", "The aim."), by="practitioner")
    frozen = factories.freeze(story)
    page = " ".join(client_as("practitioner").get(f"/agreements/{frozen.id}/signatures/new").text.split())
    assert "12 weeks in 2 stages, 5 January 2026 to 29 March 2026" in page
    assert "2 changes: 1 of yours, 1 of Harbour Trust’s." in page
    assert f"/plans/{story.plan.id}/comparison?from=1&amp;to=3" in page
    assert f"/revisions/{frozen.revision_id}" in page
    assert ">People<" not in page
    assert client_as("practitioner").get(f"/plans/{story.plan.id}/comparison?from=1&to=3").status_code == 200
    assert client_as("practitioner").get(f"/revisions/{frozen.revision_id}").status_code == 200


def test_a_varied_plan_counts_what_was_changed_since_both_signed(story: Story, client_as: ClientAs) -> None:
    factories.agree(story, factories.sent(story, "editor", "aim", "The aim."), by="practitioner")
    factories.signed(story)
    factories.varied(story)
    frozen = factories.freeze(story)
    page = " ".join(client_as("signatory").get(f"/agreements/{frozen.id}/signatures/new").text.split())
    assert "Since both signed" in page
    assert "1 change: 1 of Test Practitioner’s." in page
    assert "from=2&amp;to=3" in page


def test_signing_and_not_signing_weigh_the_same(story: Story, client_as: ClientAs) -> None:
    frozen = factories.freeze(story)
    for page in (
        f"/agreements/{frozen.id}",
        f"/agreements/{frozen.id}/signatures/new",
        f"/agreements/{frozen.id}/refusals/new",
    ):
        text = client_as("practitioner").get(page).text.split("<main")[1].split("</main>")[0]
        buttons = re.findall('class="(nhsuk-button[^"]*)"', text)
        assert set(buttons) == {"nhsuk-button nhsuk-button--secondary"}
