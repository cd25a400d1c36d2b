"""What PSR names when it issues a plan, and what whoever freezes it is asked to confirm (002 §6.2, §8.3)."""

import pytest
from sqlalchemy.orm import Session

from portal.domain.agreements import signing
from portal.domain.base import Refused
from portal.domain.negotiation.own_tick import weighty_keys
from portal.domain.plans import events
from portal.queries.agreements.to_confirm import to_confirm
from tests.domain.told import told
from tests.factories import (
    Story,
    a_case,
    agree,
    need_time,
    put_forward,
    sent,
    signed,
    suggest_removal,
    varied,
)


def issued(session: Session, *consequences: str, agreement: str = "") -> Story:
    story = a_case(session, issued=False)
    by, at = story.member("adviser"), story.tick()
    story.plan.issue(session, consequences=consequences, standard_agreement=agreement, by=by, at=at)
    return story


def chosen(story: Story) -> tuple[list[str], str, str, list[str]]:
    found = to_confirm(story.session, story.plan)
    return list(found.choices.consequences), found.choices.standard_agreement, found.by_whom, list(found.gone)


def removed(story: Story, key: str) -> None:
    agree(story, put_forward(story, suggest_removal(story, "practitioner", key)), by="editor")


def test_what_is_named_is_kept_with_who_and_when_and_told_to_both(session: Session) -> None:
    story = issued(session, "cases", "aim", agreement="purpose")
    named = story.plan.designation
    assert named
    assert (named.consequence_keys, named.standard_agreement) == (["cases", "aim"], "purpose")
    assert (named.by_id, named.at) == (story.members["adviser"].id, story.at)
    values = told(story, events.PLAN_ISSUED)[0].values
    assert (values["consequences"], values["standard_agreement"]) == ('["cases", "aim"]', "purpose")


@pytest.mark.parametrize("wrong", [{"consequences": ["nowhere"]}, {"standard_agreement": "nowhere"}])
def test_what_is_not_in_the_draft_cannot_be_named(session: Session, wrong: dict[str, object]) -> None:
    story = a_case(session, issued=False)
    with pytest.raises(Refused, match="no longer in the draft"):
        story.plan.issue(session, by=story.member("adviser"), at=story.tick(), **wrong)
    assert not story.plan.is_issued


def test_where_nothing_was_named_headings_suggest_it_as_before(story: Story) -> None:
    assert story.plan.designation is None
    assert chosen(story) == (["consequences"], "agreement", "", [])


def test_what_psr_named_is_to_be_confirmed(session: Session) -> None:
    assert chosen(issued(session, "cases", agreement="purpose")) == (["cases"], "purpose", "PSR", [])


def test_what_it_left_open_is_suggested(session: Session) -> None:
    assert chosen(issued(session, "cases")) == (["cases"], "agreement", "PSR", [])


def test_it_is_carried_over_by_its_key_and_what_is_gone_is_pointed_out(session: Session) -> None:
    story = issued(session, "cases", "consequences", agreement="agreement")
    agree(story, sent(story, key="consequences", text="If progress is slow, we talk."), by="editor")
    assert chosen(story) == (["cases", "consequences"], "agreement", "PSR", [])
    removed(story, "cases")
    assert chosen(story) == (["consequences"], "agreement", "PSR", ["paragraph 2.2"])


def test_where_all_that_was_named_is_gone_nothing_is_ticked(session: Session) -> None:
    story = issued(session, "cases", agreement="agreement")
    removed(story, "cases")
    assert chosen(story) == ([], "agreement", "PSR", ["paragraph 2.2"])


def test_what_both_have_signed_comes_before_what_psr_named(session: Session) -> None:
    story = issued(session, "cases", agreement="purpose")
    signed(story)
    varied(story)
    assert chosen(story) == (["consequences"], "agreement", "the parties", [])


def test_a_change_of_what_psr_named_carries_a_tick_of_its_own(session: Session) -> None:
    story = issued(session, "cases")
    assert "cases" in weighty_keys(story.plan, story.plan.content)


def test_freezing_beside_the_others_advice_is_said_to_be_known(story: Story) -> None:
    need_time(story, by="practitioner")
    named = {"consequences": ["consequences"], "standard_agreement": "agreement"}

    def freezing(by: str, **known: bool) -> None:
        signing.open_agreement(story.session, story.plan, by=story.member(by), at=story.tick(), **named, **known)

    with pytest.raises(Refused, match="The other party is taking advice") as refused:
        freezing("editor")
    assert refused.value.field == "beside_advice"
    assert not story.plan.is_frozen
    freezing("editor", beside_advice=True)
    assert story.plan.is_frozen


def test_ones_own_time_for_advice_does_not_stand_in_ones_way(story: Story) -> None:
    need_time(story, by="practitioner")
    by, at = story.member("practitioner"), story.tick()
    named = {"consequences": ["consequences"], "standard_agreement": "agreement"}
    assert signing.open_agreement(story.session, story.plan, by=by, at=at, **named)
