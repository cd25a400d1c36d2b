"""What is about health is shown to both sides and the case's PSR adviser only: everybody else reads every page.

Only the chain of the record has to name the random ids of what happened, so that it can still be checked.
"""

import re
from dataclasses import replace
from html import unescape

import pytest

from portal.domain.checks.dismissal import keep, still_to_settle
from portal.domain.plans.content import Clause, Content
from portal.domain.plans.plan import Plan
from portal.domain.plans.structure import Place
from portal.domain.proposals.kinds.add import Addition
from portal.domain.talk.thread import Audience
from portal.web.http import Portal
from tests import factories
from tests.addresses import KINDS
from tests.conftest import ClientAs
from tests.factories import LIMITS, Story, in_second_form
from tests.test_leaks import pages

READERS = ("practitioner", "representative", "editor", "signatory", "adviser")
OTHERS = ("reviewer", "observer", "stranger")
GAP = "[canarygap]"
ADDED = "Breaks canaryadded, says this draft plan: canarydrafted."


def with_health() -> Content:
    """A plan with a clause about health, and another under it."""
    beneath = Clause("hours", "2.3.1", "paragraph", "No nights canaryhours.", health=True)
    health = Clause("needs", "2.3", "paragraph", f"A quiet room canaryneeds {GAP}.", (), (beneath,), health=True)
    content = in_second_form()
    clauses = tuple(
        replace(one, children=(*one.children, health)) if one.key == "programme" else one for one in content.clauses
    )
    return replace(content, clauses=clauses)


@pytest.fixture
def marked(draft_story: Story) -> Story:
    with draft_story.acting() as session:
        plan, by = session.get_one(Plan, draft_story.plan.id), draft_story.member("adviser", session)
        plan.mend(session, with_health(), by=by, at=draft_story.tick())
        plan.issue(session, by=by, at=draft_story.tick())
    draft_story.everybody_has_read_the_first_page()
    return draft_story


def add_about_health(story: Story, text: str, place: Place, by: str = "practitioner", mark: bool = True) -> Addition:
    with story.acting() as session:
        author = story.author(session, by, "canaryreason")
        addition = Addition.begun(author.plan.content, place.after or place.parent, "paragraph")
        addition.health = mark
        return author.suggest(addition, text, place, limits=LIMITS)


def kept(story: Story) -> None:
    """Words about health that a check points at stay by a decision."""
    with story.acting() as session:
        plan = story.present_plan(session)
        (finding,) = [one for one in still_to_settle(session, plan, plan.content) if one.check == "draft"]
        keep(session, plan, finding.digest, reason="canarykept", by=story.member("editor", session), at=story.tick())


def planted(story: Story) -> tuple[set[str], dict[str, list[object]]]:
    """Words about health in every place where they can stand, and the things of the story."""
    reworded = factories.sent(story, "editor", "needs", f"A quiet room canarywords {GAP}.")
    added = factories.in_effect(
        story,
        add_about_health(story, ADDED, Place("programme", "needs")),
    )
    beneath = add_about_health(story, "Later canarybeneath.", Place("needs", ""), mark=False)
    factories.put_forward(story, beneath)
    factories.in_effect(story, factories.suggest_removal(story, key="hours"))
    kept(story)
    talks = [
        factories.thread(story, "editor", Audience.SHARED, key="needs", quote="canaryneeds", body="canarytalk"),
        factories.thread(story, "adviser", Audience.PSR, key="needs", quote="", body="canarypsr"),
        factories.thread_on(story, reworded, "editor", Audience.SHARED, "canaryabout"),
    ]
    talk = factories.accept_time(story, factories.offer_talk(story, about=reworded, times=["At canarytime."]))
    factories.write_note(story, talk, words="canaryaccount")
    frozen = factories.sign(story, factories.freeze(story), note="canarynote")
    factories.sign(story, frozen, by="signatory")
    sections = ["purpose", "programme", "agreement"]
    shown = factories.agree_to_showing(story, factories.offer_showing(story, sections=sections))
    words = ("needs", "hours", "gap", "words", "added", "reason", "beneath", "talk", "about", "drafted", "kept", "note")
    words += ("time", "account")
    places: dict[str, list[object]] = {kind: [] for kind in KINDS}
    places |= {
        "cases": [story.case.id],
        "plans": [story.plan.id],
        "proposals": [reworded.id, added.id, beneath.id],
        "threads": [talk.id for talk in talks],
        "agreements": [frozen.id],
        "revisions": [one.id for one in story.revisions()],
        "clauses": ["needs", "supervision"],
        "comments": [],
        "talks": [talk.id],
        "showings": [shown.id],
    }
    hidden = {f"canary{word}" for word in (*words, "psr")} | {str(thing) for thing in places["proposals"]}
    return hidden | {str(thing) for kind in ("threads", "talks") for thing in places[kind]}, places


def test_what_is_about_health_leaves_no_trace_for_others_and_its_readers_read_it(
    app: Portal, client_as: ClientAs, marked: Story
) -> None:
    hidden, places = planted(marked)
    for persona in OTHERS:
        for where, text in pages(app, client_as(persona), places):
            told = {word for word in hidden if word in text and word not in where}
            in_chain = "record-bundle" in where  # its entries have ids, as gaps would tell more
            assert {word for word in told if "canary" in word or not in_chain} == set(), (persona, where)
    for persona in READERS:
        read = " ".join(text for _, text in pages(app, client_as(persona), places, 2 if persona == "signatory" else 1))
        apart = set() if persona == "adviser" else {"canarypsr"}
        known = {word for word in hidden if word.startswith("canary")} - apart
        if persona != "signatory":  # who reads every second page only
            assert {word for word in known if word not in read} == set(), persona


def test_consequences_about_health_are_named_and_shown_to_their_readers_only(
    client_as: ClientAs, marked: Story
) -> None:
    frozen = factories.ask_to_explain(marked, factories.freeze(marked, consequences="needs"))
    page = f"/agreements/{frozen.id}"
    for persona in ("practitioner", "editor"):
        assert "explain paragraph 2.3" in client_as(persona).get(page).text
    assert "canaryneeds" in client_as("editor").get(page).text
    for where in (page, f"/plans/{marked.plan.id}/agreements/new", "/"):
        read = client_as("reviewer").get(where, follow_redirects=True).text
        assert "2.3" not in read
        assert "canary" not in read
    assert "to explain the paragraphs that say what may happen" in client_as("reviewer").get(page).text


def test_a_reviewer_counts_nothing_about_health_and_hears_of_no_news(client_as: ClientAs, marked: Story) -> None:
    reviewer, page = client_as("reviewer"), f"/plans/{marked.plan.id}"
    seen = re.search(r"news\?seen=([^\"]+)", reviewer.get(page).text)
    assert seen
    factories.sent(marked, "editor", "needs", f"Another room {GAP}.")
    assert reviewer.get(f"{page}/news?seen={unescape(seen[1])}").status_code == 204
    assert client_as("practitioner").get(f"{page}/news?seen={unescape(seen[1])}").status_code == 200
    assert "Suggested change" not in reviewer.get(page).text
    assert "1 suggested change</strong>" in client_as("practitioner").get(page).text


def test_the_mark_is_given_on_the_form_and_seen_by_both_sides(client_as: ClientAs, marked: Story) -> None:
    path = f"/plans/{marked.plan.id}/clauses/cases/additions"
    form = {"text": "A chair with arms.", "place": Place("programme", "cases").written(), "health": "yes"}
    saved = client_as("practitioner").post(path, data=form | {"reason": "My back.", "then": "send"})
    assert saved.status_code == 303
    sent = client_as("practitioner").get(f"/plans/{marked.plan.id}").text
    assert "A chair with arms." in sent


def test_a_plan_read_without_health_is_the_same_but_for_that() -> None:
    content = with_health()
    assert content.without_health() == in_second_form()
    assert in_second_form().without_health() == in_second_form()


def test_who_reads_nothing_about_health_is_not_told_what_the_whole_plan_lacks(
    marked: Story, client_as: ClientAs
) -> None:
    lacks = "The plan does not say when it is complete."
    assert lacks in client_as("editor").get(f"/plans/{marked.plan.id}/checks").text
    assert lacks not in client_as("reviewer").get(f"/plans/{marked.plan.id}/checks").text
