"""Let us talk: an offer with times, three answers of equal weight, and a note of what was said beside its reply."""

from collections.abc import Callable

import pytest

from portal.domain.base import Refused
from portal.domain.cases.roles import Party
from portal.domain.record import Stream
from portal.domain.talk import events
from portal.domain.talk.offer import OfferEnd, TalkOffer
from tests.domain.told import told, told_once
from tests.factories import (
    Story,
    accept_time,
    agree,
    not_agreed,
    offer_talk,
    other_times,
    reply_to_note,
    sent,
    signed,
    stay_in_writing,
    suggest,
    take_back_offer,
    withdrawn,
    write_note,
)
from tests.factories.arranged import MOST_TIMES

ANSWERS = [accept_time, other_times, stay_in_writing]


def test_an_offer_waits_for_the_other_party_and_is_told_to_everybody(story: Story) -> None:
    change = sent(story, "editor")
    offer = offer_talk(story, about=change, times=["Tuesday", "Friday"])
    assert offer.waits_for is Party.ORGANISATION
    said = {"time_1": "Tuesday", "time_2": "Friday", "how": "by video", "about": str(change.id), "answers_to": ""}
    assert told_once(story, events.TALK_OFFERED, offer) == (Stream.SHARED, "practitioner", said)


@pytest.mark.parametrize("role", ["representative", "adviser", "reviewer"])
def test_only_the_parties_offer_answer_and_write_down(story: Story, role: str) -> None:
    offer = offer_talk(story)
    for act in (
        lambda: offer_talk(story, role, about=sent(story)),
        *(lambda act=act: act(story, offer, role) for act in ANSWERS),
    ):
        with pytest.raises(Refused):
            act()
    with pytest.raises(Refused):
        write_note(story, accept_time(story, offer), role)


@pytest.mark.parametrize("times", [[], ["A day"] * (MOST_TIMES + 1)])
def test_it_has_at_least_one_time_and_no_more_than_the_setting_says(story: Story, times: list[str]) -> None:
    with pytest.raises(Refused) as refused:
        offer_talk(story, times=times)
    assert refused.value.field == "times"
    assert len(offer_talk(story, times=["A day"] * MOST_TIMES).times) == MOST_TIMES


def test_one_offer_about_the_same_thing_waits_at_a_time(story: Story) -> None:
    change = sent(story)
    offer_talk(story)
    offer_talk(story, about=change)
    for about in (None, change):
        with pytest.raises(Refused):
            offer_talk(story, "editor", about=about)


def test_it_is_about_a_change_that_both_see_and_that_is_open(story: Story) -> None:
    for change in (suggest(story), agree(story, sent(story, key="aim"))):
        with pytest.raises(Refused):
            offer_talk(story, about=change)


@pytest.mark.parametrize("close", [withdrawn, not_agreed])
def test_on_a_closed_plan_nobody_is_asked_to_talk(story: Story, close: Callable[[Story], object]) -> None:
    offer, talk = offer_talk(story), accept_time(story, offer_talk(story, about=sent(story)))
    close(story)
    assert offer.waits_for is None
    for act in (lambda: offer_talk(story), lambda: accept_time(story, offer), lambda: write_note(story, talk)):
        with pytest.raises(Refused):
            act()


def test_on_an_agreed_plan_they_can_still_talk(story: Story) -> None:
    signed(story)
    assert accept_time(story, offer_talk(story)).is_accepted


def test_a_time_is_taken_as_it_was_written(story: Story) -> None:
    offer = accept_time(story, offer_talk(story, times=["Tuesday", "Friday"]), number=2)
    assert (offer.chosen, offer.waits_for) == ("Friday", None)
    told_so = (Stream.SHARED, "editor", {"chosen": "Friday", "words": ""})
    assert told_once(story, events.TALK_ACCEPTED, offer) == told_so
    with pytest.raises(Refused):
        accept_time(story, offer_talk(story), number=7)


def test_other_times_are_an_offer_back(story: Story) -> None:
    first = offer_talk(story, about=sent(story))
    second = other_times(story, first, times=["Friday"])
    assert first.outcome.kind is OfferEnd.OTHER_TIMES
    assert (second.answers_to, second.proposal_id, second.waits_for) == (
        first.id,
        first.proposal_id,
        Party.PRACTITIONER,
    )
    assert told(story, events.TALK_OFFERED)[-1].values["answers_to"] == str(first.id)


def test_in_writing_please_needs_no_reason(story: Story) -> None:
    offer = stay_in_writing(story, offer_talk(story))
    assert offer.outcome.kind is OfferEnd.IN_WRITING
    assert told_once(story, events.TALK_IN_WRITING, offer)[:2] == (Stream.SHARED, "editor")


def test_whoever_offered_takes_it_back_until_it_is_answered(story: Story) -> None:
    offer = offer_talk(story)
    with pytest.raises(Refused):
        take_back_offer(story, offer, "editor")
    take_back_offer(story, offer)
    assert told_once(story, events.TALK_TAKEN_BACK, offer)[:2] == (Stream.SHARED, "practitioner")


@pytest.mark.parametrize("answer", [*ANSWERS, take_back_offer])
def test_an_answer_is_given_once_and_by_the_party_that_was_asked(story: Story, answer: Callable[..., object]) -> None:
    offer = offer_talk(story)
    if answer is not take_back_offer:
        with pytest.raises(Refused):
            answer(story, offer, "practitioner")
    answer(story, offer)
    for again in (*ANSWERS, take_back_offer):
        with pytest.raises(Refused):
            again(story, offer)


def talked(story: Story) -> TalkOffer:
    return accept_time(story, offer_talk(story))


@pytest.mark.parametrize(("by", "other"), [("practitioner", Party.ORGANISATION), ("signatory", Party.PRACTITIONER)])
def test_either_party_writes_the_note_and_the_other_replies(story: Story, by: str, other: Party) -> None:
    talk = write_note(story, talked(story), by)
    assert talk.waits_for is other
    assert told_once(story, events.TALK_NOTED, talk) == (Stream.SHARED, by, {"words": "We spoke of June."})


@pytest.mark.parametrize(
    ("is_fair", "kind"), [(True, events.TALK_NOTE_FAIR), (False, events.TALK_NOTE_DIFFERS)], ids=["fair", "differs"]
)
def test_a_reply_stands_beside_the_note_and_changes_neither_it_nor_the_plan(
    story: Story, is_fair: bool, kind: object
) -> None:
    before = story.plan.current
    talk = reply_to_note(story, write_note(story, talked(story)), is_fair=is_fair, words="We spoke of July.")
    assert (talk.note.words, talk.note.reply.words, talk.waits_for) == ("We spoke of June.", "We spoke of July.", None)
    assert told_once(story, kind, talk) == (Stream.SHARED, "editor", {"words": "We spoke of July."})
    assert story.plan.current == before


def test_what_differs_is_said_in_words_and_a_fair_account_needs_none(story: Story) -> None:
    talk = write_note(story, talked(story))
    with pytest.raises(Refused) as refused:
        reply_to_note(story, talk, is_fair=False, words=" ")
    assert refused.value.field == "words"
    assert reply_to_note(story, talk).note.reply.is_fair


def test_a_talk_has_one_note_and_one_reply(story: Story) -> None:
    offer = offer_talk(story)
    with pytest.raises(Refused):
        write_note(story, offer)
    talk = write_note(story, accept_time(story, offer))
    for act in (lambda: write_note(story, talk, "editor"), lambda: reply_to_note(story, talk, "practitioner")):
        with pytest.raises(Refused):
            act()
    reply_to_note(story, talk)
    with pytest.raises(Refused):
        reply_to_note(story, talk)
    with pytest.raises(Refused):
        write_note(story, accept_time(story, offer_talk(story)), words="")
