"""PSR's adviser opens a case."""

import pytest

from tests.conftest import ClientAs
from tests.factories import Story

FORM = {
    "reference": "2026-0200",
    "organisation": "Quay Trust",
    "practitioner": "Dr <b>Ada</b>",
    "profession": "doctor",
    "key_contact": "R. Malik",
    "email_1": "practitioner@example.org",
    "role_1": "practitioner",
    "email_2": "signatory@example.org",
    "role_2": "organisation signatory",
}


def test_an_adviser_opens_a_case_with_the_people_on_it(story: Story, client_as: ClientAs) -> None:
    adviser = client_as("adviser")
    answer = adviser.post("/cases", data=FORM)
    assert answer.status_code == 303
    page = client_as("practitioner").get(answer.headers["Location"]).text
    assert "Dr &lt;b&gt;Ada&lt;/b&gt;" in page
    assert "PSR is preparing the plan" in page
    assert "Import a draft" in adviser.get(answer.headers["Location"]).text
    assert client_as("editor").get(answer.headers["Location"]).status_code == 404


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"reference": " "}, "Give the case its reference."),
        ({"reference": "PSR/2025/0001"}, "There is a case with the reference PSR/2025/0001 already."),
        ({"organisation": "a\x07b"}, "control character"),
        ({"profession": "plumber"}, "Choose the practitioner&#39;s profession."),
        ({"email_2": "who@example.org"}, "There is no account for who@example.org."),
        ({"role_2": ""}, "Choose what signatory@example.org does on this case."),
        ({"email_2": "", "role_2": ""}, "Add the person who signs for the organisation."),
        ({"email_2": "practitioner@example.org"}, "One person is on one side only."),
        ({"email_3": "representative@example.org", "role_3": "practitioner"}, "A case has one practitioner."),
    ],
)
def test_a_mistake_is_named_and_nothing_typed_is_lost(
    story: Story, client_as: ClientAs, wrong: dict[str, str], sentence: str
) -> None:
    answer = client_as("adviser").post("/cases", data=FORM | wrong)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert 'value="R. Malik"' in answer.text
    assert 'value="practitioner@example.org"' in answer.text


@pytest.mark.parametrize("role", ["practitioner", "signatory", "reviewer", "stranger"])
def test_nobody_else_opens_a_case(story: Story, client_as: ClientAs, role: str) -> None:
    assert client_as(role).get("/cases/new").status_code == 404
    assert client_as(role).post("/cases", data=FORM).status_code == 404
