"""What the record says of conversations and questions, and to whom."""

from portal.domain.record import Stream
from portal.domain.talk import events
from portal.domain.talk.copying import put_forward_copy
from portal.domain.talk.thread import Audience
from tests.domain.told import told, told_once
from tests.factories import Story, ask, reopen, reply, sent, settle, thread, thread_on

OWN, SHARED = Stream.PRACTITIONER, Stream.SHARED


def test_each_remark_is_told_to_those_who_can_read_it(story: Story) -> None:
    talk = thread(story, audience=Audience.PRACTITIONER, quote="once a week", body="By video?")
    reply(story, talk, "representative", "I think so.")
    values = {"quote": "once a week", "must_settle": "no", "body": "By video?"}
    assert told_once(story, events.THREAD_STARTED, talk) == (OWN, "practitioner", values)
    assert told_once(story, events.COMMENTED, talk) == (OWN, "representative", {"body": "I think so."})
    said = [(one.body, one.by_id) for one in talk.comments]
    assert said == [
        ("By video?", story.members["practitioner"].id),
        ("I think so.", story.members["representative"].id),
    ]


def test_settling_and_taking_up_again_are_told_with_who_did_it(story: Story) -> None:
    talk = thread(story)
    settle(story, talk, "editor")
    settled_at = story.at
    reopen(story, talk, "signatory")
    assert told_once(story, events.THREAD_SETTLED, talk) == (SHARED, "editor", {})
    assert told_once(story, events.THREAD_REOPENED, talk) == (SHARED, "signatory", {})
    [settlement] = talk.settlements
    assert (settlement.by_id, settlement.at) == (story.members["editor"].id, settled_at)
    assert (settlement.reopening.by_id, settlement.reopening.at) == (story.members["signatory"].id, story.at)


def test_a_question_is_told_to_both_parties(story: Story) -> None:
    question = ask(story, sent(story), body="Who would do it?")
    values = {"quote": "", "must_settle": "no", "body": "Who would do it?"}
    assert told_once(story, events.QUESTION_ASKED, question) == (SHARED, "editor", values)
    assert (question.is_question, question.must_settle, question.clause_key) == (True, False, "supervision")
    assert told(story, events.THREAD_STARTED) == []


def test_talk_about_a_change_is_told_with_what_it_must_have(story: Story) -> None:
    talk = thread_on(story, sent(story), "editor", body="What would it cost?", must_settle=True)
    values = {"quote": "", "must_settle": "yes", "body": "What would it cost?"}
    assert told_once(story, events.THREAD_STARTED, talk) == (SHARED, "editor", values)
    assert (talk.must_settle, talk.is_question, talk.by_id) == (True, False, story.members["editor"].id)


def test_copies_are_told_in_their_order_and_their_own_side_is_told_which_they_are(story: Story) -> None:
    talk = thread(story, audience=Audience.PRACTITIONER, body="One")
    reply(story, talk, "practitioner", "Two")
    chosen, by = {one.id for one in talk.comments}, story.member("practitioner")
    copy = put_forward_copy(story.session, talk, comments=chosen, audience=Audience.SHARED, by=by, at=story.tick())
    values = {"quote": "once a week", "must_settle": "no", "body_1": "One", "body_2": "Two"}
    assert told(story, events.THREAD_STARTED)[-1] == (SHARED, "practitioner", values, copy.id)
    assert told_once(story, events.COMMENTS_COPIED, talk) == (OWN, "practitioner", {"thread": str(copy.id)})
    assert (copy.by_id, copy.at) == (by.id, story.at)
