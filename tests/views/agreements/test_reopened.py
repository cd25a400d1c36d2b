"""A text that was reopened: who did it, why, and which signature fell are found again where they are looked for."""

import pytest

from portal.domain.agreements.agreement import Agreement
from tests import factories
from tests.conftest import ClientAs
from tests.factories import Story

READERS = ("practitioner", "representative", "editor", "signatory", "adviser")
WHY = "The supervisor left."


@pytest.fixture(autouse=True)
def read_before(story: Story) -> None:
    story.everybody_has_read_the_first_page()


@pytest.fixture
def reopened(story: Story, client_as: ClientAs) -> Agreement:
    """A text that the practitioner had signed, and that the organisation reopened."""
    frozen = factories.freeze(story)
    factories.sign(story, frozen)
    client_as("editor").post(f"/agreements/{frozen.id}/cancellations", data={"reason": WHY})
    return frozen


def read(client_as: ClientAs, role: str, path: str) -> str:
    return " ".join(client_as(role).get(path).text.split())


@pytest.mark.parametrize("role", READERS)
def test_the_plan_says_who_reopened_its_final_text_and_why(
    story: Story, client_as: ClientAs, reopened: Agreement, role: str
) -> None:
    page = read(client_as, role, f"/plans/{story.plan.id}")
    assert f"{story.people['editor'].name} reopened the text on" in page
    assert WHY in page
    assert f'href="/agreements/{reopened.id}"' in page
    signer = "Your signature" if role == "practitioner" else f"The signature of {story.people['practitioner'].name}"
    assert f"<strong>{signer} no longer counts.</strong>" in page
    assert "The final text was reopened on" in read(client_as, role, "/")


def test_whoever_did_not_want_to_sign_is_named_with_the_reason(story: Story, client_as: ClientAs) -> None:
    frozen = factories.freeze(story)
    client_as("practitioner").post(f"/agreements/{frozen.id}/refusals", data={"reason": "Stage 1 is too short."})
    page = read(client_as, "signatory", f"/plans/{story.plan.id}")
    assert f"{story.people['practitioner'].name} did not want to sign on" in page
    assert "Stage 1 is too short." in page
    assert "no longer counts" not in page


def test_nothing_more_is_said_of_it_once_another_text_is_ready_to_sign(
    story: Story, client_as: ClientAs, reopened: Agreement
) -> None:
    factories.freeze(story)
    assert WHY not in read(client_as, "practitioner", f"/plans/{story.plan.id}")
    assert "was reopened on" not in read(client_as, "practitioner", "/")


def test_the_card_of_a_signature_that_fell_says_so(client_as: ClientAs, reopened: Agreement) -> None:
    page = read(client_as, "practitioner", f"/agreements/{reopened.id}")
    assert "Your side’s signature no longer counts: the text was reopened." in page
    assert page.count("card--unsigned") == 2


def test_the_edge_of_a_card_tells_a_signature_from_a_missing_one(story: Story, client_as: ClientAs) -> None:
    frozen = factories.freeze(story)
    factories.sign(story, frozen)
    assert read(client_as, "practitioner", f"/agreements/{frozen.id}").count("card--unsigned") == 1
