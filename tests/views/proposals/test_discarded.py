"""Discarding asks first, and what was discarded can be suggested again with the same words."""

import re
from collections.abc import Callable
from html import unescape
from uuid import UUID

import pytest

from portal.domain.plans.structure import Place
from portal.domain.proposals.proposal import Proposal
from tests import factories
from tests.conftest import ClientAs
from tests.factories import Story

KINDS: dict[str, Callable[[Story], Proposal]] = {
    "words": factories.suggest,
    "weeks": factories.suggest_weeks,
    "a paragraph more": lambda story: factories.suggest_addition(story, "practitioner", "cases"),
    "a paragraph less": factories.suggest_removal,
    "another place": lambda story: factories.suggest_move(story, Place("agreement", "")),
    "words of a stage": factories.suggest_stage_words,
    "the start": factories.suggest_start,
    "the title": factories.suggest_title,
    "a stage more": factories.suggest_stage,
    "a stage less": factories.suggest_stage_less,
}


@pytest.fixture(autouse=True)
def seen(story: Story) -> None:
    story.everybody_has_read_the_first_page()


def way_back(page: str) -> str:
    return unescape(re.findall(r'href="([^"]*like=[^"]*)"', page)[0])


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_discarded_can_be_suggested_again(story: Story, client_as: ClientAs, kind: str) -> None:
    made, client = KINDS[kind](story), client_as("practitioner")
    page = client.post(f"/proposals/{made.id}/withdrawals", follow_redirects=True).text
    assert 'id="did"' in page
    assert "Discarded" in page
    form = client.get(way_back(page)).text
    assert made.reason in unescape(form)
    action, data = re.findall(r'\saction="(/plans/[^"]*)"', form)[-1], fields(form)
    again = client.post(unescape(action), data=data).location
    with story.acting() as session:
        assert session.get_one(Proposal, UUID(again.split("/")[-1])).latest.said == made.latest.said


def fields(form: str) -> dict[str, str]:
    """What the form would send as it was opened."""
    form = form.split("<main")[1]
    hidden = re.findall(r'<input[^>]*name="([^"]*)"[^>]*?\svalue="([^"]*)"', form)
    typed = re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>\n(.*?)</textarea>', form, re.DOTALL)
    chosen = re.findall(r'<select[^>]*name="([^"]*)".*?<option value="([^"]*)"[^>]*selected', form, re.DOTALL)
    return {name: unescape(value) for name, value in (*hidden, *typed, *chosen)}


def test_others_begin_nothing_with_the_words_of_a_discarded_one(story: Story, client_as: ClientAs) -> None:
    made = factories.suggest(story)
    client_as("practitioner").post(f"/proposals/{made.id}/withdrawals")
    form = f"/plans/{story.plan.id}/clauses/supervision/proposals/new"
    editor = client_as("editor")
    assert editor.get(f"{form}?like={made.id}").text.count(made.latest.after) == 0
    assert editor.get(f"/proposals/{made.id}").status_code == 404


def test_a_representative_discards_what_they_wrote_and_nobody_elses(story: Story, client_as: ClientAs) -> None:
    own, others, client = (
        factories.suggest(story, "representative"),
        factories.suggest(story),
        client_as("representative"),
    )
    assert f"/proposals/{own.id}/withdrawals/new" in client.get(f"/proposals/{own.id}").text
    assert f"/proposals/{others.id}/withdrawals/new" not in client.get(f"/proposals/{others.id}").text
    assert client.post(f"/proposals/{others.id}/withdrawals").status_code == 403
    page = client.post(f"/proposals/{own.id}/withdrawals", follow_redirects=True).text
    assert "Discarded" in page
