"""Who can see a conversation, in words, and what they must settle before they sign."""

import pytest

from portal.domain.base import Refused
from portal.domain.cases.roles import Side
from portal.domain.talk import discussion
from portal.domain.talk.thread import Audience, audiences_of
from tests.factories import Story, ask, freeze, name_representative, reply, sent, settle, thread, thread_on

IN_WORDS = {
    Audience.ORGANISATION: "only Harbour Trust",
    Audience.PRACTITIONER: "only Test Practitioner and their representative",
    Audience.PSR: "only PSR",
    Audience.ORGANISATION_PSR: "Harbour Trust and PSR",
    Audience.PRACTITIONER_PSR: "Test Practitioner, their representative and PSR",
    Audience.SHARED: "Harbour Trust, Test Practitioner, their representative and PSR",
}
OF = {
    Side.ORGANISATION: [Audience.ORGANISATION, Audience.ORGANISATION_PSR, Audience.SHARED],
    Side.PRACTITIONER: [Audience.PRACTITIONER, Audience.PRACTITIONER_PSR, Audience.SHARED],
    Side.PSR: [Audience.PSR, Audience.ORGANISATION_PSR, Audience.PRACTITIONER_PSR, Audience.SHARED],
    Side.OBSERVER: [],
}


@pytest.mark.parametrize("audience", Audience)
def test_each_is_said_with_the_names_of_its_case(story: Story, audience: Audience) -> None:
    assert audience.in_words(story.case) == IN_WORDS[audience]


@pytest.mark.parametrize("side", Side)
def test_each_side_belongs_to_its_own(side: Side) -> None:
    assert audiences_of(side) == OF[side]


@pytest.mark.parametrize("role", ["representative", "adviser"])
def test_only_a_partys_own_voice_says_what_must_be_settled(story: Story, role: str) -> None:
    name_representative(story)
    change = sent(story)
    for start in (
        lambda: thread(story, by=role, must_settle=True),
        lambda: thread_on(story, change, role, must_settle=True),
    ):
        with pytest.raises(Refused, match="Only the parties") as refused:
            start()
        assert refused.value.field == "must_settle"


def test_nothing_more_must_be_settled_while_the_text_is_final(story: Story) -> None:
    change, settled = sent(story), thread(story, must_settle=True)
    settle(story, settled)
    freeze(story)
    for start in (
        lambda: thread(story, must_settle=True),
        lambda: thread_on(story, change, must_settle=True),
    ):
        with pytest.raises(Refused, match="being signed") as refused:
            start()
        assert refused.value.field == "must_settle"
    with pytest.raises(Refused, match="stands in the way of signing"):
        discussion.reopen(story.session, settled, by=story.member("practitioner"), at=story.tick())
    assert thread(story).is_open


def test_a_question_without_a_reply_is_settled_by_who_asked_it(story: Story) -> None:
    question = ask(story, sent(story))
    with pytest.raises(Refused, match="has no reply yet"):
        settle(story, question, "practitioner")
    reply(story, question, "representative")
    settle(story, question, "practitioner")
    assert not question.is_open


def test_nobody_asks_their_own_side_or_nothing(story: Story) -> None:
    shown = sent(story, "representative")
    with pytest.raises(Refused, match="your own side"):
        ask(story, shown, "practitioner")
    with pytest.raises(Refused) as refused:
        ask(story, sent(story), body=" ")
    assert refused.value.field == "body"
