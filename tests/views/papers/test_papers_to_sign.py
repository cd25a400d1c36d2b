"""A paper to sign: what is ticked on it is entered as on the page, and its scan is sealed in place of a typed name."""

import io
import re

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from portal.domain.papers.entry import PaperEntry
from portal.web.http import Portal
from tests.conftest import ClientAs
from tests.factories import YES, Story, a_scan, came_back, freeze, paper_for, sign, signed_on_paper
from tests.paperwork import confirmed, entered, newest
from tests.signing import BOXES

NO = {"answer-1": "decline", "no_reason-1": "I want more time."}


def typed(role: str) -> dict[str, object]:
    explained = {"explained_on": "2025-11-03"} if role == "practitioner" else {}
    return {**BOXES[role], **explained, "intent": "yes", "note": "Not 6.2."}


@pytest.mark.parametrize("role", ["practitioner", "signatory"])
def test_a_signature_on_paper_is_entered_confirmed_and_shown_as_one(
    app: Portal, story: Story, client_as: ClientAs, role: str
) -> None:
    frozen, adviser = freeze(story), client_as("adviser")
    paper = paper_for(story, role)
    assert adviser.get(f"/papers/{paper.id}/paper.pdf").data.startswith(b"%PDF")
    assert entered(adviser, paper, **typed(role)).status_code == 303
    entry = adviser.get(f"/paper-entries/{newest(app).id}").text
    assert "I sign this text." in entry
    assert "I intend to sign this plan." in entry
    assert "electronically" not in entry
    assert confirmed(adviser, newest(app)).status_code == 303
    for reader in ("practitioner", "signatory", "adviser"):
        page = client_as(reader).get(f"/agreements/{frozen.id}").text
        assert f"Signed on paper by {story.people[role].name}" in page
        assert "Not 6.2." in page
        assert newest(app).scan.sha256 in page


def test_what_is_not_ticked_on_the_paper_is_missing_as_on_the_page(story: Story, client_as: ClientAs) -> None:
    freeze(story)
    answer = entered(client_as("adviser"), paper_for(story))
    assert answer.status_code == 422
    summary = answer.text.split("error-summary__list")[1].split("</ul>")[0]
    assert set(re.findall('href="#([^"]*)"', summary)) == {"advice", "acknowledged", "explained", "intent"}


def test_who_does_not_sign_needs_only_a_reason_and_the_text_is_reopened(
    app: Portal, story: Story, client_as: ClientAs
) -> None:
    frozen, adviser = freeze(story), client_as("adviser")
    paper = paper_for(story)
    assert entered(adviser, paper, **{"answer-1": "decline"}).status_code == 422
    assert entered(adviser, paper, **NO).status_code == 303
    assert confirmed(adviser, newest(app)).status_code == 303
    assert "I want more time." in client_as("editor").get(f"/agreements/{frozen.id}").text


def test_a_signature_that_came_meanwhile_is_not_given_twice(story: Story, client_as: ClientAs) -> None:
    frozen = freeze(story)
    entry = came_back(story, paper_for(story), YES)
    sign(story, frozen, "practitioner")
    answer = confirmed(client_as("adviser"), entry)
    assert (answer.status_code, "has signed" in answer.text) == (422, True)


def test_the_sealed_plan_carries_the_scan_and_its_pages_say_so(story: Story, client_as: ClientAs) -> None:
    agreed = signed_on_paper(story)
    for role in ("practitioner", "signatory"):
        pdf = PdfReader(io.BytesIO(client_as(role).get(f"/agreements/{agreed.id}/plan.pdf").data))
        words = " ".join(page.extract_text() for page in pdf.pages)
        assert "Signed on paper on" in words
        [scan] = [one for one in agreed.signatures if one.on_paper]
        assert pdf.attachments["signed-on-paper-practitioner.png"] == [a_scan(str(paper_of(story))).body]
        assert scan.on_paper.scan.sha256 in words.replace("\n", "")


def paper_of(story: Story) -> object:
    with story.acting() as session:
        return session.scalars(select(PaperEntry.paper_id)).one()


def test_both_can_sign_on_paper_and_the_plan_is_agreed(app: Portal, story: Story, client_as: ClientAs) -> None:
    frozen, adviser = freeze(story), client_as("adviser")
    for number, role in enumerate(("practitioner", "signatory")):
        entered(adviser, paper_for(story, role), **typed(role), file=(io.BytesIO(a_scan(str(number)).body), "x.png"))
        assert confirmed(adviser, newest(app)).status_code == 303
    page = client_as("practitioner").get(f"/agreements/{frozen.id}").text
    assert page.count("Signed on paper by") == 2
    assert "The scan is sealed with the plan." in page
