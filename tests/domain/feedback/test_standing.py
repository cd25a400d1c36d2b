"""A reply stands for a point that PSR's correction left as it was; where it changed it is asked anew (000 L15)."""

from dataclasses import replace
from uuid import UUID

import pytest

from portal.domain.base import Refused
from portal.domain.feedback import events
from portal.domain.feedback.point import Priority
from portal.domain.feedback.remark import change_remark
from portal.domain.feedback.reply import Said, reply
from portal.domain.feedback.review import FeedbackReview
from portal.domain.feedback.standing import Standing, Took, must_points_open, standing_of
from portal.queries.feedback.replies import points_about
from tests.domain.told import told
from tests.factories import (
    LIMITS,
    Story,
    corrected,
    issued_feedback,
    remarked,
    replied,
    reviewing,
    shared_draft,
    shown_feedback,
)
from tests.pages import selects

MORE = "The supervisor will meet the practitioner every Tuesday."


@pytest.fixture
def answered(story: Story) -> FeedbackReview:
    """Feedback with one must point on `supervision`, which was not taken."""
    written = reviewing(story)
    remarked(story, written, "Name a day.", clause_key="supervision", priority=Priority.MUST, suggested=MORE)
    return replied(story, issued_feedback(story, written), Took.NOT_ADOPTED, "There is a rota.")


def issued_correction(story: Story, review: FeedbackReview, **changes: object) -> FeedbackReview:
    """The correction, issued, with its only point changed in these ways."""
    written = corrected(story, review)
    [point] = written.remarks
    by = story.members["reviewer"]
    change_remark(story.session, point, replace(point.point, **changes), by=by, at=story.tick())
    return issued_feedback(story, written)


def stands(story: Story, review: FeedbackReview) -> Standing:
    return next(iter(standing_of(story.session, review.remarks).values()))


def say(story: Story, review: FeedbackReview, took: Took, shown: int) -> None:
    by_id: dict[UUID, Said] = {one.id: Said(took, "Anew.", shown) for one in review.remarks}
    reply(story.session, review, by_id, limits=LIMITS, by=story.members["editor"], at=story.tick())


def test_a_reply_stands_for_the_same_point_of_a_correction(story: Story, answered: FeedbackReview) -> None:
    correction = issued_correction(story, issued_correction(story, answered))
    standing = stands(story, correction)
    assert standing.reply
    assert standing.reply.reason == "There is a rota."
    assert standing.former is None
    assert must_points_open(story.session, answered.request.draft) == []


@pytest.mark.parametrize("changes", [{"text": "Say when."}, {"priority": Priority.MUST}, {"suggested": ""}])
def test_a_point_that_was_changed_is_asked_anew_with_the_former_reply_beside_it(
    story: Story, answered: FeedbackReview, changes: dict[str, object]
) -> None:
    if "priority" in changes:
        answered = replied(story, issued_correction(story, answered, priority=Priority.SHOULD))
    before = stands(story, answered).reply
    correction = issued_correction(story, answered, **changes)
    assert stands(story, correction) == (None, before)
    assert [one.review_id for one in must_points_open(story.session, answered.request.draft)] == [correction.id]
    say(story, correction, Took.ADAPTED, 0)
    standing = stands(story, correction)
    assert standing.reply
    assert (standing.reply.took, standing.former) == (Took.ADAPTED, None)


def test_the_reply_of_a_former_point_is_not_said_again_and_counts_as_shown(
    story: Story, answered: FeedbackReview
) -> None:
    correction = issued_correction(story, answered)
    with pytest.raises(Refused, match="Somebody else has answered point 1"):
        say(story, correction, Took.LATER, 0)
    say(story, correction, Took.LATER, 1)
    with pytest.raises(Refused, match="Somebody else has answered point 1"):
        say(story, correction, Took.ADOPTED, 1)
    assert len(told(story, events.POINT_ANSWERED)) == 2


def test_what_was_corrected_is_answered_no_longer(story: Story, answered: FeedbackReview) -> None:
    correction = issued_correction(story, answered, text="Say when.")
    with pytest.raises(Refused, match="PSR has corrected this feedback"):
        say(story, answered, Took.ADOPTED, 1)
    assert stands(story, correction).reply is None


def test_beside_a_paragraph_stands_the_latest_correction_that_the_reader_knows_of(
    story: Story, answered: FeedbackReview
) -> None:
    plan = shared_draft(story, answered.request.draft)
    first = shown_feedback(story, answered)
    correction = issued_correction(story, first, text="Say when.")
    for role in ("editor", "practitioner", "adviser"):
        [line] = points_about(story.session, plan, "supervision", story.members[role])
        assert (line.remark.review_id, line.stands) == (correction.id, "Not answered yet")
        assert line.former
    correction.is_shown = False
    [line] = points_about(story.session, plan, "supervision", story.members["practitioner"])
    assert (line.remark.review_id, line.stands) == (first.id, "Not taken")


def test_what_was_said_of_words_that_the_practitioner_was_not_shown_stays_unknown_to_them(
    story: Story, answered: FeedbackReview
) -> None:
    plan = shared_draft(story, answered.request.draft)
    shown_feedback(story, issued_correction(story, answered, text="Say when."))
    former = {
        role: points_about(story.session, plan, "supervision", story.members[role])[0].former
        for role in ("editor", "adviser", "practitioner", "representative")
    }
    assert {role: one is not None for role, one in former.items()} == {
        "editor": True,
        "adviser": True,
        "practitioner": False,
        "representative": False,
    }


def test_standing_replies_take_two_queries_for_many_points(story: Story, answered: FeedbackReview) -> None:
    points = issued_correction(story, answered).remarks
    story.session.flush()
    assert selects(lambda: standing_of(story.session, points * 3)) == 2
