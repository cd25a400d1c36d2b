"""A change of weeks with the words that it makes untrue: what is ready, and what goes with it in one act."""

import json

import pytest
from sqlalchemy.orm import Session

from portal.domain.base import Refused
from portal.domain.checks.finding import Facts
from portal.domain.checks.mending import Mending
from portal.domain.checks.together import OTHERS_NOW, made_untrue, put_forward_with, reason_beside
from portal.domain.negotiation.authoring import Author
from portal.domain.negotiation.bundle import Bundle
from portal.domain.proposals.proposal import Proposal, Status
from tests.factories import (
    LIMITS,
    Story,
    a_case,
    agree,
    put_forward,
    some_content,
    suggest,
    suggest_stage,
    suggest_stage_less,
    suggest_start,
    suggest_weeks,
)

AIM = "This plan lasts twelve weeks in two stages. The first review meeting is at the end of week 4."


@pytest.fixture
def untrue(session: Session) -> Story:
    content = some_content().with_text("aim", AIM).with_stage("first", review="end of week 4")
    return a_case(session, content=content.with_stage("second", review="end of week 12, or by telephone"))


def beside(story: Story, change: Proposal) -> list[Mending]:
    return made_untrue(change, story.plan.content, Facts())


def sent_with(story: Story, change: Proposal, chosen: list[Mending], by: str = "practitioner") -> Bundle:
    author = Author(story.session, story.plan, story.member(by), story.tick(), reason_beside(change))
    return put_forward_with(author, change, chosen, digest=change.latest.digest, limits=LIMITS)


def test_each_spot_has_its_words_put_right(untrue: Story) -> None:
    found = beside(untrue, suggest_weeks(untrue, key="first", weeks=6))
    assert [(one.spot.key, one.spot.part, one.words, one.is_ready) for one in found] == [
        ("first", "review", "end of week 6", True),
        ("second", "review", "end of week 14, or by telephone", True),
        ("aim", "", AIM.replace("twelve", "fourteen").replace("week 4", "week 6"), True),
    ]


def test_a_stage_more_and_a_stage_less_make_words_untrue(untrue: Story) -> None:
    more, less = suggest_stage(untrue, after="second", weeks=3), suggest_stage_less(untrue, key="second")
    assert [one.words for one in beside(untrue, more)] == [AIM.replace("twelve", "fifteen").replace("two", "three")]
    assert [one.words for one in beside(untrue, less)] == [
        AIM.replace("twelve weeks in two stages", "four weeks in one stage")
    ]


def test_what_only_a_person_can_put_right_is_not_ready_and_not_sent(untrue: Story) -> None:
    agree(untrue, put_forward(untrue, suggest(untrue, key="aim", text="A day is booked in week 12.")))
    change = suggest_weeks(untrue, key="second", weeks=4)
    *_, last = beside(untrue, change)
    assert (last.spot.key, last.is_ready, last.words) == ("aim", False, "A day is booked in week 12.")
    with pytest.raises(Refused, match=OTHERS_NOW):
        sent_with(untrue, change, [last])


def test_other_kinds_of_change_and_other_starts_make_nothing_untrue_here(untrue: Story) -> None:
    assert beside(untrue, suggest(untrue, key="cases")) == []
    assert beside(untrue, suggest_start(untrue)) == []


def test_a_change_that_is_settled_makes_nothing_untrue_any_more(untrue: Story) -> None:
    change = put_forward(untrue, suggest_weeks(untrue))
    agree(untrue, change)
    assert beside(untrue, change) == []


def test_a_change_goes_with_its_words_in_one_bundle(untrue: Story) -> None:
    change = suggest_weeks(untrue, key="first", weeks=6)
    bundle = sent_with(untrue, change, beside(untrue, change))
    changes = untrue.session.query(Proposal).filter_by(bundle_id=bundle.id).order_by(Proposal.number).all()
    assert [(one.number, one.named.value, one.status) for one in changes] == [
        (1, "duration", Status.OPEN),
        (2, "stage", Status.OPEN),
        (3, "stage", Status.OPEN),
        (4, "reword", Status.OPEN),
    ]
    why = "It goes with another change (the length of “Close supervision”), so that the plan says the same everywhere."
    assert changes[3].reason == why
    for one in changes:
        agree(untrue, one)
    assert untrue.plan.content.clause("aim").text == AIM.replace("twelve", "fourteen").replace("week 4", "week 6")
    assert json.loads(untrue.plan.content.canonical())["stages"][0]["weeks"] == 6


def test_the_words_are_found_by_what_was_shown(untrue: Story) -> None:
    first = beside(untrue, suggest_weeks(untrue, key="first", weeks=6))
    again = beside(untrue, suggest_weeks(untrue, key="first", weeks=7))
    assert {one.digest for one in first} & {one.digest for one in again} == set()
