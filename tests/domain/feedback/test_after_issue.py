"""What comes of a review beside and after its issue: the record, a correction, an urgent point (000 L15)."""

import pytest

from portal.domain.base import Refused
from portal.domain.feedback.correcting import correct_review
from portal.domain.feedback.review import issued_review_of
from portal.domain.record import PSR_AS_ONE, Event, Stream
from portal.policy_of_sight import sees
from tests.factories import (
    Story,
    assigned,
    corrected,
    heard_urgent,
    issued_feedback,
    remarked,
    reviewing,
    urgent_point,
)

PSR = ("adviser", "reviewer")


def told(story: Story, kind: str) -> set[Stream]:
    found = story.session.query(Event).filter_by(case_id=story.case.id)
    return {one.stream for one in found if one.facts.kind == kind}


def test_the_record_tells_the_organisation_of_feedback_by_psr_and_not_by_whom(story: Story) -> None:
    issued_feedback(story)
    found = story.session.query(Event).filter_by(case_id=story.case.id, stream=Stream.ORGANISATION_PSR)
    given = [one.facts for one in found if one.facts.kind == "feedback.given"]
    assert [one.actor for one in given] == [str(PSR_AS_ONE)]
    second = story.members["adviser"]
    assert all(str(second.id) not in one.body for one in found if one.facts.at >= given[0].at)


def test_a_correction_is_a_new_review_that_says_why_and_leads_to_what_it_corrects(story: Story) -> None:
    review = reviewing(story)
    point = remarked(story, review)
    first = issued_feedback(story, review)
    second_one = corrected(story, first, "A day was wrong.")
    assert (second_one.number, second_one.corrects, second_one.correction) == (2, first, "A day was wrong.")
    assert second_one.answers == first.answers
    assert [one.former_id for one in second_one.remarks] == [point.id]
    assert issued_review_of(story.session, first.request) is first
    issued_feedback(story, second_one)
    assert issued_review_of(story.session, first.request) is second_one
    assert first.is_issued
    assert told(story, "feedback.corrected") == {Stream.ORGANISATION_PSR}


def test_only_the_newest_feedback_is_corrected_and_with_a_reason(story: Story) -> None:
    with pytest.raises(Refused, match="was issued"):
        corrected(story, reviewing(story))
    first = issued_feedback(story, reviewing(story, assigned(story)))
    with pytest.raises(Refused, match="Say what is corrected"):
        corrected(story, first, " ")
    corrected(story, first)
    with pytest.raises(Refused, match="newer review"):
        corrected(story, first)


def test_an_urgent_point_goes_out_before_the_review_and_is_heard_once(story: Story) -> None:
    point = urgent_point(story)
    assert [name for name, one in story.members.items() if sees(one, point)] == ["editor", "signatory", *PSR]
    assert told(story, "feedback.urgent_sent") == {Stream.ORGANISATION_PSR}
    heard_urgent(story, point)
    with pytest.raises(Refused, match="has this point"):
        heard_urgent(story, point)


def test_an_urgent_point_says_what_and_who_was_telephoned(story: Story) -> None:
    with pytest.raises(Refused) as refused:
        urgent_point(story, text=" ", telephoned="")
    assert [one.field for one in refused.value.faults] == ["urgent", "telephoned"]


def test_another_reviewer_corrects_what_was_answered_and_only_psr_knows_who(story: Story) -> None:
    issued = issued_feedback(story)
    assigned(story, issued.request, "adviser", "reviewer")
    assert told(story, "feedback.assigned") == {Stream.PSR}
    with pytest.raises(Refused):
        correct_review(
            story.session, issued, reason="A word.", by=story.member("reviewer", story.session), at=story.tick()
        )
    correction = issued_feedback(story, corrected(story, issued))
    assert correction.corrects_id == issued.id
    assert correction.issued_by_id == story.members["adviser"].id
    found = story.session.query(Event).filter_by(case_id=story.case.id, stream=Stream.ORGANISATION_PSR)
    here = [one for one in found if one.facts.kind == "feedback.corrected"]
    assert [str(story.members["reviewer"].id) in one.body for one in here] == [False]


def test_who_corrects_and_who_reads_that_second_are_two_people(story: Story) -> None:
    issued = issued_feedback(story)
    with pytest.raises(Refused, match="somebody else than the reviewer"):
        assigned(story, issued.request, "adviser", "adviser")
