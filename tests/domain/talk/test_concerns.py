"""Somebody shows PSR a comment: who did is known to PSR and them alone, and nothing that was said is lost."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.actions import Action
from portal.domain.base import Refused
from portal.domain.record import Event, Stream
from portal.domain.talk import events
from portal.domain.talk.concern import Does, can_be_shown, concerns_about, pause_of
from portal.domain.talk.copying import copyable
from portal.domain.talk.thread import Audience, Thread
from portal.policy import may
from portal.policy_of_sight import sees
from tests.factories import (
    ROLES,
    Story,
    act_for_safety,
    agree,
    answer_concern,
    ask,
    copy,
    put_forward,
    raise_concern,
    reply,
    sent,
    suggest,
    thread,
    thread_on,
)


def told(story: Story) -> list[tuple[str, Stream]]:
    kinds = (events.CONCERN_RAISED, events.CONCERN_ANSWERED, events.COMMENT_FOLDED, events.COMMENTS_PAUSED)
    with story.acting() as session:
        wanted = select(Event).where(Event.kind.in_([one.name for one in kinds])).order_by(Event.at, Event.stream)
        return [(one.kind or "", one.stream) for one in session.scalars(wanted)]


def quiet(story: Story, role: str = "practitioner", days: int = 0) -> bool:
    with story.acting() as session:
        return pause_of(session, story.member(role, session), story.at.date() + timedelta(days=days)) is not None


def test_that_it_was_shown_is_told_to_psr_alone_and_its_words_to_nobody(story: Story) -> None:
    concern = raise_concern(story, thread(story))
    assert told(story) == [(events.CONCERN_RAISED.name, Stream.PSR)]
    with story.acting() as session:
        event = session.scalars(select(Event).where(Event.kind == events.CONCERN_RAISED.name)).one()
        assert event.values == []
    assert {role for role in ROLES if sees(story.members[role], concern)} == {"editor", "adviser"}
    assert {role for role in ROLES if may(story.members[role], Action.VIEW_CONCERN, concern)} == {"editor", "adviser"}
    assert {role for role in ROLES if may(story.members[role], Action.ANSWER_CONCERN, concern)} == {"adviser"}


@pytest.mark.parametrize("kind", list(Does))
def test_each_answer_does_what_it_says_where_the_comment_is_seen(story: Story, kind: Does) -> None:
    talk = thread(story)
    answer_concern(story, raise_concern(story, talk), kind)
    with story.acting() as session:
        comment = session.get_one(Thread, talk.id).comments[0]
        assert (comment.fold is not None) == kind.folds
        assert comment.body == "Could this be by video?"
    assert quiet(story) == kind.pauses
    shared = {name for name, stream in told(story) if stream is Stream.SHARED}
    expected = {events.COMMENT_FOLDED.name} if kind.folds else set()
    assert shared == expected | ({events.COMMENTS_PAUSED.name} if kind.pauses else set())


def test_one_answer_is_for_everybody_who_showed_the_comment(story: Story) -> None:
    talk = thread(story)
    first, second = raise_concern(story, talk), raise_concern(story, talk, "signatory")
    answer_concern(story, second, Does.NOTHING)
    with story.acting() as session:
        found = concerns_about(session, session.get_one(Thread, talk.id))
        assert [one.answer.reason for one in found if one.answer] == ["It is about a person."] * 2
    with pytest.raises(Refused, match="answered already"):
        answer_concern(story, first)
    with pytest.raises(Refused, match="shown this comment to PSR already"):
        raise_concern(story, talk)
    with story.acting() as session:
        assert can_be_shown(session, session.get_one(Thread, talk.id), story.member("editor", session)) == []


def test_a_private_comment_that_is_shown_stays_private_and_so_does_its_fold(story: Story) -> None:
    talk = thread(story, "practitioner", Audience.PRACTITIONER)
    concern = raise_concern(story, talk, "representative")
    assert sees(story.members["adviser"], concern)
    assert not sees(story.members["adviser"], talk)
    answer_concern(story, concern)
    assert (events.COMMENT_FOLDED.name, Stream.PRACTITIONER) in told(story)


def test_what_psr_wrote_and_what_one_wrote_oneself_is_not_shown_to_psr(story: Story) -> None:
    talk = thread(story, "adviser")
    reply(story, talk, "editor")
    with story.acting() as session:
        found, editor = session.get_one(Thread, talk.id), story.member("editor", session)
        assert can_be_shown(session, found, editor) == []
    for number in (1, 2):
        with pytest.raises(Refused, match="Choose the comment"):
            raise_concern(story, talk, number=number)


def test_paused_comments_are_those_for_both_parties_and_nothing_else(story: Story) -> None:
    talk, theirs = thread(story), sent(story, "editor", "aim")
    answer_concern(story, raise_concern(story, talk), Does.PAUSE)
    private = thread(story, audience=Audience.PRACTITIONER)
    for refused in (
        lambda: thread(story),
        lambda: reply(story, talk),
        lambda: thread_on(story, theirs),
        lambda: copy(story, private),
    ):
        with pytest.raises(Refused, match="PSR has paused your comments"):
            refused()
    thread(story, audience=Audience.PRACTITIONER_PSR)
    reply(story, ask(story, theirs, "practitioner"), "practitioner")
    put_forward(story, suggest(story))
    agree(story, theirs, "practitioner")
    act_for_safety(story)
    thread(story, "representative", Audience.PRACTITIONER)


def test_a_pause_ends_with_its_day_and_a_shorter_one_does_not_end_it(story: Story) -> None:
    first, second = thread(story), thread(story, body="Again.")
    answer_concern(story, raise_concern(story, first), Does.PAUSE, days=9)
    answer_concern(story, raise_concern(story, second), Does.PAUSE, days=2)
    assert [quiet(story, days=days) for days in (9, 10)] == [True, False]


def test_a_folded_comment_is_not_put_forward_to_more_readers(story: Story) -> None:
    talk = thread(story, "practitioner", Audience.PRACTITIONER)
    answer_concern(story, raise_concern(story, talk, "representative"))
    with story.acting() as session:
        assert copyable(session.get_one(Thread, talk.id), story.member("practitioner", session)) == []


def test_an_answer_without_a_choice_a_reason_or_a_day_is_refused_for_each(story: Story) -> None:
    concern = raise_concern(story, thread(story))
    for days in (-1, 29):
        with pytest.raises(Refused) as refused:
            answer_concern(story, concern, Does.PAUSE, reason=" ", days=days)
        assert [fault.field for fault in refused.value.faults] == ["told_reason", "until"]
    with pytest.raises(Refused) as refused:
        raise_concern(story, thread(story), why=" ")
    assert refused.value.field == "hurts"
