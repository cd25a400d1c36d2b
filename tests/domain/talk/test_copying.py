"""Putting forward a copy of private comments: what is chosen is shown, and nothing else is told."""

from collections.abc import Collection

import pytest
from sqlalchemy import select

from portal.domain.base import Refused
from portal.domain.record import Event
from portal.domain.talk.copying import audiences_beyond, copyable, put_forward_copy
from portal.domain.talk.thread import Audience, Comment, Thread
from tests.factories import Story, agree, put_forward, reply, sent, suggest, thread, thread_on

OWN = Audience.PRACTITIONER


def talk(story: Story, audience: Audience = OWN) -> Thread:
    """A private talk of four comments, one of them by the adviser where PSR can see it."""
    found = thread(story, "representative", audience, body="One")
    reply(story, found, "practitioner", "Two")
    reply(story, found, "adviser" if audience is not OWN else "representative", "Three")
    reply(story, found, "practitioner", "Four")
    return found


def copy(
    story: Story,
    found: Thread,
    chosen: Collection[Comment],
    audience: Audience = Audience.SHARED,
    by: str = "practitioner",
) -> Thread:
    member, ids = story.member(by), {one.id for one in chosen}
    return put_forward_copy(story.session, found, comments=ids, audience=audience, by=member, at=story.tick())


def test_only_the_chosen_comments_are_copied_in_their_order(story: Story) -> None:
    found = talk(story)
    new = copy(story, found, [found.comments[3], found.comments[0]])
    story.session.expire_all()
    assert [(one.number, one.body, one.at) for one in new.comments] == [(1, "One", new.at), (2, "Four", new.at)]
    assert (new.audience, new.quote, new.place) == (Audience.SHARED, found.quote, found.place)
    assert [one.body for one in found.comments] == ["One", "Two", "Three", "Four"]


def test_a_copy_names_its_author_and_who_put_it_forward(story: Story) -> None:
    found = talk(story)
    [one] = copy(story, found, found.comments[:1]).comments
    assert (one.by_id, one.copy.by_id) == (story.members["representative"].id, story.members["practitioner"].id)


def test_a_copy_tells_nothing_of_when_the_private_talk_took_place(story: Story) -> None:
    agree(story, sent(story, text="The supervisor will meet the doctor once a week for 45 minutes."))
    found = talk(story)
    agree(story, sent(story, text="From May, the supervisor will meet the doctor once a week for 45 minutes."))
    new = copy(story, found, found.comments[:1])
    assert [(one.number, one.revision_id) for one in new.anchors] == [(1, story.plan.current.id)]
    assert new.comments[0].at == new.at > found.comments[-1].at


def test_a_copy_about_words_that_are_gone_keeps_the_quote_and_no_earlier_revision(story: Story) -> None:
    found = talk(story)
    agree(story, sent(story, text="The practitioner keeps a diary."))
    new = copy(story, found, found.comments[:1])
    assert (new.quote, new.is_orphan, new.last_seen_in) == ("once a week", True, None)
    assert [(one.start, one.revision) for one in new.anchors] == [(None, story.plan.current)]


def test_the_shared_record_knows_the_chosen_words_only(story: Story) -> None:
    found = talk(story)
    new = copy(story, found, found.comments[1:2])
    events = [event for event in story.session.scalars(select(Event)) if event.facts.subject == str(new.id)]
    assert [event.stream.value for event in events] == ["shared"]
    assert {value.value for value in events[0].values} == {"once a week", "no", "Two"}
    told = [event for event in story.session.scalars(select(Event)) if event.facts.kind == "comments.copied"]
    assert [event.stream.value for event in told] == ["practitioner"]


def test_what_another_side_wrote_is_not_ones_own_to_put_forward(story: Story) -> None:
    found = talk(story, Audience.PRACTITIONER_PSR)
    assert [one.body for one in copyable(found, story.member("practitioner"))] == ["One", "Two", "Four"]
    assert [one.body for one in copyable(found, story.member("adviser"))] == ["Three"]
    with pytest.raises(Refused) as refused:
        copy(story, found, found.comments[2:3])
    sentence = "Choose the comments that you want to put forward."
    assert (refused.value.field, refused.value.sentence) == ("comments", sentence)


BEYOND = {
    ("practitioner", Audience.PRACTITIONER): [Audience.PRACTITIONER_PSR, Audience.SHARED],
    ("practitioner", Audience.PRACTITIONER_PSR): [Audience.SHARED],
    ("editor", Audience.ORGANISATION): [Audience.ORGANISATION_PSR, Audience.SHARED],
    ("adviser", Audience.PSR): [Audience.ORGANISATION_PSR, Audience.PRACTITIONER_PSR, Audience.SHARED],
    ("adviser", Audience.ORGANISATION_PSR): [Audience.SHARED],
    ("editor", Audience.SHARED): [],
}


@pytest.mark.parametrize(("role", "audience"), BEYOND)
def test_a_copy_goes_to_more_readers_and_loses_none(story: Story, role: str, audience: Audience) -> None:
    found = thread(story, role, audience)
    assert audiences_beyond(found, story.member(role)) == BEYOND[role, audience]
    for other in set(Audience) - set(BEYOND[role, audience]):
        with pytest.raises(Refused) as refused:
            copy(story, found, found.comments, other, role)
        assert refused.value.field == "audience"


def test_talk_about_a_suggestion_can_be_copied_once_the_suggestion_is_sent(story: Story) -> None:
    proposal = suggest(story)
    found = thread_on(story, proposal, "practitioner", OWN)
    assert audiences_beyond(found, story.member("practitioner")) == []
    put_forward(story, proposal)
    assert copy(story, found, found.comments).proposal is proposal
