"""What waits for a reader, one change after the other."""

from portal.queries.negotiation.walk import Walk, walk_of
from tests import factories
from tests.factories import WORDS, Story

TWICE = WORDS["supervision"].replace("once", "twice")
LONGER = WORDS["supervision"].replace("30", "45")


def walk(story: Story, role: str = "editor") -> Walk:
    return walk_of(story.session, story.plan, story.member(role))


def test_the_steps_are_in_the_order_in_which_the_plan_is_read(story: Story) -> None:
    later, first = factories.sent(story), factories.sent(story, key="aim")
    factories.sent(story, "editor", key="cases")
    start, title = factories.put_forward(story, factories.suggest_start(story)), factories.sent_weeks(story)
    assert walk(story).steps == [start, title, first, later]
    assert [one.number for one in walk(story, "practitioner").steps] == [3]


def test_each_step_knows_the_one_before_and_the_one_after(story: Story) -> None:
    one, two, three = (factories.sent(story, key=key) for key in ("aim", "supervision", "cases"))
    steps = walk(story)
    assert [steps.place(each) for each in (one, two, three)] == [1, 2, 3]
    assert [steps.before(each) for each in (one, two, three)] == [None, one, two]
    assert [steps.after(each) for each in (one, two, three)] == [two, three, None]


def test_a_change_that_does_not_wait_is_no_step(story: Story) -> None:
    own, waiting = factories.sent(story, "editor", key="aim"), factories.sent(story)
    steps = walk(story)
    assert (steps.place(own), steps.before(own), steps.after(own)) == (0, None, None)
    assert steps.onwards(own) is waiting


def test_one_goes_on_to_the_next_without_an_answer_and_round_from_the_last(story: Story) -> None:
    one, two, three = (factories.sent(story, key=key) for key in ("aim", "supervision", "cases"))
    factories.keep_yes(story, two)
    steps = walk(story)
    assert steps.ready == {two.id}
    assert [steps.onwards(each) for each in (one, two, three)] == [three, three, one]
    for each in (one, three):
        factories.keep_yes(story, each)
    assert walk(story).onwards(one) is None


def test_what_a_side_has_to_look_at_again_is_a_step_of_its_own(story: Story) -> None:
    private = factories.suggest(story, text=LONGER)
    assert walk(story, "practitioner").steps == []
    factories.in_effect(story, factories.suggest(story, "editor", text=TWICE), "editor")
    assert walk(story, "practitioner").steps == [private]
    assert walk(story).steps == []


def test_the_answers_of_the_other_side_are_not_known(story: Story) -> None:
    factories.keep_yes(story, factories.sent(story))
    assert walk(story, "practitioner").ready == set()
    assert walk(story, "adviser").ready == set()
