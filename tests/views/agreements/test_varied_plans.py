"""An agreed plan as it is read once it was varied."""

import re
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader
from werkzeug.test import TestResponse

from portal.domain.proposals.proposal import Proposal
from tests import factories
from tests.conftest import ClientAs
from tests.factories import Story

ENDS = "Past the planned end, the organisation decides what follows."


def answering(client: FlaskClient, change: Proposal, **more: str) -> TestResponse:
    return client.post(f"/proposals/{change.id}/assents", data={"digest": change.latest.digest, **more})


def plan_page(story: Story, client_as: ClientAs, role: str = "practitioner") -> str:
    return client_as(role).get(f"/plans/{story.plan.id}").text


def test_the_plan_page_says_what_is_agreed_and_what_was_varied_since(agreed: Story, client_as: ClientAs) -> None:
    assert "Since then" not in plan_page(agreed, client_as)
    factories.varied(agreed)
    factories.varied(agreed, "cases")
    page = plan_page(agreed, client_as)
    assert "Both parties signed revision 1. Since then 2 changes were agreed and are still to be signed." in " ".join(
        page.split()
    )
    assert "2 changes agreed, to be signed" in client_as("editor").get("/").text
    frozen = factories.freeze(agreed)
    assert (
        "Nobody can download a copy of the new text with signatures"
        in client_as("editor").get(f"/agreements/{frozen.id}").text
    )
    assert "ready for you to sign" in client_as("signatory").get("/").text


def test_an_unvaried_agreed_plan_leads_to_its_signatures(agreed: Story, client_as: ClientAs) -> None:
    answer = client_as("editor").get(f"/plans/{agreed.plan.id}/agreements/new")
    assert (answer.status_code, "/agreements/" in answer.location) == (303, True)


def test_a_varied_copy_for_an_adviser_never_says_draft(agreed: Story, client_as: ClientAs) -> None:
    factories.varied(agreed)
    answer = client_as("practitioner").get(f"/plans/{agreed.plan.id}/draft.pdf")
    words = " ".join(page.extract_text() for page in PdfReader(BytesIO(answer.data)).pages)
    assert "not signed yet, revision 2" in words
    assert "draft" not in words.lower() + answer.headers["Content-Disposition"].replace("draft.pdf", "")


@pytest.mark.parametrize(("weeks", "told"), [(9, True), (2, False)])
def test_a_refused_extension_says_who_decides_past_the_end(
    agreed: Story, client_as: ClientAs, weeks: int, told: bool
) -> None:
    change = factories.sent_weeks(agreed, weeks=weeks)
    assert (ENDS in client_as("signatory").get(f"/proposals/{change.id}/declines/new").text) is told
    factories.decline(agreed, change, by="signatory")
    for role in ("practitioner", "editor", "adviser"):
        page = client_as(role).get(f"/proposals/{change.id}").text
        assert (ENDS in page) is told
        assert "completed" not in page.lower()


def test_an_extension_refused_before_agreement_says_nothing_of_it(story: Story, client_as: ClientAs) -> None:
    change = factories.decline(story, factories.sent_weeks(story, weeks=9))
    factories.signed(story)
    assert ENDS not in client_as("practitioner").get(f"/proposals/{change.id}").text


def test_what_is_agreed_and_not_signed_names_the_way_on(agreed: Story, client_as: ClientAs) -> None:
    way = f'href="/plans/{agreed.plan.id}/agreements/new">Get the new text ready to sign</a>'
    change = factories.sent(agreed)
    answer = answering(client_as("signatory"), change, password=factories.PASSWORD)
    assert way in client_as("signatory").get(answer.location).text.partition("If you change your mind")[0]
    assert "Changes are agreed, and not signed yet" in plan_page(agreed, client_as)
    assert way in plan_page(agreed, client_as)
    for role in ("representative", "adviser"):
        page = plan_page(agreed, client_as, role)
        assert way not in page
        assert "Harbour Trust or Test Practitioner can get the new text ready" in page


def test_weeks_that_nobody_signed_yet_stand_beside_those_in_force(agreed: Story, client_as: ClientAs) -> None:
    factories.varied(agreed)
    assert "not in force yet" not in plan_page(agreed, client_as)
    factories.agree(agreed, factories.sent_weeks(agreed, weeks=9), by="signatory")
    page = " ".join(plan_page(agreed, client_as).split())
    with agreed.acting() as session:
        plan = agreed.present_plan(session)
        assert plan.agreed
        before = plan.agreed.revision.content
    assert f"<li>In force: {before.weeks} weeks in {len(before.stages)} stage" in page
    assert "These weeks and dates are not in force yet." in page


def test_a_variation_is_signed_as_one_while_the_agreement_before_holds(agreed: Story, client_as: ClientAs) -> None:
    factories.varied(agreed)
    frozen = factories.freeze(agreed)
    page = " ".join(client_as("practitioner").get(f"/agreements/{frozen.id}/signatures/new").text.split())
    assert "Sign the changed plan" in page
    assert re.search(r"Until both have signed, the agreement of [\w ]+ holds\.", page)
    assert "Nothing starts before both have signed" not in page
    assert "the plan is agreed." not in page
