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
}


def test_an_adviser_opens_a_case_and_is_asked_to_invite_people(story: Story, client_as: ClientAs) -> None:
    adviser = client_as("adviser")
    answer = adviser.post("/cases", data=FORM)
    assert answer.status_code == 303
    page = adviser.get(answer.location.partition("#")[0]).text
    assert "The case is open" in page
    assert "Dr &lt;b&gt;Ada&lt;/b&gt; is not on the case yet." in page
    assert "Nobody is on the case yet who signs for Quay Trust." in page
    case = answer.location.partition("/people")[0]
    assert "Begin a draft" in adviser.get(case).text
    assert client_as("editor").get(case).status_code == 404


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"reference": " "}, "Give the case its reference."),
        ({"reference": "PSR/2025/0001"}, "There is a case with the reference PSR/2025/0001 already."),
        ({"organisation": "a\x07b"}, "control character"),
        ({"profession": "plumber"}, "Choose the practitioner&#39;s profession."),
    ],
)
def test_a_mistake_is_named_and_nothing_typed_is_lost(
    story: Story, client_as: ClientAs, wrong: dict[str, str], sentence: str
) -> None:
    answer = client_as("adviser").post("/cases", data=FORM | wrong)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert 'value="R. Malik"' in answer.text


@pytest.mark.parametrize("role", ["practitioner", "signatory", "reviewer", "stranger"])
def test_nobody_else_opens_a_case(story: Story, client_as: ClientAs, role: str) -> None:
    assert client_as(role).get("/cases/new").status_code == 404
    assert client_as(role).post("/cases", data=FORM).status_code == 404
