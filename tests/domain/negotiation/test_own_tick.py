"""Which changes take a tick of their own: those of the agreement, and of what follows without progress, above all."""

from collections.abc import Callable

import pytest

from portal.domain.agreements import signing
from portal.domain.base import Refused
from portal.domain.cases.roles import Party
from portal.domain.negotiation.own_tick import needs_own_tick, weighty_keys
from portal.domain.plans.structure import Place
from portal.domain.proposals.proposal import Proposal, Status
from tests.domain.answering import no, send, yes
from tests.factories import (
    Story,
    put_forward,
    sent,
    sent_weeks,
    suggest,
    suggest_addition,
    suggest_move,
    suggest_removal,
    suggest_stage_words,
    suggest_weeks,
)


def test_before_anything_is_chosen_they_are_those_that_a_page_would_suggest(story: Story) -> None:
    assert weighty_keys(story.plan, story.plan.content) == {"agreement", "consequences"}


def test_what_was_chosen_for_signing_stays_so_with_all_under_it(story: Story) -> None:
    by, at = story.member("editor"), story.tick()
    frozen = signing.open_agreement(
        story.session, story.plan, consequences=["aim"], standard_agreement="programme", by=by, at=at
    )
    signing.cancel(story.session, frozen, reason="", by=by, at=story.tick())
    chosen = {"agreement", "consequences", "aim", "programme", "supervision", "cases"}
    assert weighty_keys(story.plan, story.plan.content) == chosen


def test_a_change_of_one_of_them_or_of_its_place_takes_its_own_tick(story: Story) -> None:
    keys = {"agreement", "consequences"}
    assert needs_own_tick(suggest(story, key="consequences"), keys)
    assert needs_own_tick(suggest_addition(story, after="consequences"), keys)
    assert needs_own_tick(suggest_move(story, Place("agreement", ""), key="cases"), keys)
    assert needs_own_tick(suggest_removal(story), keys)
    assert not needs_own_tick(suggest(story), keys)
    assert not needs_own_tick(suggest_addition(story), keys)


@pytest.mark.parametrize("make", [suggest_removal, suggest_stage_words, suggest_weeks])
def test_what_is_weighty_goes_with_others_and_takes_a_tick_of_its_own(
    story: Story, make: Callable[[Story], Proposal]
) -> None:
    words, change = sent(story, key="aim"), put_forward(story, make(story))
    with pytest.raises(Refused, match=f"Suggested change {change.number} needs its own tick"):
        send(story, yes(words), yes(change), ticked=[words])
    story.session.expire_all()
    send(story, yes(words), yes(change), ticked=[change])
    assert [one.status for one in (words, change)] == [Status.IN_EFFECT, Status.IN_EFFECT]


def test_a_no_to_what_is_weighty_takes_no_tick(story: Story) -> None:
    weeks = sent_weeks(story)
    send(story, no(weeks))
    assert weeks.status is Status.DECLINED


def test_two_changes_of_weeks_go_together_with_the_yes_of_both_parties(story: Story) -> None:
    one, other = sent_weeks(story), sent_weeks(story, key="second", weeks=10)
    prospect = send(story, yes(one), yes(other), ticked=[one, other])
    assert [each.proposal for each in prospect.going] == [one, other]
    assert [each.status for each in (one, other)] == [Status.IN_EFFECT, Status.IN_EFFECT]
    assert {each.party for each in other.latest.assents} == set(Party)
    assert story.plan.content == prospect.result
