"""Answers of the signing page that sign nothing: an explanation is asked for, or more time is taken."""

from datetime import UTC, datetime, timedelta

import pytest

from portal.domain.agreements.agreement import Agreement
from portal.domain.dates import day
from tests import factories
from tests.conftest import ClientAs
from tests.factories import Story
from tests.signing import send


def test_asking_for_an_explanation_signs_nothing_and_needs_no_password(story: Story, client_as: ClientAs) -> None:
    frozen = factories.freeze(story)
    answer = client_as("practitioner").post(f"/agreements/{frozen.id}/signatures", data={"explained": "asks"})
    assert answer.status_code == 303
    assert answer.location.endswith("#did")
    readers = ("practitioner", "editor", "adviser")
    own, theirs, psr = (client_as(reader).get(f"/agreements/{frozen.id}").text for reader in readers)
    assert "You asked for it to be explained" in own
    assert "You have not signed." in own
    assert "Test Practitioner asks you to explain paragraph 3.1" in theirs
    assert factories.WORDS["consequences"] in theirs
    assert "Test Practitioner asks Harbour Trust to explain paragraph 3.1 before signing." in psr
    with story.acting() as session:
        assert session.get_one(Agreement, frozen.id).signatures == []


def test_what_is_asked_to_be_explained_is_read_on_the_plan_and_on_my_plans(story: Story, client_as: ClientAs) -> None:
    story.everybody_has_read_the_first_page()
    frozen = factories.ask_to_explain(story, factories.freeze(story))
    for where in ("/", f"/plans/{story.plan.id}"):
        for role in ("editor", "signatory"):
            assert "Test Practitioner asks you to explain what may happen" in client_as(role).get(where).text
        assert "You asked Harbour Trust to explain what may happen" in client_as("practitioner").get(where).text
        for role in ("representative", "adviser"):
            assert "Test Practitioner asks for an explanation before signing." in client_as(role).get(where).text
    factories.sign(story, frozen)
    for where in ("/", f"/plans/{story.plan.id}", f"/agreements/{frozen.id}"):
        for role in ("editor", "practitioner", "adviser"):
            page = client_as(role).get(where).text
            assert "explanation before" not in page
            assert "to explain" not in page


def test_more_time_is_taken_on_the_signing_page_and_signs_nothing(story: Story, client_as: ClientAs) -> None:
    frozen, until = factories.freeze(story), (datetime.now(UTC) + timedelta(days=5)).date()
    answer = send(story, client_as, frozen, "practitioner", advice="later", until=until.isoformat())
    assert answer.status_code == 303
    page = client_as("practitioner").get(f"/agreements/{frozen.id}").text
    assert f"You are taking advice until {day(until)}" in page
    assert "You have not signed." in page
    assert f"takes advice until {day(until)}" in client_as("editor").get(f"/agreements/{frozen.id}").text


@pytest.mark.parametrize("until", ["", "2001-01-01", "2098-01-01"])
def test_a_day_until_which_nobody_can_take_advice_is_refused(story: Story, client_as: ClientAs, until: str) -> None:
    frozen = factories.freeze(story)
    answer = send(story, client_as, frozen, "practitioner", advice="later", until=until)
    assert answer.status_code == 422
    assert 'id="until-error"' in answer.text


def test_a_note_is_not_lost_where_nothing_is_signed_yet(story: Story, client_as: ClientAs) -> None:
    frozen = factories.freeze(story)
    answer = send(story, client_as, frozen, "practitioner", explained="asks", note="I do not accept 3.1.")
    assert answer.status_code == 422
    assert "A note is kept only with your signature" in answer.text
    assert "I do not accept 3.1." in answer.text


def test_the_signatory_cannot_answer_for_the_practitioner(story: Story, client_as: ClientAs) -> None:
    frozen = factories.freeze(story)
    answer = send(story, client_as, frozen, "signatory", explained="asks", advice="later", until="2098-01-01", suits="")
    assert answer.status_code == 422
    with story.acting() as session:
        found = session.get_one(Agreement, frozen.id)
        assert (found.explanation_request, found.signatures) == (None, [])


def test_whoever_is_asked_to_explain_is_led_to_a_talk_and_never_told_to_do_nothing(
    story: Story, client_as: ClientAs
) -> None:
    story.everybody_has_read_the_first_page()
    frozen = factories.ask_to_explain(story, factories.freeze(story))
    factories.sign(story, frozen, "signatory")
    offer = f'href="/plans/{story.plan.id}/talks/new">Offer a talk</a>'
    for role in ("signatory", "editor"):
        assert offer in client_as(role).get(f"/agreements/{frozen.id}").text
    for path in (f"/agreements/{frozen.id}", f"/plans/{story.plan.id}"):
        assert "There is nothing you need to do" not in client_as("signatory").get(path).text
    assert offer not in client_as("practitioner").get(f"/agreements/{frozen.id}").text


def test_not_yet_is_never_taken_for_a_signature(story: Story, client_as: ClientAs) -> None:
    frozen = factories.freeze(story)
    client = client_as("practitioner")
    page = client.get(f"/agreements/{frozen.id}/signatures/new").text
    assert page.index("Sign the plan</button>") < page.index("Send “not yet”, and sign nothing")
    assert 'name="not_yet"' not in client_as("signatory").get(f"/agreements/{frozen.id}/signatures/new").text
    refused = send(story, client_as, frozen, "practitioner", not_yet="yes")
    assert refused.status_code == 422
    assert "Choose “Not yet” on this page first" in refused.text
    assert send(story, client_as, frozen, "practitioner", not_yet="yes", explained="asks").status_code == 303
    with story.acting() as session:
        assert session.get_one(Agreement, frozen.id).signatures == []
