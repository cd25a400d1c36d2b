import hashlib

from portal.documents.markdown import read_markdown
from portal.documents.sealed import sealed_document, unsealed
from portal.domain.agreements.agreement import SealedDocument
from portal.web.http import Portal
from tests import factories
from tests.conftest import ClientAs
from tests.factories import Story


def test_a_draft_is_named_by_its_revision(story: Story, client_as: ClientAs) -> None:
    answer = client_as("representative").get(f"/plans/{story.plan.id}/draft.pdf")
    assert answer.content_type == "application/pdf"
    assert "action-plan-PSR-2025-0001-draft-revision-1.pdf" in answer.headers["Content-Disposition"]
    assert answer.data.startswith(b"%PDF-")


def test_an_unissued_plan_has_no_pdf_for_anybody(draft_story: Story, client_as: ClientAs) -> None:
    for role in ("adviser", "editor", "stranger"):
        assert client_as(role).get(f"/plans/{draft_story.plan.id}/draft.pdf").status_code == 404


def test_the_markdown_reads_back_to_the_same_fingerprint(story: Story, client_as: ClientAs) -> None:
    answer = client_as("practitioner").get(f"/plans/{story.plan.id}/plan.md")
    assert answer.content_type == "text/markdown; charset=utf-8"
    assert read_markdown(answer.text).content.fingerprint == factories.some_content().fingerprint


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
