"""PSR's review of a draft: who writes it, what is kept of it, who agrees, and from when it stays as it is (000 L15)."""

import pytest

from portal.domain.base import Refused
from portal.domain.drafting.shown import Stale
from portal.domain.feedback import remark as remarks
from portal.domain.feedback import second
from portal.domain.feedback.answering import ReviewVersion, save_answers, start_review
from portal.domain.feedback.point import About, Point, Priority
from portal.domain.feedback.remark import change_remark, remarks_of, remove_remark
from portal.domain.feedback.request import Step
from portal.domain.feedback.review import (
    Answer,
    FeedbackReview,
    issued_review_of,
    review_of,
)
from portal.domain.record import Event, Stream
from portal.policy_of_sight import sees
from tests.factories import (
    Story,
    agreed_second,
    assigned,
    handed_back,
    handed_over,
    issued_feedback,
    remarked,
    reviewing,
)

PSR = ("adviser", "reviewer")
OTHERS = ("practitioner", "representative", "observer")
AIM = "aim"


def told(story: Story, kind: str) -> set[Stream]:
    found = story.session.query(Event).filter_by(case_id=story.case.id)
    return {one.stream for one in found if one.facts.kind == kind}


def save(story: Story, review: FeedbackReview, saved: int, by: str = "reviewer", **answers: Answer) -> None:
    save_answers(story.session, review, answers, saved=saved, by=story.members[by], at=story.tick())


def issue(story: Story, review: FeedbackReview, *, alone: bool = False, by: str = "reviewer") -> None:
    second.issue_review(story.session, review, alone=alone, by=story.members[by], at=story.tick())


def test_psr_alone_knows_of_a_review_until_it_is_issued_and_the_organisation_from_then_on(story: Story) -> None:
    review = agreed_second(story)
    assert [name for name, one in story.members.items() if sees(one, review)] == ["adviser", "reviewer"]
    issue(story, review)
    assert {name for name, one in story.members.items() if sees(one, review)} == {"editor", "signatory", *PSR}
    assert told(story, "feedback.given") == {Stream.ORGANISATION_PSR}


def test_all_that_happens_before_it_is_issued_is_told_to_psr_alone(story: Story) -> None:
    handed_back(story, handed_over(story, reviewing(story)))
    story.session.expire_all()
    for kind in ("review_started", "answers_saved", "handed_over", "handed_back"):
        assert told(story, f"feedback.{kind}") == {Stream.PSR}


def test_a_review_is_begun_once_and_by_its_reviewer(story: Story) -> None:
    asked = assigned(story)
    first = reviewing(story, asked)
    assert reviewing(story, asked).id == first.id
    with pytest.raises(Refused, match="Somebody else"):
        start_review(story.session, asked, by=story.members["adviser"], at=story.tick())
    assert review_of(story.session, asked) is first


def test_answers_are_kept_with_what_they_said_before(story: Story) -> None:
    review = reviewing(story)
    save(story, review, 1, safety=Answer("urgent", "Now."))
    assert review.answers == {"safety": Answer("urgent", "Now.")}
    assert story.session.query(ReviewVersion).filter_by(review_id=review.id).count() == 2


def test_saving_the_same_again_keeps_nothing_and_is_never_stale(story: Story) -> None:
    review = reviewing(story)
    save(story, review, 0, **review.answers)
    assert review.saved == 1


def test_what_was_saved_in_another_tab_is_not_overwritten(story: Story) -> None:
    review = reviewing(story)
    with pytest.raises(Stale):
        save(story, review, 0, safety=Answer("adequate", "Late."))
    assert review.answer("safety").choice == "strengthen"


def test_the_form_takes_only_what_it_asks(story: Story) -> None:
    review = reviewing(story)
    for answers in ({"price": Answer("", "Much")}, {"safety": Answer("perhaps")}):
        with pytest.raises(Refused, match="no such question"):
            save(story, review, 1, **answers)


def test_nobody_but_the_reviewer_writes(story: Story) -> None:
    review = reviewing(story)
    with pytest.raises(Refused, match="Somebody else"):
        save(story, review, 1, by="adviser", safety=Answer("adequate", "Fine."))


def test_a_remark_quotes_its_paragraph_and_suggests_other_words(story: Story) -> None:
    review = reviewing(story)
    clause = review.request.content.clause(AIM)
    assert clause
    quote = clause.text.split()[0]
    found = remarked(story, review, clause_key=AIM, quote=quote, suggested="Other words.")
    assert (found.number, found.clause, found.point.quote) == (1, clause, quote)
    assert remarks_of(story.session, review) == [found]


def test_what_does_not_fit_the_version_is_said_at_its_field(story: Story) -> None:
    review = reviewing(story)
    clause = review.request.content.clause(AIM)
    assert clause
    for fault, said in (
        (remarks.NO_TEXT, {"text": " "}),
        (remarks.NO_CLAUSE, {"clause_key": "elsewhere"}),
        (remarks.NOT_THERE, {"clause_key": AIM, "quote": "Zebra"}),
        (remarks.NO_PARAGRAPH, {"suggested": "Other words"}),
        (remarks.SAME_WORDS, {"clause_key": AIM, "suggested": clause.text}),
    ):
        with pytest.raises(Refused) as refused:
            remarked(story, review, **said)
        assert refused.value.faults == (fault,)


def test_a_remark_is_changed_and_taken_out_until_it_is_issued(story: Story) -> None:
    review = reviewing(story)
    first, other = remarked(story, review, "First"), remarked(story, review, "Other")
    by = story.members["reviewer"]
    point = Point("", "", Priority.MUST, About.SAFETY, "Said better")
    change_remark(story.session, first, point, by=by, at=story.tick())
    remove_remark(story.session, other, by=by, at=story.tick())
    assert [one.point for one in remarks_of(story.session, review)] == [point]
    assert told(story, "feedback.remark_removed") == {Stream.PSR}
    agreed_second(story, review)
    issue(story, review)
    with pytest.raises(Refused, match="has been issued"):
        change_remark(story.session, first, point, by=by, at=story.tick())
    with pytest.raises(Refused, match="has been issued"):
        remove_remark(story.session, first, by=by, at=story.tick())


def test_points_are_counted_without_gaps_once_they_are_issued(story: Story) -> None:
    review = reviewing(story)
    gone = remarked(story, review, "Gone")
    remarked(story, review, "Stays")
    remove_remark(story.session, gone, by=story.members["reviewer"], at=story.tick())
    issued = issued_feedback(story, review)
    assert [one.number for one in issued.remarks] == [1]


def test_the_second_reader_agrees_to_exactly_what_is_issued(story: Story) -> None:
    review = agreed_second(story)
    remarked(story, review, "One more")
    assert not review.is_agreed
    with pytest.raises(Refused, match="second reader agrees"):
        issue(story, review)


def test_what_changed_while_it_was_read_is_read_again(story: Story) -> None:
    review = handed_over(story)
    shown = review.fingerprint
    save(story, review, 1, safety=Answer("adequate", "Fine."))
    with pytest.raises(Stale):
        second.agree_second(story.session, review, fingerprint=shown, by=story.members["adviser"], at=story.tick())


def test_only_the_second_reader_who_has_it_agrees_or_hands_it_back(story: Story) -> None:
    review = reviewing(story)
    for by, match in (("reviewer", "Somebody else"), ("adviser", "not handed")):
        with pytest.raises(Refused, match=match):
            second.hand_back(story.session, review, words="No", by=story.members[by], at=story.tick())


def test_handing_back_needs_reasons_and_handing_over_the_first_answers(story: Story) -> None:
    with pytest.raises(Refused, match="what should change"):
        handed_back(story, words=" ")
    other = reviewing(story, assigned(story), answers={"feasibility": Answer("yes")})
    with pytest.raises(Refused) as refused:
        handed_over(story, other)
    assert [one.field for one in refused.value.faults] == ["choice-safety", "words-feasibility"]


def test_an_issued_review_answers_its_request_and_stays_as_it_is(story: Story) -> None:
    review = issued_feedback(story)
    assert review.request.is_answered
    assert review.request.newest_step
    assert review.request.newest_step.step is Step.ANSWERED
    assert issued_review_of(story.session, review.request) is review
    for act in (lambda: issue(story, review), lambda: save(story, review, 1, safety=Answer("urgent", "No"))):
        with pytest.raises(Refused, match="has been issued"):
            act()


def test_a_small_team_issues_alone_only_where_nobody_reads_second(story: Story) -> None:
    with pytest.raises(Refused, match="second reader agrees"):
        issue(story, reviewing(story), alone=True)
    other = reviewing(story, assigned(story, second_reader="", alone=True))
    with pytest.raises(Refused, match="second reader agrees"):
        issue(story, other)
    issue(story, other, alone=True)
    assert other.is_issued
