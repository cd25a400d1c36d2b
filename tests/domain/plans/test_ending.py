"""A plan that ends without an agreement: views first, private until the end; then closed for everything but reading."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from portal.domain.base import Refused
from portal.domain.cases.roles import Party
from portal.domain.plans.ending import views_of
from portal.domain.plans.events import PLAN_NOT_AGREED, VIEW_GIVEN, VIEWS_ASKED
from portal.domain.plans.plan import NotAgreed, Plan
from portal.domain.record import Stream
from tests.domain.told import told, told_once
from tests.factories import (
    Story,
    agree,
    ask_for_views,
    decline,
    end_not_agreed,
    freeze,
    give_view,
    not_agreed,
    put_forward,
    sent,
    sign,
    signed,
    some_content,
    suggest,
    withdrawn,
)


def test_both_are_asked_and_each_view_is_told_to_its_own_side_and_psr_alone(story: Story) -> None:
    ask_for_views(story)
    assert told_once(story, VIEWS_ASKED, story.plan) == (Stream.SHARED, "adviser", {})
    view = give_view(story, "signatory", "We need two audits.")
    said = {"words": "We need two audits."}
    assert told_once(story, VIEW_GIVEN, view) == (Stream.ORGANISATION_PSR, "signatory", said)
    give_view(story, "practitioner", "")
    assert told(story, VIEW_GIVEN)[-1][:3] == (Stream.PRACTITIONER_PSR, "practitioner", {"words": ""})


def test_the_newest_view_of_a_party_counts(story: Story) -> None:
    ask_for_views(story)
    give_view(story, "editor", "First.")
    newest = give_view(story, "signatory", "Second.")
    assert views_of(story.session, story.plan, tuple(Party)) == {Party.ORGANISATION: newest}


@pytest.mark.parametrize("role", ["representative", "adviser", "reviewer"])
def test_only_the_parties_give_a_view(story: Story, role: str) -> None:
    ask_for_views(story)
    with pytest.raises(Refused):
        give_view(story, role)


def test_nobody_gives_a_view_before_psr_asks(story: Story) -> None:
    with pytest.raises(Refused):
        give_view(story)


def test_the_end_tells_everybody_what_comes_next_and_both_views(story: Story) -> None:
    ask_for_views(story)
    give_view(story, "practitioner", "It was too much.")
    give_view(story, "editor", "It was too little.")
    ended = end_not_agreed(story, comes_next="The Trust decides.")
    said = {
        "comes_next": "The Trust decides.",
        "view_practitioner": "It was too much.",
        "view_organisation": "It was too little.",
    }
    assert told_once(story, PLAN_NOT_AGREED, story.plan) == (Stream.SHARED, "adviser", said)
    assert story.plan.closure is ended


def test_it_needs_the_question_a_sentence_and_a_word_of_both_or_to_have_asked_again(story: Story) -> None:
    with pytest.raises(Refused):
        end_not_agreed(story, without_views=True)
    ask_for_views(story)
    with pytest.raises(Refused):
        ask_for_views(story)
    give_view(story)
    for facts, field in ({"comes_next": " "}, "comes_next"), ({}, "without_views"):
        with pytest.raises(Refused) as refused:
            end_not_agreed(story, **facts)
        assert refused.value.field == field
    assert end_not_agreed(story, without_views=True)
    assert "view_organisation" not in told(story, PLAN_NOT_AGREED)[0].values


def test_a_silent_party_has_five_working_days_from_the_question(story: Story) -> None:
    ask_for_views(story)
    give_view(story)
    asked = story.at
    for days, left in ((0, 5), (1, 4), (4, 1)):
        story.at = asked
        with pytest.raises(Refused, match=f"Leave it {left} working days? more"):
            end_not_agreed(story, without_views=True, after=timedelta(days=days))
    story.at = asked
    assert end_not_agreed(story, without_views=True, after=timedelta(days=7))


def test_when_both_have_answered_nobody_waits(story: Story) -> None:
    ask_for_views(story)
    give_view(story)
    give_view(story, "editor", "")
    assert end_not_agreed(story, after=timedelta())


@pytest.mark.parametrize("state", [lambda story: None, freeze, lambda story: sign(story, freeze(story))])
def test_it_can_end_until_both_have_signed(story: Story, state: Callable[[Story], object]) -> None:
    state(story)
    not_agreed(story)
    assert not story.plan.is_frozen
    assert story.plan.agreed is None


@pytest.mark.parametrize("state", [signed, withdrawn, not_agreed])
def test_it_cannot_end_once_it_is_signed_or_closed(story: Story, state: Callable[[Story], object]) -> None:
    state(story)
    for act in (ask_for_views, give_view, end_not_agreed):
        with pytest.raises(Refused):
            act(story)


def test_parties_who_agree_after_all_sign_and_nothing_ends(story: Story) -> None:
    ask_for_views(story)
    give_view(story)
    signed(story)
    with pytest.raises(Refused):
        end_not_agreed(story, without_views=True)


def test_afterwards_nothing_is_suggested_answered_frozen_withdrawn_or_signed(story: Story) -> None:
    change, private, frozen = sent(story), suggest(story, key="aim"), freeze(story)
    not_agreed(story)
    acts: list[Callable[[], object]] = [
        lambda: suggest(story),
        lambda: agree(story, change),
        lambda: decline(story, change),
        lambda: put_forward(story, private),
        lambda: sign(story, frozen),
        lambda: withdrawn(story),
    ]
    for act in acts:
        with pytest.raises(Refused):
            act()
    assert not any((change.outcome, frozen.is_open, change.can_be_withdrawn, private.can_be_written_now))


def test_another_plan_can_be_issued_on_the_same_case(story: Story) -> None:
    not_agreed(story)
    by, session = story.member("adviser"), story.session
    plan = Plan.from_draft(session, case=story.case, content=some_content(), by=by, at=story.tick())
    assert plan.issue(session, by=by, at=story.tick()).number == 1
    assert plan.closure is None


def test_the_database_refuses_a_second_end(story: Story) -> None:
    ended = not_agreed(story)
    again = NotAgreed(plan_id=story.plan.id, comes_next="Again.", by_id=ended.by_id, at=ended.at)
    story.session.add(again)
    with pytest.raises(IntegrityError):
        story.session.flush()
