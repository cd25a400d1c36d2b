"""Propose changing it back: the form of its kind, filled with what stood before; nothing is saved by looking."""

import re

import pytest
from sqlalchemy import func, select

from portal.domain.plans.structure import Place
from portal.domain.proposals.proposal import Proposal
from tests import factories
from tests.conftest import ClientAs
from tests.factories import WORDS, Story

LONGER = WORDS["supervision"].replace("30", "45")
MAKES = {
    "words": (lambda story: factories.suggest(story, text=LONGER), f"{WORDS['supervision']}</textarea>"),
    "addition": (factories.suggest_addition, "Suggest taking out paragraph 2.1A"),
    "removal": (factories.suggest_removal, f"{WORDS['supervision']}</textarea>"),
    "move": (lambda story: factories.suggest_move(story, Place("purpose", ""), key="cases"), "selected>After 2.1"),
    "stage": (factories.suggest_stage_words, "Every case is seen</textarea>"),
    "weeks": (factories.suggest_weeks, 'type="number" value="4"'),
    "start": (factories.suggest_start, 'type="date" value="2026-01-05"'),
}


def address(change: Proposal) -> str:
    return f"/proposals/{change.id}/reversals/new"


@pytest.mark.parametrize("kind", MAKES)
def test_the_form_starts_from_what_stood_before(story: Story, client_as: ClientAs, kind: str) -> None:
    make, expected = MAKES[kind]
    change = factories.in_effect(story, make(story))
    for role in ("editor", "practitioner"):
        assert address(change) in client_as(role).get(f"/plans/{story.plan.id}/revisions").text
        assert address(change) in client_as(role).get(f"/proposals/{change.id}").text
        assert expected in client_as(role).get(address(change)).text
    with story.acting() as session:
        assert session.scalar(select(func.count()).select_from(Proposal)) == 1


def test_the_form_saves_a_private_suggestion(story: Story, client_as: ClientAs) -> None:
    change, editor = factories.in_effect(story, factories.suggest(story, text=LONGER)), client_as("editor")
    page = editor.get(address(change)).text
    where = re.search('<form method="post" action="(/plans/[^"]+)"', page)[1]
    fields = dict(re.findall('type="hidden" name="([^"]+)" value="([^"]*)"', page))
    data = fields | {"text": WORDS["supervision"], "reason": "30 minutes are enough."}
    saved = editor.post(where, data=data)
    assert saved.status_code == 303
    assert "Only you and your side can see this" in editor.get(saved.location).text
    assert client_as("practitioner").get(saved.location).status_code == 404


def test_a_section_comes_back_with_all_that_stood_under_it(story: Story, client_as: ClientAs) -> None:
    removed = factories.in_effect(story, factories.suggest_removal(story, key="programme"))
    editor, before = client_as("editor"), story.revisions()[0].content
    page = editor.get(address(removed)).text
    assert "Suggest bringing back section 2" in page
    assert f"<li>2.1 {WORDS['supervision']}</li>" in page
    where = re.search('<form method="post" action="(/plans/[^"]+)"', page)[1]
    data = dict(re.findall('type="hidden" name="([^"]+)" value="([^"]*)"', page))
    data |= {"place": Place("", "purpose").written(), "text": "Programme", "reason": "It is needed after all."}
    assert "Suggest bringing back section 2" in editor.post(where, data=data | {"reason": ""}).text
    saved = editor.post(where, data=data).location
    sent = editor.get(saved).text
    assert f"<li>2.2 {WORDS['cases']}</li>" in sent
    assert "Section 2, brought back after 1" in sent
    with story.acting() as session:
        added = session.scalars(select(Proposal).where(Proposal.id != removed.id)).one()
    factories.in_effect(story, added, "editor")
    assert story.revisions()[-1].content == before
    again = editor.post(where, data=data | {"request_key": "another"})
    assert (again.status_code, "in the plan again" in again.text) == (422, True)


def test_what_cannot_be_changed_back_says_why(story: Story, client_as: ClientAs) -> None:
    change = factories.in_effect(story, factories.suggest(story, text=LONGER))
    factories.in_effect(story, factories.suggest_removal(story))
    assert "no longer in the plan, so it cannot be changed back" in client_as("editor").get(address(change)).text
    open_one = factories.sent(story, key="aim")
    assert "Only a change that is in the plan" in client_as("editor").get(address(open_one)).text
    assert address(open_one) not in client_as("editor").get(f"/proposals/{open_one.id}").text


def test_a_reviewer_does_not_propose_it_and_strangers_find_nothing(story: Story, client_as: ClientAs) -> None:
    change = factories.in_effect(story, factories.suggest(story, text=LONGER))
    assert client_as("reviewer").get(address(change)).status_code == 403
    assert client_as("stranger").get(address(change)).status_code == 404
    assert "Propose changing it back" not in client_as("reviewer").get(f"/plans/{story.plan.id}/revisions").text
