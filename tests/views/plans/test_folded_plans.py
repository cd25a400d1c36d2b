"""A plan with much beside its words: each clause counts it, and opens it in place or on a page of its own."""

import re
from dataclasses import replace

import pytest

from portal.domain.proposals.proposal import Proposal
from portal.domain.talk.discussion import Audience
from portal.domain.talk.thread import Thread
from portal.web.http import Portal
from tests import factories
from tests.conftest import ClientAs
from tests.factories import Story
from tests.pages import selects

REASON = "It is clearer."


@pytest.fixture
def story(story: Story) -> Story:
    story.everybody_has_read_the_first_page()
    return story


@pytest.fixture
def folded(app: Portal, story: Story) -> Story:
    """A story whose plan is folded as soon as anything stands beside its words."""
    app.settings = replace(app.settings, notes_in_place=0)
    return story


def plan_page(story: Story, client_as: ClientAs, role: str = "editor") -> str:
    return client_as(role).get(f"/plans/{story.plan.id}").text


def clause_page(story: Story, client_as: ClientAs, role: str = "editor", key: str = "supervision") -> str:
    answer = client_as(role).get(f"/plans/{story.plan.id}/clauses/{key}")
    assert answer.status_code == 200
    return answer.text


def card(page: str, anchor: str) -> str:
    """What stands on a page under this anchor, but for where its links to the next step lead."""
    found = re.search(rf'<(\w+)[^>]* id="{anchor}".*?</\1>', page, re.S)
    assert found
    without = re.sub(r'hx-\S+="[^"]*"|href="[^"]*#|value="[^"]*"', "", found[0])
    return " ".join(without.replace(">", "> ").split()).replace(" >", ">")


def two_notes(story: Story) -> tuple[Proposal, Thread]:
    return factories.sent(story), factories.thread(story, must_settle=True)


@pytest.mark.parametrize(("most", "opens"), [(1, True), (2, False)])
def test_a_plan_is_folded_when_more_stands_beside_it_than_it_can_hold(
    app: Portal, story: Story, client_as: ClientAs, most: int, opens: bool
) -> None:
    change, talk = two_notes(story)
    app.settings = replace(app.settings, notes_in_place=most)
    page = plan_page(story, client_as)
    assert (REASON not in page, talk.comments[0].body not in page) == (opens, opens)
    assert ("choose a suggested change or a conversation to open it" in page) == opens
    assert f'id="change-{change.number}"' in page
    assert f'id="thread-{talk.id}"' in page
    assert "<ins" in page
    assert "<mark>once a week</mark>" in page


def test_a_folded_clause_counts_what_stands_beside_it(folded: Story, client_as: ClientAs) -> None:
    two_notes(folded)
    factories.thread(folded, "editor", quote="")
    words = " ".join(re.sub("<[^>]+>", " ", plan_page(folded, client_as)).split())
    assert "Suggested change 1 waits for you" in words
    assert re.search(r"2 conversations about \S+ , 1 to be settled before signing", words)
    assert "Your suggested change 1" in plan_page(folded, client_as, "practitioner")


def test_what_the_other_side_has_in_private_neither_folds_a_plan_nor_is_counted(
    app: Portal, story: Story, client_as: ClientAs
) -> None:
    two_notes(story)
    factories.suggest(story, key="aim")
    factories.thread(story, "practitioner", Audience.PRACTITIONER)
    app.settings = replace(app.settings, notes_in_place=2)
    assert REASON in plan_page(story, client_as)
    theirs = plan_page(story, client_as, "representative")
    assert REASON not in theirs
    assert "2 conversations<" in theirs
    app.settings = replace(app.settings, notes_in_place=1)
    assert "1 conversation<" in plan_page(story, client_as, "adviser")


def test_the_page_of_a_clause_shows_the_same_as_an_open_plan(app: Portal, story: Story, client_as: ClientAs) -> None:
    change, talk = two_notes(story)
    factories.sent(story, key="aim")
    about = factories.thread_on(story, change, body="What would it cost?")
    whole = plan_page(story, client_as)
    app.settings = replace(app.settings, notes_in_place=0)
    page = clause_page(story, client_as)
    for anchor in (f"change-{change.number}", f"thread-{talk.id}", f"thread-{about.id}"):
        assert card(page, anchor) == card(whole, anchor)
    assert 'id="change-2"' not in page


def test_what_is_opened_in_place_brings_the_words_that_it_is_about(folded: Story, client_as: ClientAs) -> None:
    first = factories.sent(folded, text="AAA a week.")
    factories.sent(folded, text="BBB a week.")
    whole = plan_page(folded, client_as)
    assert "AAA" in whole
    assert "BBB" not in whole
    factories.decline(folded, first)
    assert 'hx-select="#page > [data-row]" hx-target="closest [data-row]"' in whole
    found = re.search(r'<article class="clause.*?</article>', clause_page(folded, client_as), re.S)
    assert found
    assert "BBB" in found[0]
    assert "AAA" not in found[0]


@pytest.mark.parametrize("state", ["frozen", "withdrawn", "signed"])
def test_the_page_of_a_clause_offers_what_can_be_done(folded: Story, client_as: ClientAs, state: str) -> None:
    factories.thread(folded)
    {"frozen": factories.freeze, "withdrawn": factories.withdrawn, "signed": factories.signed}[state](folded)
    page = clause_page(folded, client_as)
    assert "Could this be by video?" in page
    assert ("Suggest other words" in page) == (state == "signed")
    assert (">Comment<" in page) == (state != "withdrawn")


def test_who_has_not_read_the_first_page_is_led_to_it(draft_story: Story, client_as: ClientAs) -> None:
    way = f"/plans/{draft_story.plan.id}/clauses/supervision"
    assert client_as("adviser").get(way).location.endswith(f"/plans/{draft_story.plan.id}/draft")
    assert client_as("editor").get(way).status_code == 404
    with draft_story.acting() as session:
        plan, adviser = draft_story.present_plan(session), draft_story.member("adviser", session)
        plan.issue(session, by=adviser, at=draft_story.tick())
    assert client_as("editor").get(way).location.endswith("/first-sight")
    assert client_as("observer").get(way).status_code == 404


def test_a_section_has_a_page_too(folded: Story, client_as: ClientAs) -> None:
    change = factories.sent(folded, key="agreement", text="What both agree to")
    assert f'id="change-{change.number}"' in clause_page(folded, client_as, key="agreement")
    assert REASON not in plan_page(folded, client_as)


def test_the_page_of_a_clause_counts_the_answers_that_are_ready(folded: Story, client_as: ClientAs) -> None:
    change, _ = two_notes(folded)
    assert "ready</strong>" not in clause_page(folded, client_as)
    factories.keep_yes(folded, change)
    assert "<strong>1 answer ready</strong>, not sent yet" in clause_page(folded, client_as)


def test_a_clause_that_is_not_there_has_no_page(folded: Story, client_as: ClientAs) -> None:
    assert client_as("editor").get(f"/plans/{folded.plan.id}/clauses/nowhere").status_code == 404


def test_the_queries_of_a_folded_plan_are_fixed_in_number(folded: Story, client_as: ClientAs) -> None:
    editor = client_as("editor")
    for key in ("supervision", "aim", "cases"):
        factories.thread_on(folded, factories.sent(folded, key=key))
        assert selects(lambda: editor.get(f"/plans/{folded.plan.id}")) == 22
        assert selects(lambda: editor.get(f"/plans/{folded.plan.id}/clauses/supervision")) == 23
