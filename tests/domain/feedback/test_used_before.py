"""What became of a point that a reviewer made before is told only where it tells of no case (000 L15)."""

from collections.abc import Sequence

from portal.domain.cases.case import Membership
from portal.domain.dates import london_day
from portal.domain.feedback.standing import Took
from portal.queries.feedback.used_before import Used, used_before
from tests.factories import Story, a_case, corrected, issued_feedback, remarked, replied, reviewing
from tests.pages import selects

TEXT = "Name the deputy."


def another(story: Story, mark: str) -> Story:
    """A further case with the same reviewer."""
    made = a_case(story.session, mark=mark)
    made.members["reviewer"].person_id = story.people["reviewer"].id
    story.session.flush()
    return made


def made(story: Story, took: Took | None, times: int = 1) -> None:
    """A review that makes the same point so many times, and what the organisation said to it."""
    review = reviewing(story)
    for _ in range(times):
        remarked(story, review, TEXT)
    issued = issued_feedback(story, review)
    if took:
        replied(story, issued, took)


def left(story: Story) -> Membership:
    member = story.members["reviewer"]
    member.ended_at = story.tick()
    story.session.flush()
    return member


def used(story: Story, least_cases: int = 3) -> Sequence[Used]:
    return used_before(story.session, story.members["reviewer"], 20, least_cases, london_day(story.at))


def test_it_is_counted_what_organisations_made_of_a_point(story: Story) -> None:
    for took in (Took.ADOPTED, Took.ADAPTED, Took.ADOPTED, Took.NOT_ADOPTED, None):
        made(story, took)
    [point] = used(story)
    assert point.times == 5
    assert point.became == [("Taken", 2), ("Taken, in other words", 1), ("Not taken", 1), ("Not answered yet", 1)]


def test_of_cases_that_one_is_on_no_longer_nothing_is_told_until_there_are_enough(story: Story) -> None:
    cases = [another(story, f"-{number}") for number in range(3)]
    for case in cases[:2]:
        made(case, Took.NOT_ADOPTED)
        left(case)
    [few] = used(story)
    assert (few.times, few.became) == (2, [])
    made(cases[2], Took.ADOPTED)
    [enough] = used(story)
    assert enough.became == [("Taken", 1), ("Not taken", 2)]
    assert used(story, least_cases=4)[0].became == []


def test_a_case_that_one_is_on_hides_none_that_one_is_not_on(story: Story) -> None:
    made(story, Took.ADOPTED)
    other = another(story, "-2")
    made(other, Took.NOT_ADOPTED)
    left(other)
    assert used(story)[0].became == []


def test_a_correction_and_what_it_corrects_are_one_review(story: Story) -> None:
    review = reviewing(story)
    remarked(story, review, TEXT)
    issued = replied(story, issued_feedback(story, review), Took.ADOPTED)
    corrected(story, issued_feedback(story, corrected(story, issued)))
    [point] = used(story)
    assert (point.times, point.became) == (1, [("Taken", 1)])


def test_it_takes_the_same_queries_for_many_points(story: Story) -> None:
    made(story, Took.ADOPTED)
    story.session.expire_all()
    few = selects(lambda: used(story))
    for _ in range(4):
        made(story, Took.ADOPTED, times=3)
    story.session.expire_all()
    assert selects(lambda: used(story)) == few
