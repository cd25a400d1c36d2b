import hashlib
from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from portal.documents.drawn import DrawnPage, Margins, drawn_pages
from portal.documents.markdown import read_markdown
from portal.documents.sealed import sealed_document, unsealed
from portal.domain.record import SealedDocument, Stream, head
from portal.web.http import Portal
from tests import factories
from tests.conftest import ClientAs
from tests.documents.limits import GENEROUS
from tests.factories import Story


def test_a_draft_is_named_by_its_revision(story: Story, client_as: ClientAs) -> None:
    answer = client_as("representative").get(f"/plans/{story.plan.id}/draft.pdf")
    assert answer.content_type == "application/pdf"
    assert "action-plan-PSR-2025-0001-draft-revision-1.pdf" in answer.headers["Content-Disposition"]
    assert answer.data.startswith(b"%PDF-")


def test_a_copy_of_the_plan_names_where_the_shared_record_ends_and_nothing_private(
    story: Story, client_as: ClientAs
) -> None:
    factories.suggest(story, "practitioner")
    with story.acting() as session:
        shared, private = (head(session, story.case.id, stream) for stream in (Stream.SHARED, Stream.PRACTITIONER))
    practitioner = client_as("practitioner")
    facts = PdfReader(BytesIO(practitioner.get(f"/plans/{story.plan.id}/draft.pdf").data)).metadata
    assert facts
    markdown = practitioner.get(f"/plans/{story.plan.id}/plan.md").text
    for copy in (facts["/Keywords"], markdown):
        assert shared in copy
        assert private not in copy
    assert read_markdown(markdown, limits=GENEROUS).not_understood == []


def test_an_unissued_plan_has_no_pdf_for_anybody(draft_story: Story, client_as: ClientAs) -> None:
    for role in ("adviser", "editor", "stranger"):
        assert client_as(role).get(f"/plans/{draft_story.plan.id}/draft.pdf").status_code == 404


def test_the_markdown_reads_back_to_the_same_fingerprint(story: Story, client_as: ClientAs) -> None:
    answer = client_as("practitioner").get(f"/plans/{story.plan.id}/plan.md")
    assert answer.content_type == "text/markdown; charset=utf-8"
    assert read_markdown(answer.text, limits=GENEROUS).content.fingerprint == factories.some_content().fingerprint


def test_nobody_downloads_a_signed_copy_until_both_have_signed(story: Story, client_as: ClientAs) -> None:
    frozen = factories.sign(story, factories.freeze(story))
    answer = client_as("practitioner").get(f"/agreements/{frozen.id}/plan.pdf", follow_redirects=True)
    assert "nobody can download a signed copy until both have signed" in answer.text


def test_the_agreed_plan_is_sealed_once_and_carries_no_status(story: Story, client_as: ClientAs) -> None:
    agreed = factories.signed(story)
    first = client_as("practitioner").get(f"/agreements/{agreed.id}/plan.pdf")
    second = client_as("editor").get(f"/agreements/{agreed.id}/plan.pdf")
    assert first.data == second.data
    assert 'filename="action-plan-PSR-2025-0001.pdf"' in first.headers["Content-Disposition"]
    with story.acting() as session:
        stored = session.query(SealedDocument).one()
    assert stored.sha256 == hashlib.sha256(first.data).hexdigest()


def test_no_copy_is_sealed_that_shows_anything_else_than_what_was_signed(
    story: Story, app: Portal, client_as: ClientAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The agreement stays as it is, everybody is told in a sentence, and the service tries the others."""
    agreed = factories.signed(story)
    monkeypatch.setattr("portal.documents.as_written.drawn_pages", narrow_pages)
    for role in ("practitioner", "adviser"):
        answer = client_as(role).get(f"/agreements/{agreed.id}/plan.pdf")
        assert answer.status_code == 422
        assert "Your signatures are safe" in answer.text
        assert "on page 1 “R” lies outside the margins" in answer.text
    ran = app.test_cli_runner().invoke(args=["documents", "seal"])
    assert ran.exit_code == 1
    assert "Sealed: 0." in ran.output
    assert f"Agreement {agreed.id}: No signed copy can be made yet" in ran.output
    with story.acting() as session:
        assert session.query(SealedDocument).count() == 0
    assert "Signed by" in client_as("practitioner").get(f"/agreements/{agreed.id}").text


def narrow_pages(pdf: bytes, margins: Margins) -> list[DrawnPage]:
    """As if the page were narrower than the words."""
    return drawn_pages(pdf, replace(margins, side=margins.side + 20))


def test_an_agreed_plan_is_no_draft_any_more(story: Story, client_as: ClientAs) -> None:
    agreed = factories.signed(story)
    answer = client_as("practitioner").get(f"/plans/{story.plan.id}/draft.pdf")
    assert answer.headers["Location"] == f"/agreements/{agreed.id}"


def test_a_seal_can_be_made_later_and_the_first_wins(story: Story, app: Portal) -> None:
    agreed = factories.signed(story)
    with app.database.reading() as session:
        assert unsealed(session) == [agreed.id]
    first = sealed_document(app.database, app.settings, agreed.id)
    assert sealed_document(app.database, app.settings, agreed.id).sha256 == first.sha256
    with app.database.reading() as session:
        assert unsealed(session) == []


def test_a_stranger_gets_no_file(story: Story, client_as: ClientAs) -> None:
    agreed = factories.signed(story)
    paths = [
        f"/plans/{story.plan.id}/draft.pdf",
        f"/plans/{story.plan.id}/plan.md",
        f"/agreements/{agreed.id}/plan.pdf",
    ]
    assert [client_as("stranger").get(path).status_code for path in paths] == [404, 404, 404]


@pytest.mark.parametrize("varied", [False, True])
def test_the_copy_of_a_frozen_text_says_that_it_is_to_be_signed(
    story: Story, client_as: ClientAs, *, varied: bool
) -> None:
    if varied:
        factories.signed(story)
        factories.varied(story)
    factories.freeze(story)
    answer = client_as("practitioner").get(f"/plans/{story.plan.id}/draft.pdf")
    words = " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(answer.data)).pages).split())
    assert f"Final text, to be signed, revision {2 if varied else 1}" in words
    assert "Draft" not in words
    assert "not signed yet" not in words
    assert f"final-text-revision-{2 if varied else 1}.pdf" in answer.headers["Content-Disposition"]
