"""What the organisation answers to PSR's points, and whom it shows them to (000 L15)."""

from collections.abc import Mapping
from uuid import UUID

import pytest

from portal.domain.base import Refused
from portal.domain.feedback import events
from portal.domain.feedback.point import Priority
from portal.domain.feedback.reply import Said, reply
from portal.domain.feedback.review import FeedbackReview
from portal.domain.feedback.showing import show_feedback
from portal.domain.feedback.standing import Reply, Took, must_points_open, standing_of
from portal.domain.plans.plan import Plan
from portal.domain.proposals.proposal import Proposal
from portal.domain.record import Stream
from portal.policy_of_sight import sees
from tests.domain.told import told
from tests.factories import LIMITS, WORDS, Story, issued_feedback, remarked, reviewing

OTHER = "The supervisor will meet the practitioner every Tuesday for 30 minutes."


@pytest.fixture
def issued(story: Story) -> FeedbackReview:
    """PSR's feedback with two points: a must on the whole plan, and other words for `supervision`."""
    written = reviewing(story)
    remarked(story, written, "Say who covers.", priority=Priority.MUST)
    remarked(story, written, "Name a day.", clause_key="supervision", suggested=OTHER)
    return issued_feedback(story, written)


def say(story: Story, review: FeedbackReview, said: Mapping[int, Said]) -> None:
    by_id: dict[UUID, Said] = {one.id: said[one.number] for one in review.remarks if one.number in said}
    reply(story.session, review, by_id, limits=LIMITS, by=story.members["editor"], at=story.tick())


def standing(story: Story, review: FeedbackReview) -> list[Reply]:
    """The replies that stand for the points of a review."""
    return [one.reply for one in standing_of(story.session, review.remarks).values() if one.reply]


def draft_of(review: FeedbackReview) -> Plan:
    return review.request.draft


def test_several_points_are_answered_together_and_the_latest_answer_counts(
    story: Story, issued: FeedbackReview
) -> None:
    say(story, issued, {1: Said(Took.LATER, "", 0), 2: Said(Took.ADAPTED, "In other words.", 0)})
    say(story, issued, {1: Said(Took.NOT_ADOPTED, "There is a rota.", 1)})
    found = {one.remark.number: (one.number, one.took) for one in standing(story, issued)}
    assert found == {1: (2, Took.NOT_ADOPTED), 2: (1, Took.ADAPTED)}
    assert len(told(story, events.POINT_ANSWERED)) == 3


def test_saying_the_same_again_says_nothing(story: Story, issued: FeedbackReview) -> None:
    for shown in (0, 1):
        say(story, issued, {1: Said(Took.ADAPTED, "So.", shown)})
    assert len(told(story, events.POINT_ANSWERED)) == 1


def test_taking_words_before_it_is_shared_puts_them_into_the_draft(story: Story, issued: FeedbackReview) -> None:
    say(story, issued, {2: Said(Took.ADOPTED, "", 0, puts_in=True)})
    clause = draft_of(issued).draft_content.clause("supervision")
    assert clause
    assert clause.text == OTHER


def test_taking_words_after_that_prepares_a_change_that_says_where_it_comes_from(
    story: Story, issued: FeedbackReview
) -> None:
    draft_of(issued).issue(story.session, by=story.members["editor"], at=story.tick())
    say(story, issued, {2: Said(Took.ADOPTED, "", 0, puts_in=True)})
    [made] = standing(story, issued)
    change = story.session.get_one(Proposal, made.proposal_id)
    assert (change.latest.after, change.put_forward_at) == (OTHER, None)
    assert "Point 2 of PSR’s feedback" in change.reason


def test_words_for_a_paragraph_that_changed_meanwhile_are_not_put_in(story: Story, issued: FeedbackReview) -> None:
    draft = draft_of(issued)
    other = draft.draft_content.with_text("supervision", f"{WORDS['supervision']} In private.")
    draft.mend(story.session, other, by=story.members["editor"], at=story.tick())
    with pytest.raises(Refused, match="other words now") as refused:
        say(story, issued, {2: Said(Took.ADOPTED, "", 0, puts_in=True)})
    assert refused.value.field == "took-2"


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({}, "Answer at least one"),
        ({1: Said(Took.NOT_ADOPTED, " ", 0)}, "Say why you do not take point 1"),
        ({1: Said(Took.ADAPTED, "", 3)}, "Somebody else has answered point 1"),
    ],
)
def test_what_cannot_be_answered_so(story: Story, issued: FeedbackReview, said: dict[int, Said], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        say(story, issued, said)


def test_must_points_stay_open_until_they_are_answered(story: Story, issued: FeedbackReview) -> None:
    draft = draft_of(issued)
    assert [one.number for one in must_points_open(story.session, draft)] == [1]
    say(story, issued, {1: Said(Took.LATER, "", 0)})
    assert len(must_points_open(story.session, draft)) == 1
    say(story, issued, {1: Said(Took.NOT_ADOPTED, "There is a rota.", 1)})
    assert must_points_open(story.session, draft) == []


def test_the_practitioner_reads_it_once_the_organisation_shows_it_and_it_is_never_hidden_again(
    story: Story, issued: FeedbackReview
) -> None:
    facts = {"by": story.members["editor"], "at": story.at}
    with pytest.raises(Refused, match="does not have the plan yet"):
        show_feedback(story.session, issued, shown=True, **facts)
    draft_of(issued).issue(story.session, by=story.members["editor"], at=story.tick())
    assert show_feedback(story.session, issued, shown=False, **facts)
    assert show_feedback(story.session, issued, shown=False, **facts) is None
    assert not sees(story.members["practitioner"], issued)
    assert show_feedback(story.session, issued, shown=True, **facts)
    for role in ("practitioner", "representative", "editor", "reviewer"):
        assert sees(story.members[role], issued)
    assert not sees(story.members["practitioner"], issued.request)
    with pytest.raises(Refused, match="cannot be hidden"):
        show_feedback(story.session, issued, shown=False, **facts)
    assert [one.stream for one in told(story, events.FEEDBACK_KEPT_BACK)] == [Stream.ORGANISATION_PSR]
    assert [one.stream for one in told(story, events.FEEDBACK_SHOWN)] == [Stream.SHARED]
