"""An agreed plan is varied: the yes with its password, the pages that tell it, and the second sealed plan."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy import select
from werkzeug.test import TestResponse

from portal.domain.people.sign_in import SignIn
from portal.domain.plans.content import fingerprint
from portal.domain.proposals.proposal import Proposal, Status
from tests import factories
from tests.conftest import ClientAs
from tests.factories import PASSWORD, WORDS, Story
from tests.views.agreements.test_verifications import check

WEEKLY = WORDS["supervision"]


def answering(client: FlaskClient, change: Proposal, **more: str) -> TestResponse:
    return client.post(f"/proposals/{change.id}/assents", data={"digest": change.latest.digest, **more})


def ready(client: FlaskClient, change: Proposal) -> None:
    """Agree, without sending it yet."""
    data = {"digest": change.latest.digest, "kind": "agree"}
    assert client.post(f"/proposals/{change.id}/kept-answers", data=data).status_code == 303


def status(story: Story, change: Proposal) -> Status:
    with story.acting() as session:
        return session.get_one(Proposal, change.id).status


def plan_page(story: Story, client_as: ClientAs, role: str = "practitioner") -> str:
    return client_as(role).get(f"/plans/{story.plan.id}").text


@pytest.mark.parametrize(("author", "answers"), [("practitioner", "signatory"), ("signatory", "practitioner")])
def test_saying_yes_to_a_variation_asks_for_the_password(
    agreed: Story, client_as: ClientAs, author: str, answers: str
) -> None:
    change, client = factories.sent(agreed, author), client_as(answers)
    ready(client, change)
    assert 'id="password"' in client.get(f"/proposals/{change.id}").text
    refused = answering(client, change)
    assert (refused.status_code, "Give your password again" in refused.text) == (422, True)
    assert answering(client, change, password=PASSWORD).status_code == 303
    assert status(agreed, change) is Status.IN_EFFECT


def test_a_password_given_a_moment_ago_is_not_asked_for_again(agreed: Story, client_as: ClientAs) -> None:
    first, second = factories.sent(agreed), factories.sent(agreed, key="cases")
    client = client_as("signatory")
    answering(client, first, password=PASSWORD)
    assert 'id="password"' not in client.get(f"/proposals/{second.id}").text
    assert answering(client, second).status_code == 303
    with agreed.acting() as session:
        for one in session.scalars(select(SignIn).where(SignIn.fresh_at.is_not(None))):
            one.fresh_at = one.started_at - timedelta(minutes=6)
    third = factories.sent(agreed, key="aim")
    assert answering(client, third).status_code == 422


def test_wrong_passwords_are_counted_and_change_nothing(agreed: Story, client_as: ClientAs) -> None:
    change, client = factories.sent(agreed), client_as("signatory")
    for _ in range(5):
        assert "That is not your password." in answering(client, change, password="a wrong one").text
    assert "too many wrong passwords" in answering(client, change, password=PASSWORD).text
    assert status(agreed, change) is Status.OPEN


def test_a_change_of_a_draft_asks_for_no_password(story: Story, client_as: ClientAs) -> None:
    change = factories.sent(story)
    assert 'id="password"' not in client_as("signatory").get(f"/proposals/{change.id}").text
    assert answering(client_as("editor"), change).status_code == 303


def test_saying_no_asks_for_no_password(agreed: Story, client_as: ClientAs) -> None:
    change = factories.sent(agreed)
    data = {"digest": change.latest.digest, "reason": "Not now."}
    assert client_as("signatory").post(f"/proposals/{change.id}/declines", data=data).status_code == 303


@pytest.mark.parametrize("author", ["practitioner", "signatory"])
def test_sending_a_variation_says_yes_to_it_and_asks_for_the_password(
    agreed: Story, client_as: ClientAs, author: str
) -> None:
    change, client = factories.suggest(agreed, author), client_as(author)
    path, data = f"/proposals/{change.id}/putting-forward", {"digest": change.latest.digest}
    assert 'id="password"' in client.get(path).text
    assert client.post(path, data=data).status_code == 422
    assert client.post(path, data=data | {"password": PASSWORD}).status_code == 303


def test_an_editor_shows_a_variation_without_the_organisations_yes(agreed: Story, client_as: ClientAs) -> None:
    change, client = factories.suggest(agreed, "editor"), client_as("editor")
    path = f"/proposals/{change.id}/putting-forward"
    page = client.get(path).text
    assert 'id="password"' not in page
    assert "without the yes of Harbour Trust: Test Signatory gives that" in page
    assert client.post(path, data={"digest": change.latest.digest}).status_code == 303
    assert "Harbour Trust’s signatory is still to come" in client_as("practitioner").get(f"/proposals/{change.id}").text
    assert answering(client_as("practitioner"), change, password=PASSWORD).status_code == 303
    assert status(agreed, change) is Status.OPEN
    assert answering(client_as("signatory"), change, password=PASSWORD).status_code == 303
    assert status(agreed, change) is Status.IN_EFFECT


def test_a_variation_that_lacks_its_own_partys_yes_is_that_partys_turn(agreed: Story, client_as: ClientAs) -> None:
    change = factories.agree(agreed, factories.sent(agreed, "editor"), by="practitioner")
    page = plan_page(agreed, client_as, "signatory")
    assert "It is your turn" in page
    assert re.search(r"1 suggested change</strong>\s+waits\s+for your answer", page)
    assert f'href="/proposals/{change.id}">Read and answer' in page
    assert "1 suggested change to answer" in client_as("signatory").get("/").text
    editors = plan_page(agreed, client_as, "editor")
    assert "It is your side’s turn" in editors
    assert "for the answer of your organisation’s signatory" in editors
    assert "Read it<span" in editors
    assert "Your side’s turn" in client_as("editor").get("/").text
    assert "It is Harbour Trust’s turn" in plan_page(agreed, client_as)
    assert "Harbour Trust: 1 to answer, since" in plan_page(agreed, client_as, "adviser")


def test_an_editor_reads_who_answers_and_keeps_a_note(agreed: Story, client_as: ClientAs) -> None:
    change, client = factories.sent(agreed), client_as("editor")
    page = client.get(f"/proposals/{change.id}").text
    assert "For Harbour Trust, Test Signatory answers this change." in page
    assert "/assents" not in page
    assert answering(client, change, password=PASSWORD).status_code == 403
    data = {"digest": change.latest.digest, "kind": "agree", "reason": ""}
    assert client.post(f"/proposals/{change.id}/kept-answers", data=data).status_code == 303


def test_a_stale_answer_to_a_variation_nobody_said_yes_to_yet_shows_the_new_words(
    agreed: Story, client_as: ClientAs
) -> None:
    change = factories.put_forward(agreed, factories.suggest(agreed, "editor"), "editor")
    data = {"digest": "0" * 64, "password": PASSWORD}
    answer = client_as("practitioner").post(f"/proposals/{change.id}/assents", data=data)
    assert (answer.status_code, "no longer the ones you were shown" in answer.text) == (422, True)


@pytest.mark.parametrize("kind", ["confirm", "mend"])
def test_standing_by_a_variation_that_the_plan_overtook_asks_for_the_password(
    agreed: Story, client_as: ClientAs, kind: str
) -> None:
    change = factories.sent(agreed, text=WEEKLY.replace("meet", "see"))
    words = WEEKLY.replace("30", "45") if kind == "confirm" else WEEKLY.replace("meet", "telephone")
    factories.agree(agreed, factories.sent(agreed, "signatory", text=words), by="practitioner")
    client, path = client_as("practitioner"), f"/proposals/{change.id}"
    page = client.get(path if kind == "confirm" else f"{path}/edit").text
    assert 'id="password"' in page
    digest = re.search('name="digest" value="([0-9a-f]+)"', page)[1]
    data = {"digest": digest, "text": "New words.", "shown": fingerprint(words)}
    resource = "confirmations" if kind == "confirm" else "versions"
    assert client.post(f"{path}/{resource}", data=data).status_code == 422
    assert client.post(f"{path}/{resource}", data=data | {"password": PASSWORD}).status_code == 303
    assert status(agreed, change) is Status.OPEN


@pytest.mark.parametrize("author", ["practitioner", "signatory"])
def test_sending_several_variations_together_asks_for_the_password(
    agreed: Story, client_as: ClientAs, author: str
) -> None:
    change, client = factories.suggest(agreed, author), client_as(author)
    path, data = f"/plans/{agreed.plan.id}/putting-forward", {"chosen": f"{change.id} {change.latest.digest}"}
    assert 'id="password"' in client.get(path).text
    assert client.post(path, data=data).status_code == 422
    assert client.post(path, data=data | {"password": PASSWORD}).status_code == 303


def test_an_editor_sends_several_variations_without_the_organisations_yes(agreed: Story, client_as: ClientAs) -> None:
    change, client = factories.suggest(agreed, "editor"), client_as("editor")
    path, data = f"/plans/{agreed.plan.id}/putting-forward", {"chosen": f"{change.id} {change.latest.digest}"}
    assert "without the yes of Harbour Trust" in client.get(path).text
    assert client.post(path, data=data).status_code == 303
    with agreed.acting() as session:
        assert session.get_one(Proposal, change.id).latest.assents == []


def test_confirming_fitted_variations_together_asks_for_the_password(agreed: Story, client_as: ClientAs) -> None:
    change, client = factories.sent(agreed, text=WEEKLY.replace("meet", "see")), client_as("practitioner")
    fitting = factories.sent(agreed, "signatory", text=WEEKLY.replace("30", "45"))
    factories.agree(agreed, fitting, by="practitioner")
    path = f"/plans/{agreed.plan.id}/confirmations"
    page = client.get(path).text
    assert 'id="password"' in page
    data = {"shown": re.findall('name="shown" value="([^"]+)"', page)}
    assert client.post(path, data=data).status_code == 422
    assert client.post(path, data=data | {"password": PASSWORD}).status_code == 303
    assert status(agreed, change) is Status.OPEN


def test_answers_to_variations_are_given_one_by_one(agreed: Story, client_as: ClientAs) -> None:
    change, client = factories.sent(agreed), client_as("signatory")
    data = {"digest": change.latest.digest, "kind": "agree", "reason": ""}
    client.post(f"/proposals/{change.id}/kept-answers", data=data)
    page = client.get(f"/plans/{agreed.plan.id}/kept-answers").text
    assert "Each change of it is answered on its own page." in page
    assert f"/plans/{agreed.plan.id}/answers" not in page


def test_the_whole_story_of_a_variation(agreed: Story, client_as: ClientAs) -> None:
    """Signed, sealed, varied, signed again: the new file is the plan, the old one says that it was replaced."""
    with agreed.acting() as session:
        first = agreed.present_plan(session).agreed
    practitioner = client_as("practitioner")
    old = practitioner.get(f"/agreements/{first.id}/plan.pdf").data
    factories.varied(agreed)
    assert "This is the plan exactly as both parties signed it." in check(client_as, old).text
    second = factories.signed(agreed)
    new = practitioner.get(f"/agreements/{second.id}/plan.pdf").data
    assert "This is the plan exactly as both parties signed it." in check(client_as, new).text
    assert "a newer plan has replaced it" in check(client_as, old).text
    assert first.digest in " ".join(page.extract_text() for page in PdfReader(BytesIO(new)).pages)
    page = practitioner.get(f"/agreements/{first.id}").text
    assert "This agreement was replaced" in page
    assert f"/agreements/{second.id}" in page
    page = practitioner.get(f"/agreements/{second.id}").text
    assert "The plan is agreed" in page
    assert first.digest in page
    assert practitioner.get(f"/agreements/{first.id}/plan.pdf").data == old
    history = practitioner.get(f"/plans/{agreed.plan.id}/revisions").text
    assert [f"/agreements/{one.id}" in history for one in (first, second)] == [True, True]
    revision = practitioner.get(f"/revisions/{first.revision_id}").text
    assert "Agreed on" in revision
    assert "The plan was varied since." in revision


def test_the_answers_to_an_agreed_plan_lead_to_the_page_of_each(agreed: Story, client_as: ClientAs) -> None:
    change = factories.sent(agreed)
    factories.keep_yes(agreed, change)
    page = " ".join(client_as("signatory").get(f"/plans/{agreed.plan.id}/answers").text.split())
    assert "each change of it is answered on its own page, with your password." in page
    assert f'href="/proposals/{change.id}">Read and answer it' in page
    assert "Nobody is bound yet" not in page
    assert "the password of whoever signs" in client_as("editor").get(f"/plans/{agreed.plan.id}/answers").text
    assert client_as("stranger").get(f"/plans/{agreed.plan.id}/answers").status_code == 404
