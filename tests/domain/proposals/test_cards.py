"""The suggested changes of a plan as cards: where each stands, and what it says to one reader."""

import pytest

from portal.domain.negotiation.kept_answer import caution
from portal.queries.plans.plan_page import open_proposals
from portal.queries.proposals.cards import Card, cards_of
from portal.queries.talk.questions import questions_about
from portal.queries.talk.threads import open_threads
from tests import factories
from tests.factories import WORDS, Story


def cards(story: Story, role: str) -> dict[str, list[Card]]:
    """The cards of all that this person may see, by the key beside which they stand."""
    session, plan, member, content = story.session, story.plan, story.members[role], story.plan.content
    proposals = open_proposals(session, plan, member)
    threads = open_threads(session, plan, member, proposals, content)
    return cards_of(session, proposals, member, content, questions_about(session, proposals), threads)


def the_card(story: Story, role: str, key: str = "supervision") -> Card:
    (card,) = cards(story, role)[key]
    return card


@pytest.mark.parametrize(
    ("role", "own", "answerable", "waits"),
    [
        ("practitioner", True, False, False),
        ("representative", True, False, False),
        ("editor", False, True, True),
        ("signatory", False, True, True),
        ("adviser", False, False, False),
    ],
)
def test_a_change_that_was_sent_waits_for_the_other_party(
    story: Story, role: str, own: bool, answerable: bool, waits: bool
) -> None:
    factories.sent(story)
    card = the_card(story, role)
    assert (card.own, card.answerable, card.waits, card.is_to_mend) == (own, answerable, waits, False)


def test_a_private_change_waits_for_nobody_and_is_seen_by_its_side_alone(story: Story) -> None:
    factories.suggest(story)
    card = the_card(story, "representative")
    assert (card.own, card.waits) == (True, False)
    assert cards(story, "editor") == {}


def test_a_change_whose_words_were_overtaken_is_for_its_own_side_to_mend(story: Story) -> None:
    change = factories.sent(story, text="Wholly other words.")
    factories.overtaken(story, change, WORDS["supervision"].replace("once", "twice"))
    assert [the_card(story, role).is_to_mend for role in ("practitioner", "editor")] == [True, False]


def test_each_stands_beside_what_it_is_about(story: Story) -> None:
    factories.sent(story, key="aim")
    factories.suggest_weeks(story)
    factories.suggest_start(story)
    one, other = factories.sent(story, key="cases"), factories.suggest(story, key="cases", text="Ten cases.")
    found = cards(story, "practitioner")
    assert {key: len(each) for key, each in found.items()} == {"aim": 1, "first": 1, "": 1, "cases": 2}
    assert {card.proposal.id for card in found["cases"]} == {one.id, other.id}


def test_an_answer_kept_is_shown_to_its_own_side_only(story: Story) -> None:
    change = factories.sent(story)
    factories.keep(story, change, reason="Ask HR first.")
    kept = the_card(story, "signatory").kept
    assert kept
    assert kept.reason == "Ask HR first."
    assert the_card(story, "practitioner").kept is None
    factories.keep_yes(story, change)
    newest = the_card(story, "editor").kept
    assert newest
    assert newest.kind.value == "agree"


def test_a_caution_is_shown_to_its_own_side_only(story: Story) -> None:
    change = factories.sent(story, "editor")
    by = story.member("representative")
    caution(story.session, change, note="Ask your GP first.", by=by, at=story.tick())
    assert [one.note for one in the_card(story, "practitioner").advice] == ["Ask your GP first."]
    assert list(the_card(story, "editor").advice) == []


def test_a_question_without_a_reply_stands_on_it_until_it_is_answered(story: Story) -> None:
    change = factories.sent(story)
    talk = factories.ask(story, change)
    card = the_card(story, "practitioner")
    assert ([one.thread_id for one in card.pending], card.waits) == ([talk.id], True)
    assert [one.id for one in card.threads] == [talk.id]
    assert not the_card(story, "editor").waits
    factories.reply(story, talk)
    assert (the_card(story, "practitioner").pending, the_card(story, "editor").waits) == ([], True)
