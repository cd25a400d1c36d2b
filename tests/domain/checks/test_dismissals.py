"""Deciding that words stay: who may, when, with which event, and when the question comes back."""

from collections.abc import Callable
from dataclasses import replace
from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from portal.domain.base import Refused
from portal.domain.checks import events
from portal.domain.checks.dismissal import (
    GONE,
    NOT_KEEPABLE,
    ONLY_PARTIES,
    WHY,
    Dismissal,
    decided,
    keep,
    kept_in,
    kept_of,
    still_to_settle,
)
from portal.domain.plans.pieces import with_children
from portal.domain.record import Stream
from tests.domain.told import told_once
from tests.factories import Story, a_case, agree, freeze, in_second_form, sent, sent_weeks, some_content, withdrawn

REASON = "Two of the twelve weeks are leave."


@pytest.fixture
def untrue(session: Session) -> Story:
    """A plan that says ten weeks and lasts twelve."""
    return a_case(session, content=some_content().with_text("aim", "This plan lasts ten weeks."))


def digests(story: Story) -> list[str]:
    return [one.digest for one in still_to_settle(story.session, story.plan, story.plan.content)]


def kept(story: Story, by: str = "editor", digest: str = "", reason: str = REASON) -> Dismissal:
    found = digest or digests(story)[0]
    return keep(story.session, story.plan, found, reason=reason, by=story.member(by), at=story.tick())


@pytest.mark.parametrize("role", ["editor", "signatory", "practitioner"])
def test_a_party_keeps_words_with_a_reason_that_both_are_told(untrue: Story, role: str) -> None:
    digest = digests(untrue)[0]
    made = kept(untrue, role)
    values = {"sentence": made.sentence, "reason": REASON, "digest": digest}
    assert told_once(untrue, events.FINDING_KEPT, made) == (Stream.SHARED, role, values)
    assert (made.check_name, made.words, made.at, made.case) == (
        "length",
        "This plan lasts ten weeks.",
        untrue.at,
        untrue.case,
    )
    assert digests(untrue) == []
    assert kept_in(untrue.session, untrue.plan, untrue.plan.content) == [made]


@pytest.mark.parametrize("role", ["representative", "adviser", "reviewer", "observer"])
def test_nobody_else_keeps_words(untrue: Story, role: str) -> None:
    with pytest.raises(Refused, match=ONLY_PARTIES):
        kept(untrue, role)


@pytest.mark.parametrize("reason", ["", " \n"])
def test_words_are_kept_with_a_reason_only(untrue: Story, reason: str) -> None:
    with pytest.raises(Refused, match=WHY) as refused:
        kept(untrue, reason=reason)
    assert refused.value.field == "reason"


def test_words_are_kept_once(untrue: Story) -> None:
    digest = digests(untrue)[0]
    kept(untrue, digest=digest)
    with pytest.raises(Refused):
        kept(untrue, "practitioner", digest=digest)


def test_what_is_not_found_cannot_be_kept(untrue: Story) -> None:
    for digest in ("", uuid4().hex, "0" * 64):
        with pytest.raises(Refused, match=GONE):
            keep(untrue.session, untrue.plan, digest, reason=REASON, by=untrue.member("editor"), at=untrue.tick())


def test_a_gap_cannot_be_kept(session: Session) -> None:
    story = a_case(session, content=some_content().with_text("aim", "The supervisor is [name]."))
    with pytest.raises(Refused, match=NOT_KEEPABLE):
        kept(story)


def test_the_question_comes_back_when_the_words_change(untrue: Story) -> None:
    kept(untrue)
    agree(untrue, sent(untrue, key="aim", text="This whole plan lasts ten weeks."))
    assert len(digests(untrue)) == 1
    assert kept_in(untrue.session, untrue.plan, untrue.plan.content) == []


def test_the_question_comes_back_when_the_stages_change(untrue: Story) -> None:
    kept(untrue)
    agree(untrue, sent_weeks(untrue))
    (found,) = still_to_settle(untrue.session, untrue.plan, untrue.plan.content)
    assert found.truth == "the plan lasts 14 weeks"


def test_another_change_of_the_plan_leaves_the_decision(untrue: Story) -> None:
    made = kept(untrue)
    agree(untrue, sent(untrue, key="cases"))
    assert kept_in(untrue.session, untrue.plan, untrue.plan.content) == [made]


@pytest.mark.parametrize("state", [freeze, withdrawn])
def test_while_a_text_is_frozen_or_withdrawn_nothing_is_decided(
    untrue: Story, state: Callable[[Story], object]
) -> None:
    digest = digests(untrue)[0]
    state(untrue)
    with pytest.raises(Refused):
        kept(untrue, digest=digest)


def test_before_issue_nothing_is_decided(session: Session) -> None:
    story = a_case(session, issued=False, content=some_content().with_text("aim", "This plan lasts ten weeks."))
    with pytest.raises(Refused):
        kept(story)


def test_words_about_health_are_kept_as_such(session: Session) -> None:
    words = "This plan lasts ten weeks."
    content = replace(in_second_form(), title=words).with_text("aim", words)
    first, *others = content.clauses
    aim = replace(first.children[0], health=True)
    story = a_case(session, content=replace(content, clauses=(with_children(first, (aim,)), *others)), mark="health")
    made = [kept(story) for _ in digests(story)]
    assert [(one.words, one.health) for one in made] == [(words, False), (words, True)]


def test_decisions_are_given_in_the_order_asked_for(session: Session) -> None:
    content = replace(some_content(), title="This plan lasts ten weeks").with_text("aim", "This plan lasts ten weeks.")
    story = a_case(session, content=content, mark="two")
    one, other = (kept(story) for _ in digests(story))
    assert decided(session, [other.id, uuid4(), one.id]) == [other, one]
    assert list(kept_of(session, story.plan)) == [one.digest, other.digest]
