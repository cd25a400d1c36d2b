"""A draft comes in, is mended and issued; before that neither party sees it."""

import re
from html import escape, unescape
from io import BytesIO

import pytest
from sqlalchemy import select
from sqlalchemy.orm import undefer

from portal.domain.plans.plan import Plan
from portal.library.glossary import GLOSSARY
from portal.library.templates import templates
from portal.web.http import Portal
from tests.conftest import ClientAs
from tests.factories import Story, some_content

NUMBERED = "A plan\n\n1. Aim\n1.1 Patients are <b>safe</b>.\n"
UNSURE = NUMBERED + "\n¹ These words have no number.\n"


def newest(app: Portal) -> Plan:
    with app.database.reading() as session:
        wanted = select(Plan).order_by(Plan.imported_at.desc()).options(undefer(Plan.draft))
        return session.scalars(wanted).unique().first()  # type: ignore[return-value]


def shown_on(page: str) -> str:
    found = re.search(r'name="fingerprint" value="([0-9a-f]{64})"', page)
    assert found
    return found[1]


def test_a_draft_that_is_understood_is_kept_and_shown(app: Portal, draft_story: Story, client_as: ClientAs) -> None:
    adviser = client_as("adviser")
    answer = adviser.post(f"/cases/{draft_story.case.id}/drafts", data={"text": NUMBERED})
    assert answer.status_code == 303
    page = adviser.get(answer.headers["Location"]).text
    assert "1.1" in page
    assert "Patients are &lt;b&gt;safe&lt;/b&gt;." in page
    assert "will both get it, at the same moment" in page


def test_each_line_that_was_not_understood_is_shown_before_the_draft_is_kept(
    app: Portal, draft_story: Story, client_as: ClientAs
) -> None:
    adviser, path = client_as("adviser"), f"/cases/{draft_story.case.id}/drafts"
    shown = adviser.post(path, data={"file": (BytesIO(UNSURE.encode()), "plan.txt")})
    assert shown.status_code == 200
    assert "These words have no number." in shown.text
    assert newest(app).id == draft_story.plan.id
    kept = adviser.post(path, data={"text": UNSURE, "keep": "yes"})
    assert kept.status_code == 303


def as_asked(page: str) -> dict[str, str]:
    """The fields of the page that shows how a file was read, as it asks them."""
    fields = dict(re.findall(r'<input type="hidden" name="((?:above|was|number|why)-\d+)" value="([^"]*)"', page))
    markdown = re.search(r'<textarea name="text"[^>]*>\n(.*?)</textarea>', page, re.DOTALL)
    assert markdown
    return {name: unescape(value) for name, value in fields.items()} | {"text": unescape(markdown[1]), "keep": "yes"}


def test_a_line_that_was_pointed_out_becomes_a_paragraph_by_a_click(
    app: Portal, draft_story: Story, client_as: ClientAs
) -> None:
    adviser, path = client_as("adviser"), f"/cases/{draft_story.case.id}/drafts"
    shown = adviser.post(path, data={"file": (BytesIO(UNSURE.encode()), "plan.txt")}).text
    form = as_asked(shown) | {"become-0": "paragraph", "words-0": "These words stay."}
    assert adviser.post(path, data=form).status_code == 303
    assert [clause.text for _, clause in newest(app).draft_content.walk()][-1] == "These words stay."


def test_words_of_a_line_that_cannot_be_kept_are_given_back_with_what_is_wrong(
    app: Portal, draft_story: Story, client_as: ClientAs
) -> None:
    adviser, path = client_as("adviser"), f"/cases/{draft_story.case.id}/drafts"
    shown = adviser.post(path, data={"file": (BytesIO(UNSURE.encode()), "plan.txt")}).text
    for words in ("turned \u202e words", ""):
        refused = adviser.post(path, data=as_asked(shown) | {"become-0": "heading", "words-0": words})
        assert refused.status_code == 422
        assert 'id="words-0-error"' in refused.text
        assert 'value="heading" checked' in " ".join(refused.text.split())
    assert newest(app).id == draft_story.plan.id


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "Paste the words of the plan, or choose a file."),
        ({"text": NUMBERED, "file": (BytesIO(b"x"), "plan.txt")}, "not both"),
        ({"file": (BytesIO(b""), "plan.txt")}, "The file is empty."),
        ({"file": (BytesIO(b"%PDF-1.7"), "plan.pdf")}, "This is a PDF."),
        ({"file": (BytesIO(b"1. A\n1.1 caf\xe9"), "plan.txt")}, "Line 2 is not encoded as UTF-8."),
        ({"text": "nothing numbered"}, "no headings and no numbered paragraphs"),
    ],
)
def test_what_cannot_be_read_is_refused_and_kept(
    draft_story: Story, client_as: ClientAs, sent: dict[str, object], sentence: str
) -> None:
    sent = {
        name: (BytesIO(value[0].getvalue()), value[1]) if isinstance(value, tuple) else value
        for name, value in sent.items()
    }
    answer = client_as("adviser").post(f"/cases/{draft_story.case.id}/drafts", data=sent)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert escape(str(sent.get("text", "")).strip()) in answer.text


def test_nobody_issues_unseen_what_somebody_else_has_changed_meanwhile(
    app: Portal, draft_story: Story, client_as: ClientAs
) -> None:
    adviser, path = client_as("adviser"), f"/plans/{draft_story.plan.id}"
    shown = shown_on(adviser.get(f"{path}/draft").text)
    with draft_story.acting() as session:
        plan, by = draft_story.present_plan(session), draft_story.member("adviser", session)
        plan.mend(session, some_content().with_text("aim", "Other words."), by=by, at=draft_story.tick())
    refused = adviser.post(f"{path}/issues", data={"fingerprint": shown})
    assert refused.status_code == 422
    assert "Somebody has changed the draft" in refused.text
    assert not newest(app).is_issued
    assert adviser.post(f"{path}/issues", data={"fingerprint": shown_on(refused.text)}).status_code == 303


@pytest.mark.parametrize("role", ["practitioner", "editor", "representative", "reviewer", "stranger"])
def test_nobody_but_the_adviser_sees_a_draft(draft_story: Story, client_as: ClientAs, role: str) -> None:
    client, path = client_as(role), f"/plans/{draft_story.plan.id}"
    assert client.get(f"{path}/draft").status_code == 404
    assert client.post(f"{path}/issues").status_code == 404


def test_both_parties_get_it_at_the_same_moment(app: Portal, draft_story: Story, client_as: ClientAs) -> None:
    adviser, path = client_as("adviser"), f"/plans/{draft_story.plan.id}"
    shown = {"fingerprint": draft_story.plan.draft_fingerprint}
    issuing = adviser.post(f"{path}/issues", data=shown)
    assert issuing.status_code == 303
    for said in ("Both parties have the plan now", "Ring both, so that nobody finds it here without warning."):
        assert said in adviser.get(issuing.location).text
    assert 'id="did"' not in client_as("reviewer").get(issuing.location).text
    issued = newest(app)
    assert len({issue.at for issue in issued.issues}) == 1
    assert len(issued.issues) == 2
    assert adviser.post(f"{path}/issues", data=shown).status_code == 422


def test_what_is_missing_stands_right_above_the_button_that_issues_it(
    app: Portal, draft_story: Story, client_as: ClientAs
) -> None:
    adviser = client_as("adviser")
    page = adviser.post(f"/cases/{draft_story.case.id}/drafts", data={"text": NUMBERED}, follow_redirects=True).text
    issuing = page[page.index('id="issue"') : page.index("Issue it to both")]
    assert "This is still missing from the draft" in issuing
    assert "Stages, so the length of the programme is not known" in issuing
    whole = adviser.get(f"/plans/{draft_story.plan.id}/draft").text
    assert "This is still missing from the draft" not in whole


def test_a_draft_begun_from_a_template_shows_guidance_and_terms_that_are_not_in_the_plan(
    app: Portal, draft_story: Story, client_as: ClientAs
) -> None:
    adviser, drafts = client_as("adviser"), f"/cases/{draft_story.case.id}/drafts"
    offered = adviser.get(f"{drafts}/new").text
    assert all(f'name="template" value="{name}"' in offered for name in templates())
    begun = adviser.post(drafts, data={"template": "remediation"})
    assert begun.status_code == 303
    page, guided = unescape(adviser.get(begun.headers["Location"]).text), templates()["remediation"].guidance
    assert [words for words in guided.values() if words not in page] == []
    assert GLOSSARY["Case manager"] in page
    assert [words for words in guided.values() if words in newest(app).draft_content.canonical()] == []


def test_a_template_that_is_not_there_is_refused_with_the_page(draft_story: Story, client_as: ClientAs) -> None:
    refused = client_as("adviser").post(f"/cases/{draft_story.case.id}/drafts", data={"template": "../plans"})
    assert refused.status_code == 422
    assert "This template is not there any more." in refused.text
