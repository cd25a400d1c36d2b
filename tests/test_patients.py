"""An NHS number is stopped before anything is saved, in whatever form; a number that is none gets through."""

from io import BytesIO
from uuid import uuid4

import pytest
from flask.ctx import RequestContext
from flask.testing import FlaskClient

from portal.web.http import Portal
from portal.web.patients import NOT_LOOKED_AT, PatientNumber, expect_no_patient
from portal.web.unsent import labels
from tests import factories
from tests.addresses import Places
from tests.conftest import ClientAs
from tests.factories import Story
from tests.test_forms import forms

NUMBER = "943 476 5919"
WORDS = f"I saw {NUMBER} on the ward."
OF_NO_CASE = (
    "/account",
    "/join",
    "/password-reset",
    "/sign-",
    "/verify",
    "/cases",
)  # of no plan, and read by PSR or nobody


@pytest.fixture
def places(story: Story) -> Places:
    story.everybody_has_read_the_first_page()
    things = {"cases": story.case, "plans": story.plan, "threads": factories.thread(story)}
    things |= {"proposals": factories.sent(story, "editor", key="cases"), "talks": factories.offer_talk(story)}
    things |= {"revisions": story.revisions()[0], "safety-actions": factories.act_for_safety(story)}
    things["papers"] = paper = factories.paper_for(story)
    things["paper-entries"] = factories.came_back(story, paper, factories.YES)
    things["feedback-reviews"] = review = factories.handed_over(story)
    things |= {"feedback-requests": review.request, "feedback-remarks": factories.remarked(story, review)}
    things["urgent-points"] = factories.urgent_point(story, review.request)
    none = ("bundles", "agreements", "calls", "meetings", "handovers", "showings", "invitations", "members")
    none += ("staff", "staff-invitations", "absences", "concerns", "feedback-documents")
    administrators = [factories.administrator(story, role) for role in ("editor", "adviser")]
    things |= {"organisations": administrators[0].organisation, "people": story.people["practitioner"]}
    return {word: [thing.id] for word, thing in things.items()} | {word: [] for word in none}


def stopped(client: FlaskClient, action: str, fields: dict[str, str], name: str) -> bool:
    answer = client.post(
        action, data={field: value or "Some words." for field, value in fields.items()} | {name: WORDS}
    )
    return answer.status_code == 422 and f"{NUMBER} looks like the NHS number" in answer.text and WORDS in answer.text


@pytest.mark.parametrize("role", ["practitioner", "editor", "adviser"])
def test_it_is_stopped_in_every_form_and_there_is_a_way_on(
    app: Portal, client_as: ClientAs, places: Places, role: str
) -> None:
    client, tried, missed = client_as(role), 0, []
    for action, fields, files in list(forms(app, client, places)):
        for name in (fields.keys() & labels().keys()) - NOT_LOOKED_AT - files:
            if not action.startswith(OF_NO_CASE):
                tried += 1
                missed += [] if stopped(client, action, fields, name) else [f"{action} {name}"]
    assert tried > 3
    assert missed == []


def comment(story: Story, client: FlaskClient, **more: str) -> tuple[int, str]:
    answer = client.post(
        f"/plans/{story.plan.id}/clauses/aim/threads", data={"body": WORDS, "audience": "shared"} | more
    )
    return answer.status_code, answer.text


def test_a_number_that_is_none_gets_through_once_its_author_says_so(story: Story, client_as: ClientAs) -> None:
    story.everybody_has_read_the_first_page()
    client = client_as("practitioner")
    status, page = comment(story, client)
    assert status == 422
    assert 'name="another_number"' in page
    assert "write “the patient”" in page
    assert comment(story, client, another_number="yes")[0] == 303


def test_what_was_said_of_the_number_is_kept_when_something_else_is_wrong(story: Story, client_as: ClientAs) -> None:
    story.everybody_has_read_the_first_page()
    status, page = comment(story, client_as("practitioner"), another_number="yes", audience="")
    assert status == 422
    assert '<input type="hidden" name="another_number" value="yes">' in page


def sending(app: Portal, address: str) -> RequestContext:
    """A request that sends a file in which such a number stands."""
    file = BytesIO(f"0000001252 00000 n\n{NUMBER}".encode())
    return app.test_request_context(address, method="POST", data={"file": (file, "scan.pdf")})


def test_the_digits_of_a_scan_are_no_words(one_app: Portal) -> None:
    with sending(one_app, f"/papers/{uuid4()}/entries"):
        expect_no_patient()
    with sending(one_app, f"/cases/{uuid4()}/drafts"), pytest.raises(PatientNumber):
        expect_no_patient()


@pytest.mark.parametrize("key", ["9434765919 -->", f"ab9434765919 --> {NUMBER}"])
def test_the_digits_of_a_key_are_no_number_and_those_beside_it_are(one_app: Portal, key: str) -> None:
    address = f"/cases/{uuid4()}/drafts"
    with one_app.test_request_context(address, method="POST", data={"text": "<!-- key: ab9434765919 --> Aim"}):
        expect_no_patient()
    beside = one_app.test_request_context(address, method="POST", data={"text": f"<!-- key: {key} Aim"})
    with beside, pytest.raises(PatientNumber):
        expect_no_patient()


def test_it_is_stopped_in_a_file_too(story: Story, client_as: ClientAs) -> None:
    draft = f"A plan\n\n1. Aim\n1.1 {WORDS}\n".encode()
    where = f"/cases/{story.case.id}/drafts"
    refused = client_as("adviser").post(where, data={"file": (BytesIO(draft), "plan.txt")})
    assert refused.status_code == 422
    assert f"{NUMBER} looks like the NHS number" in refused.text
    sent = client_as("adviser").post(where, data={"file": (BytesIO(draft), "plan.txt"), "another_number": "yes"})
    assert sent.status_code == 303
