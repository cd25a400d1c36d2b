"""What cannot be printed stands in the way of signing, and is told to the drafter while it can still be changed."""

import pytest

from portal.web.http import Portal
from tests.conftest import ClientAs
from tests.factories import Story, in_effect, suggest

SENTENCE = "Paragraph 1.1 has characters that cannot be printed: 王."


@pytest.fixture
def unprintable(story: Story) -> Story:
    """The plan names somebody with a letter that the PDF does not have."""
    story.everybody_has_read_the_first_page()
    in_effect(story, suggest(story, key="aim", text="Dr 王 supports the plan."))
    return story


def test_the_text_is_not_frozen_with_them_and_the_page_leads_to_the_paragraph(
    client_as: ClientAs, unprintable: Story
) -> None:
    path, editor = f"/plans/{unprintable.plan.id}", client_as("editor")
    page = editor.get(f"{path}/agreements/new").text
    assert f'#clause-aim">{SENTENCE}</a>' in page
    seen = {"fingerprint": unprintable.revisions()[-1].fingerprint, "consequences": "consequences"}
    answer = editor.post(f"{path}/agreements", data=seen | {"standard_agreement": "agreement"})
    assert (answer.status_code, SENTENCE in answer.text) == (422, True)


def test_with_other_words_it_can_be_frozen(client_as: ClientAs, unprintable: Story) -> None:
    in_effect(unprintable, suggest(unprintable, key="aim", text="Dr Wang supports the plan."))
    path, editor = f"/plans/{unprintable.plan.id}", client_as("editor")
    assert "cannot be printed" not in editor.get(f"{path}/agreements/new").text
    seen = {"fingerprint": unprintable.revisions()[-1].fingerprint, "consequences": "consequences"}
    assert editor.post(f"{path}/agreements", data=seen | {"standard_agreement": "agreement"}).status_code == 303


def test_the_drafter_is_told_also_of_what_nobody_can_change_later(
    app: Portal, client_as: ClientAs, draft_story: Story
) -> None:
    with app.database.writing() as session:
        plan, by = draft_story.present_plan(session), draft_story.member("adviser", session)
        plan.mend(session, plan.draft_content.with_text("aim", "Dr 王."), by=by, at=draft_story.tick())
        plan.case.practitioner = "Dr 李"
    page = client_as("adviser").get(f"/plans/{draft_story.plan.id}/draft").text
    assert f'<a href="#clause-aim">{SENTENCE}</a>' in page
    assert "The name of the practitioner has characters that cannot be printed: 李." in page


def test_a_practitioners_name_never_stops_the_signing(app: Portal, client_as: ClientAs, story: Story) -> None:
    with app.database.writing() as session:
        story.present_plan(session).case.practitioner = "Dr 李"
    page = client_as("editor").get(f"/plans/{story.plan.id}/agreements/new").text
    assert "cannot be printed" not in page
