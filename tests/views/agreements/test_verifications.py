"""The page that says what a PDF is: the plan as signed, or why not."""

import dataclasses
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from portal.domain.agreements.agreement import Agreement, Signature
from portal.web.http import Portal
from tests import factories
from tests.conftest import ClientAs
from tests.documents.test_pdf import an_agreed_plan
from tests.documents.test_verify import a_sealer, appended_to
from tests.factories import Story


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
    pdf[pdf.index(b"stream\n") + 40] ^= 1
    page = check(client_as, bytes(pdf)).text
    assert "This file was changed after it was sealed. Do not rely on it." in page


def test_an_appended_update_is_seen_and_not_relied_on(story: Story, client_as: ClientAs) -> None:
    page = check(client_as, appended_to(sealed(story, client_as))).text
    assert "Something was added to this file after it was sealed. Do not rely on it." in page


def test_a_replaced_plan_says_since_when(story: Story, client_as: ClientAs) -> None:
    pdf = sealed(story, client_as)
    replace(story, signatures=1)
    assert "a newer plan has replaced it" not in check(client_as, pdf).text
    replace(story, signatures=2)
    page = check(client_as, pdf).text
    assert "This is a plan exactly as both parties signed it, but a newer plan has replaced it." in page
    assert "A newer plan was agreed on 1 June 2026, 10:00:00 BST." in page


def replace(story: Story, *, signatures: int) -> None:
    """A newer agreement that cites the signed one, with so many of its two signatures."""
    at = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
    with story.acting() as session:
        old = session.scalars(select(Agreement).where(Agreement.previous_id.is_(None))).one()
        kept = {name: getattr(old, name) for name in ("plan_id", "revision_id", "consequences", "standard_agreement")}
        new = Agreement(**kept, digest="d" * 64, opened_by_id=old.opened_by_id, opened_at=at, previous_id=old.id)
        said = {"typed_name": "A", "statements": "[]", "digest": new.digest, "at": at}
        for one in old.signatures[:signatures]:
            new.signatures.append(Signature(party=one.party, role=one.role, by_id=one.by_id, **said))
        session.add(new)


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
    app.settings = dataclasses.replace(app.settings, max_request_bytes=1_000)
    answer = check(client_as, b"x" * 1_000)
    assert answer.status_code == 413
    assert "too large" in answer.text


def test_whoever_comes_while_files_are_checked_is_asked_to_come_again(app: Portal, client_as: ClientAs) -> None:
    for _ in range(app.settings.max_examinations_at_once):
        app.examiner._free.acquire()
    answer = check(client_as, b"%PDF-1.7")
    assert answer.status_code == 503
    assert "Other files are being checked just now." in answer.text
    assert 'href="#file"' in answer.text


def test_a_file_sealed_by_somebody_else_names_nobody(
    story: Story, client_as: ClientAs, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    page = check(client_as, a_sealer(tmp_path).seal(an_agreed_plan(), datetime.now(UTC))).text
    assert "This file does not have our seal." in page
    assert "It has 1 signature that is not ours." in page
    assert "Demonstration seal" not in page + "".join(capfd.readouterr())
