from io import BytesIO
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from portal.http import Portal
from tests import factories
from tests.conftest import ClientAs
from tests.factories import Story


@pytest.fixture(autouse=True)
def _own_seal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The demonstration keeps its key under the working directory."""
    monkeypatch.chdir(tmp_path)


def check(client_as: ClientAs, pdf: bytes, role: str = "nobody") -> TestResponse:
    return client_as(role).post("/verify", data={"file": (BytesIO(pdf), "plan.pdf")})


def sealed(story: Story, client_as: ClientAs) -> bytes:
    agreed = factories.signed(story)
    return client_as("practitioner").get(f"/agreements/{agreed.id}/plan.pdf").data


def test_anybody_can_check_a_file(story: Story, client_as: ClientAs) -> None:
    assert "Check a plan" in client_as("nobody").get("/verify").text


def test_the_sealed_plan_is_known_and_nothing_of_the_case_is_told(story: Story, client_as: ClientAs) -> None:
    page = check(client_as, sealed(story, client_as)).text
    assert "This is the plan exactly as both parties signed it." in page
    assert story.case.organisation not in page
    assert story.case.reference not in page


def test_a_changed_byte_is_seen(story: Story, client_as: ClientAs) -> None:
    pdf = bytearray(sealed(story, client_as))
    pdf[len(pdf) // 3] ^= 1
    page = check(client_as, bytes(pdf)).text
    assert "This is the plan exactly as both parties signed it." not in page
    assert "changed" in page


def test_a_draft_is_not_a_sealed_plan(story: Story, client_as: ClientAs) -> None:
    draft = client_as("editor").get(f"/plans/{story.plan.id}/draft.pdf").data
    assert "This file does not have our seal." in check(client_as, draft, "editor").text


@pytest.mark.parametrize("pdf", [b"not a PDF", b"<script>alert(1)</script>", b"%PDF-1.7\n"])
def test_any_file_gets_a_verdict(story: Story, client_as: ClientAs, pdf: bytes) -> None:
    answer = check(client_as, pdf)
    assert answer.status_code == 200
    assert "We cannot read this file." in answer.text


def test_no_file_and_an_empty_file_get_a_sentence(story: Story, client_as: ClientAs) -> None:
    for answer in (check(client_as, b""), client_as("nobody").post("/verify", data={})):
        assert answer.status_code == 422
        assert "Choose the PDF that you want to check." in answer.text


def test_a_file_over_the_limit_is_refused(story: Story, client_as: ClientAs, app: Portal) -> None:
    app.config["MAX_CONTENT_LENGTH"] = 1_000
    answer = check(client_as, b"x" * 1_000)
    assert answer.status_code == 413
    assert "too large" in answer.text
