"""Who is told of what the organisation says to PSR's points: the practitioner too, once they read them (000 L15)."""

from collections.abc import Iterator
from uuid import UUID

import pytest

from portal.domain.base import WITHOUT_HEALTH
from portal.domain.cases.case import Membership
from portal.domain.feedback import events
from portal.domain.feedback.remark import remove_remark
from portal.domain.feedback.reply import Said, reply
from portal.domain.feedback.review import FeedbackReview, Remark
from portal.domain.feedback.standing import Took
from portal.domain.record import Event, Stream
from portal.queries.notices.untold import untold_of
from portal.queries.plans.health import hidden_in
from tests.domain.told import told
from tests.factories import LIMITS, Story, in_second_form, own_draft, remarked, replied, shared_draft, shown_feedback
from tests.factories.rounds import about_health, asked_again, first_round


@pytest.fixture
def issued(story: Story) -> Iterator[FeedbackReview]:
    """Feedback on a shared draft: on the whole plan, on `aim`, and on `supervision`, which is about health."""
    review = first_round(story, about_health(in_second_form(), "supervision"))
    shared_draft(story, review.request.draft)
    yield review
    story.session.info.pop(WITHOUT_HEALTH, None)


def say(story: Story, review: FeedbackReview, *texts: str) -> None:
    """The organisation answers these points alone."""
    by_id: dict[UUID, Said] = {one.id: Said(Took.LATER, "", 0) for one in review.remarks if one.text in texts}
    reply(story.session, review, by_id, limits=LIMITS, by=story.members["editor"], at=story.tick())


def hearers(story: Story, kind: str) -> set[str]:
    """Who is told of events of this kind, by short role name."""
    untold = untold_of(story.session, story.case.id, 500)
    assert untold
    names = {member.id: name for name, member in story.members.items()}
    heard: list[tuple[Event, Membership]] = list(untold.heard)
    return {names[member.id] for event, member in heard if event.facts.kind == kind}


def test_before_the_practitioner_reads_it_their_side_is_told_of_no_reply(story: Story, issued: FeedbackReview) -> None:
    replied(story, issued)
    kinds = (events.POINT_ANSWERED, events.HEALTH_POINT_ANSWERED)
    assert {one.stream for kind in kinds for one in told(story, kind)} == {Stream.ORGANISATION_PSR}
    assert hearers(story, events.POINT_ANSWERED.name) == {"signatory", "adviser", "reviewer"}


def test_once_the_practitioner_reads_it_their_side_is_told_too(story: Story, issued: FeedbackReview) -> None:
    say(story, issued, "On the whole plan.")
    shown_feedback(story, issued)
    say(story, issued, "On aim.")
    assert [one.stream for one in told(story, events.POINT_ANSWERED)] == [Stream.ORGANISATION_PSR, Stream.SHARED]
    both = {"signatory", "practitioner", "representative", "adviser", "reviewer"}
    assert hearers(story, events.POINT_ANSWERED.name) == both


def test_of_a_point_about_health_they_alone_are_told_who_may_read_it(story: Story, issued: FeedbackReview) -> None:
    shown_feedback(story, issued)
    say(story, issued, "On supervision.")
    [one] = told(story, events.HEALTH_POINT_ANSWERED)
    assert one.stream is Stream.SHARED
    assert story.session.get_one(Remark, one.subject).text == "On supervision."
    heard = hearers(story, events.HEALTH_POINT_ANSWERED.name)
    assert heard == {"signatory", "practitioner", "representative", "adviser"}
    assert str(one.subject) not in hidden_in(story.session, story.case.id)
    story.session.info[WITHOUT_HEALTH] = True
    assert str(one.subject) in hidden_in(story.session, story.case.id)


def test_of_a_point_about_health_that_is_written_the_record_says_nothing_to_who_may_not_read_it(story: Story) -> None:
    written = asked_again(story, own_draft(story, about_health(in_second_form(), "supervision")))
    point = remarked(story, written, "On their sleep.", clause_key="supervision")
    [added] = told(story, events.REMARK_ADDED)
    story.session.info[WITHOUT_HEALTH] = True
    assert str(added.subject) in hidden_in(story.session, story.case.id)
    story.session.info.pop(WITHOUT_HEALTH)
    remove_remark(story.session, point, by=story.members["reviewer"], at=story.tick())
    [removed] = told(story, events.REMARK_REMOVED)
    assert removed.values == {}
