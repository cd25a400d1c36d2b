"""Which paragraphs' changes are answered by themselves: what the agreement holds, and what follows without progress."""

from portal.domain.agreements import signing
from portal.domain.negotiation.alone import answered_alone, is_answered_alone
from portal.domain.plans.structure import Place
from tests.factories import Story, suggest, suggest_addition, suggest_move, suggest_removal


def test_before_anything_is_chosen_they_are_those_that_a_page_would_suggest(story: Story) -> None:
    assert answered_alone(story.plan) == {"agreement", "consequences"}


def test_what_was_chosen_for_signing_stays_so_with_all_under_it(story: Story) -> None:
    by, at = story.member("editor"), story.tick()
    frozen = signing.open_agreement(
        story.session, story.plan, consequences=["aim"], standard_agreement="programme", by=by, at=at
    )
    signing.cancel(story.session, frozen, reason="", by=by, at=story.tick())
    assert answered_alone(story.plan) == {"agreement", "consequences", "aim", "programme", "supervision", "cases"}


def test_a_change_of_one_of_them_or_of_its_place_is_answered_by_itself(story: Story) -> None:
    keys = {"agreement", "consequences"}
    assert is_answered_alone(suggest(story, key="consequences"), keys)
    assert is_answered_alone(suggest_addition(story, after="consequences"), keys)
    assert is_answered_alone(suggest_move(story, Place("agreement", ""), key="cases"), keys)
    assert is_answered_alone(suggest_removal(story), keys)
    assert not is_answered_alone(suggest(story), keys)
    assert not is_answered_alone(suggest_addition(story), keys)
