"""Kinds of event: records keep their names, and none is told to others than those it is meant for."""

import pytest
from sqlalchemy import func, select

from portal.domain.negotiation.events import ANSWER_KEPT, CAUTIONED, PROPOSAL_DRAFTED, PROPOSAL_PUT_FORWARD
from portal.domain.plans.events import PLAN_IMPORTED
from portal.domain.record import KINDS, Event, Kind, Stream
from portal.domain.record.kinds import EVERYBODY
from portal.domain.talk.events import COMMENTS_COPIED
from tests.factories import Story

IN_RECORDS_ALREADY = {
    "advice_time.taken",
    "agreement.cancelled",
    "agreement.declined",
    "agreement.opened",
    "agreement.signed",
    "answer.caution_removed",
    "answer.cautioned",
    "answer.kept",
    "answer.removed",
    "bundle.put_forward",
    "case.opened",
    "comments.copied",
    "participant.added",
    "plan.agreed",
    "plan.imported",
    "plan.issued",
    "plan.revised",
    "plan.withdrawn",
    "proposal.assented",
    "proposal.changed",
    "proposal.confirmed",
    "proposal.declined",
    "proposal.drafted",
    "proposal.put_forward",
    "proposal.superseded",
    "proposal.withdrawn",
    "question.asked",
    "safety_action.discussed",
    "safety_action.ended",
    "safety_action.taken",
    "thread.commented",
    "thread.reopened",
    "thread.settled",
    "thread.started",
}
NEVER = [
    (ANSWER_KEPT, Stream.SHARED),
    (CAUTIONED, Stream.SHARED),
    (PROPOSAL_DRAFTED, Stream.SHARED),
    (PLAN_IMPORTED, Stream.SHARED),
    (COMMENTS_COPIED, Stream.SHARED),
    (PROPOSAL_PUT_FORWARD, Stream.PRACTITIONER),
]


def test_records_that_exist_can_still_be_read() -> None:
    assert set(KINDS) >= IN_RECORDS_ALREADY


def test_each_says_something_of_its_own() -> None:
    sentences = [kind.sentence for kind in KINDS.values()]
    assert all(sentences)
    assert len(set(sentences)) == len(sentences)


@pytest.mark.parametrize(("kind", "stream"), NEVER)
def test_none_is_told_to_others(story: Story, kind: Kind, stream: Stream) -> None:
    count = select(func.count()).select_from(Event)
    before = story.session.scalar(count)
    with pytest.raises(ValueError, match=kind.name):
        story.case.tell(story.session, stream, kind, by=story.member("editor"), subject=story.case.id, at=story.tick())
    assert story.session.scalar(count) == before


def test_no_two_have_one_name() -> None:
    with pytest.raises(ValueError, match=f"^Two kinds of event are called {ANSWER_KEPT.name}\\.$"):
        Kind(ANSWER_KEPT.name, "Something else", EVERYBODY)
    assert KINDS[ANSWER_KEPT.name] is ANSWER_KEPT
