"""A second round shows what became of each point of the first, and what else changed (000 L15)."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from portal.domain.base import WITHOUT_HEALTH
from portal.domain.feedback.request import FeedbackRequest
from portal.domain.feedback.review import FeedbackReview
from portal.domain.feedback.standing import Took
from portal.domain.plans.content import Content
from portal.queries.feedback.rounds import Round, former_review_of, round_of
from tests.factories import (
    Story,
    asked_for_feedback,
    corrected,
    in_second_form,
    issued_feedback,
    replied,
    take_back_request,
)
from tests.factories.rounds import SUGGESTED, about_health, asked_again, first_round, mended

ELSE = "The practitioner will keep a record of ten cases."


def again(story: Story, former: FeedbackReview, content: Content) -> FeedbackRequest:
    """A request about the draft in these words."""
    return asked_for_feedback(story, mended(story, former.request.draft, content))


def second_round(story: Story, request: FeedbackRequest, reader: str = "editor") -> Round:
    """What this reader is shown, in a session that reads for them."""
    story.session.expire_all()
    member = story.members[reader]
    story.session.info[WITHOUT_HEALTH] = not member.reads_health
    found = round_of(story.session, request, member)
    assert found
    return found


@pytest.fixture(autouse=True)
def _reads_for_nobody(story: Story) -> Iterator[None]:
    yield
    story.session.info.pop(WITHOUT_HEALTH, None)


def test_each_point_is_shown_with_its_reply_and_its_paragraph_then_and_now(story: Story) -> None:
    former = replied(story, first_round(story), Took.ADAPTED, "In our words.")
    content = in_second_form()
    request = again(story, former, content.with_text("supervision", SUGGESTED).with_text("cases", ELSE))
    page = second_round(story, request)
    found = {one.line.remark.text: (one.line.stands, one.row and one.row.fate) for one in page.points}
    assert found == {
        "On the whole plan.": ("Taken, in other words", None),
        "On aim.": ("Taken, in other words", "same"),
        "On supervision.": ("Taken, in other words", "changed"),
    }
    assert [one.is_as_suggested for one in page.points] == [False, False, True]
    assert page.became == [("Taken, in other words", 3)]


def test_what_else_changed_leaves_out_what_a_point_was_about(story: Story) -> None:
    former = first_round(story)
    content = in_second_form().with_text("supervision", SUGGESTED).with_text("cases", ELSE)
    page = second_round(story, again(story, former, replace(content, title="Another title")))
    changed = page.comparison.changed_clauses()
    assert [one.clause.key for one in changed if one.differs] == ["cases"]
    assert [fact.name for fact in page.comparison.changed_facts] == ["Title"]


def test_nothing_else_changed_where_only_what_points_were_about_did(story: Story) -> None:
    request = again(story, first_round(story), in_second_form().with_text("supervision", SUGGESTED))
    assert not second_round(story, request).comparison.differs


def test_the_versions_are_those_that_psr_was_asked_about_and_none_between_or_after(story: Story) -> None:
    former = first_round(story)
    draft, content = former.request.draft, in_second_form()
    take_back_request(story, again(story, former, content.with_text("cases", "Between, and taken back.")))
    request = again(story, former, content.with_text("cases", ELSE))
    mended(story, draft, content.with_text("cases", "Never asked about."))
    page = second_round(story, request, "adviser")
    assert (page.before, page.after) == (former.request.content, request.content)
    said = [run.text for one in page.comparison.changed_clauses() for run in one.runs if run.kind != "removed"]
    assert ELSE in "".join(said)


def test_the_round_before_is_the_last_that_was_issued_in_its_latest_correction(story: Story) -> None:
    former = first_round(story)
    corrected(story, former)
    request = again(story, former, in_second_form())
    assert former_review_of(story.session, request) is former
    assert former_review_of(story.session, former.request) is None
    assert round_of(story.session, former.request, story.members["editor"]) is None
    correction = issued_feedback(story, story.session.query(FeedbackReview).filter_by(corrects_id=former.id).one())
    assert former_review_of(story.session, request) is correction


def test_a_review_that_is_being_written_is_no_round_before(story: Story) -> None:
    former = first_round(story)
    written = asked_again(story, former.request.draft)
    assert former_review_of(story.session, written.request) is former


@pytest.mark.parametrize("marked_in", ["then", "now", "both"])
def test_what_is_about_health_then_or_now_is_in_no_point_count_or_difference_for_who_may_not_read_it(
    story: Story, marked_in: str
) -> None:
    plain = in_second_form()
    then = plain if marked_in == "now" else about_health(plain, "supervision")
    now = plain if marked_in == "then" else about_health(plain, "supervision")
    request = again(story, first_round(story, then), now.with_text("supervision", SUGGESTED))
    whole, less = second_round(story, request), second_round(story, request, "reviewer")
    assert [one.line.remark.text for one in whole.points][2:] == ["On supervision."]
    assert [one.line.remark.text for one in less.points][2:] == (["On supervision."] if marked_in == "now" else [])
    assert [one.row for one in less.points if one.line.remark.clause_key == "supervision"] in ([], [None])
    assert "supervision" not in {one.clause.key for one in less.comparison.clauses}
    assert not less.comparison.differs


def test_a_paragraph_that_was_taken_out_is_said_to_be_out(story: Story) -> None:
    former, content = first_round(story), in_second_form()
    programme = replace(content.clauses[1], children=content.clauses[1].children[1:])
    page = second_round(story, again(story, former, replace(content, clauses=(content.clauses[0], programme))))
    assert [one.row.fate for one in page.points if one.row] == ["same", "removed"]
    assert {one.clause.key for one in page.comparison.clauses if one.differs} == {"agreement", "consequences"}
