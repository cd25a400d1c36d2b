"""Conversations: their audience, and how they follow the words they hang on."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain import record
from portal.domain.agreements.obstacles import obstacles
from portal.domain.base import Refused
from portal.domain.cases.roles import Side
from portal.domain.record import Event, Stream
from portal.domain.talk import discussion
from portal.domain.talk.thread import Audience, Comment, Thread, audiences_of
from tests.factories import (
    WORDS,
    Story,
    a_case,
    agree,
    name_representative,
    put_forward,
    reopen,
    sent,
    settle,
    suggest,
    suggest_removal,
    thread,
    thread_on,
)

TEXT = WORDS["supervision"]


def words_of(story: Story, talk: Thread) -> str | None:
    text = story.plan.content.clause(talk.clause_key).text
    return text[slice(*talk.place)] if talk.place else None


def becomes(story: Story, text: str) -> None:
    agree(story, sent(story, text=text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"From May, {TEXT[0].lower()}{TEXT[1:]}", "once a week"),
        (TEXT.replace("30", "45"), "once a week"),
        (TEXT.replace("once a week", "once each week"), "once each week"),
        ("The practitioner keeps a diary.", None),
    ],
)
def test_a_highlight_follows_its_words(story: Story, text: str, words: str | None) -> None:
    talk = thread(story, quote="once a week")
    becomes(story, text)
    assert words_of(story, talk) == words


def test_when_the_words_go_the_conversation_stays_with_its_quote(story: Story) -> None:
    talk = thread(story, quote="once a week")
    becomes(story, "The practitioner keeps a diary.")
    assert (talk.is_orphan, talk.quote, talk.is_open) == (True, "once a week", True)
    assert talk.anchors[0].revision_id == story.revisions()[0].id


def test_words_that_are_gone_are_not_guessed_again(story: Story) -> None:
    talk = thread(story, quote="once a week")
    becomes(story, "The practitioner keeps a diary.")
    becomes(story, TEXT)
    assert talk.is_orphan


def test_a_conversation_about_a_whole_paragraph_has_no_place(story: Story) -> None:
    talk = thread(story, quote="")
    assert (talk.place, talk.is_orphan) == (None, False)


@pytest.mark.parametrize("occurrence", [0, 1, 5])
def test_the_same_words_are_told_apart_by_their_occurrence(story: Story, occurrence: int) -> None:
    starts = [index for index, letter in enumerate(TEXT) if letter == "e"]
    assert thread(story, quote="e", occurrence=occurrence).place == (starts[occurrence], starts[occurrence] + 1)


def test_overlapping_places_are_counted(story: Story) -> None:
    becomes(story, "aaaa")
    assert [thread(story, quote="aa", occurrence=number).place for number in range(3)] == [(0, 2), (1, 3), (2, 4)]


@pytest.mark.parametrize(("quote", "occurrence"), [("never said", 0), ("once a week", 1)])
def test_words_that_are_not_there_are_refused(story: Story, quote: str, occurrence: int) -> None:
    with pytest.raises(Refused) as refused:
        thread(story, quote=quote, occurrence=occurrence)
    assert refused.value.field == "quote"


def test_an_empty_comment_is_refused(story: Story) -> None:
    with pytest.raises(Refused):
        thread(story, body=" \n")
    talk = thread(story)
    with pytest.raises(Refused):
        discussion.reply(story.session, talk, body="", by=story.member("editor"), at=story.tick())


READERS = {
    Audience.ORGANISATION: {Side.ORGANISATION},
    Audience.PRACTITIONER: {Side.PRACTITIONER},
    Audience.PSR: {Side.PSR},
    Audience.ORGANISATION_PSR: {Side.ORGANISATION, Side.PSR},
    Audience.PRACTITIONER_PSR: {Side.PRACTITIONER, Side.PSR},
    Audience.SHARED: {Side.ORGANISATION, Side.PRACTITIONER, Side.PSR},
}


@pytest.mark.parametrize("audience", Audience)
def test_who_can_see_each_audience(audience: Audience) -> None:
    assert {side for side in Side if audience.includes(side)} == READERS[audience]


@pytest.mark.parametrize(("role", "side"), [("editor", Side.ORGANISATION), ("representative", Side.PRACTITIONER)])
@pytest.mark.parametrize("audience", Audience)
def test_nobody_starts_a_conversation_that_they_could_not_read(
    story: Story, audience: Audience, role: str, side: Side
) -> None:
    name_representative(story)
    if side in READERS[audience]:
        assert audience in audiences_of(side)
        assert thread(story, by=role, audience=audience).audience is audience
    else:
        with pytest.raises(Refused) as refused:
            thread(story, by=role, audience=audience)
        assert refused.value.field == "audience"


@pytest.mark.parametrize("audience", [Audience.PRACTITIONER, Audience.PRACTITIONER_PSR, Audience.SHARED])
def test_a_conversation_is_recorded_for_its_audience_only(story: Story, audience: Audience) -> None:
    talk = thread(story, audience=audience)
    discussion.reply(story.session, talk, body="Yes.", by=story.member("practitioner"), at=story.tick())
    discussion.settle(story.session, talk, by=story.member("practitioner"), at=story.tick())
    events = [event for event in story.session.scalars(select(Event)) if event.facts.subject == str(talk.id)]
    assert [event.stream.value for event in events] == [audience.value] * 3


def test_replies_stand_in_their_order(story: Story) -> None:
    talk = thread(story, body="One")
    for body in ("Two", "Three"):
        discussion.reply(story.session, talk, body=body, by=story.member("editor"), at=story.tick())
    story.session.expire_all()
    assert [comment.body for comment in talk.comments] == ["One", "Two", "Three"]
    assert len(story.session.scalars(select(Comment)).all()) == 3


def test_a_talk_is_settled_and_taken_up_again_as_often_as_need_be(story: Story) -> None:
    talk = thread(story)
    for _ in range(2):
        settle(story, talk, "editor")
        assert not talk.is_open
        reopen(story, talk)
        assert talk.is_open
    story.session.expire_all()
    assert [(one.number, one.reopening is not None) for one in talk.settlements] == [(1, True), (2, True)]
    kinds = [
        one.facts.kind
        for one in story.session.scalars(select(Event).order_by(Event.seq))
        if one.facts.subject == str(talk.id)
    ]
    assert kinds == ["thread.started", *["thread.settled", "thread.reopened"] * 2]


def test_a_talk_that_is_open_is_not_taken_up_again(story: Story) -> None:
    with pytest.raises(Refused):
        reopen(story, thread(story))


def test_what_must_be_settled_stands_in_the_way_again_when_it_is_taken_up_again(story: Story) -> None:
    talk = thread(story, must_settle=True)
    settle(story, talk)
    assert obstacles(story.session, story.plan, readable=set(Audience)) == []
    reopen(story, talk, "editor")
    assert len(obstacles(story.session, story.plan, readable=set(Audience))) == 1
    with pytest.raises(Refused):
        settle(story, talk, "editor")


def test_a_suggestion_that_is_not_sent_is_talked_about_within_its_side_only(story: Story) -> None:
    proposal = suggest(story)
    for audience in set(Audience) - {Audience.PRACTITIONER}:
        with pytest.raises(Refused):
            thread_on(story, proposal, "practitioner", audience)
    assert thread_on(story, proposal, "practitioner", Audience.PRACTITIONER).proposal is proposal


def test_talk_about_a_suggested_change_outlives_the_paragraph(story: Story) -> None:
    proposal = put_forward(story, suggest_removal(story))
    talk = thread_on(story, proposal, "editor", must_settle=True)
    agree(story, proposal)
    assert (talk.is_orphan, talk.is_open) == (False, True)
    [way] = obstacles(story.session, story.plan, readable=set(Audience))
    assert (way.sentence, way.thread_id) == ("A conversation about suggested change 1 must be settled.", talk.id)


def test_a_plan_that_is_not_issued_is_not_talked_about(session: Session) -> None:
    with pytest.raises(Refused):
        thread(a_case(session, issued=False), "adviser", Audience.PSR)


def test_who_asked_for_settling_settles(story: Story) -> None:
    talk = thread(story, by="practitioner", must_settle=True)
    with pytest.raises(Refused):
        discussion.settle(story.session, talk, by=story.member("editor"), at=story.tick())
    discussion.settle(story.session, talk, by=story.member("practitioner"), at=story.tick())
    assert not talk.is_open
    with pytest.raises(Refused):
        discussion.settle(story.session, talk, by=story.member("practitioner"), at=story.tick())


def test_the_record_holds_whether_a_conversation_must_be_settled(story: Story) -> None:
    thread(story, must_settle=True)
    thread(story, by="editor")
    events = record.events(story.session, story.case.id, [Stream.SHARED])
    started = [event for event in events if event.facts.kind == "thread.started"]
    assert [value.value for event in started for value in event.values if value.name == "must_settle"] == ["yes", "no"]
