"""Actions for safety: the organisation's alone, at once, never touching the words (002 §8.4)."""

import pytest
from sqlalchemy.orm import Session

from portal.domain import record
from portal.domain.base import Refused
from portal.domain.record import Stream
from portal.domain.safety.action import SafetyAction, comment_on, end_safety_action, safety_actions
from portal.domain.safety.events import SAFETY_ACTION_DISCUSSED, SAFETY_ACTION_ENDED, SAFETY_ACTION_TAKEN
from tests.factories import Story, a_case, act_for_safety, sent


def end(story: Story, action: SafetyAction, by: str = "signatory", reason: str = "The audit was clear.") -> None:
    end_safety_action(story.session, action, reason=reason, by=story.member(by), at=story.tick())


def told(story: Story) -> list[str]:
    """The kinds of the shared stream's events."""
    return [event.facts.kind for event in record.events(story.session, story.case.id, [Stream.SHARED])]


def test_it_changes_neither_words_nor_suggestions(story: Story) -> None:
    change, before = sent(story), story.plan.current
    act_for_safety(story)
    assert (story.plan.current, len(change.versions), change.outcome) == (before, 1, None)


@pytest.mark.parametrize("role", ["editor", "signatory"])
def test_the_organisation_takes_and_ends_it(story: Story, role: str) -> None:
    action = act_for_safety(story, role)
    end(story, action, role)
    assert action.end
    assert safety_actions(story.session, story.plan) == [action]


@pytest.mark.parametrize("role", ["practitioner", "representative", "adviser", "reviewer", "observer"])
def test_nobody_else_takes_or_ends_it(story: Story, role: str) -> None:
    with pytest.raises(Refused):
        act_for_safety(story, role)
    with pytest.raises(Refused):
        end(story, act_for_safety(story), role)


def test_every_act_is_told_to_both_parties_and_psr(story: Story) -> None:
    action = act_for_safety(story)
    by = story.member("practitioner")
    comment_on(story.session, action, body="I agree.", by=by, at=story.tick())
    end(story, action)
    kinds = [SAFETY_ACTION_TAKEN, SAFETY_ACTION_DISCUSSED, SAFETY_ACTION_ENDED]
    assert told(story)[-3:] == [kind.name for kind in kinds]


@pytest.mark.parametrize(("wrong", "field"), [({"what": " "}, "what"), ({"why": ""}, "why")])
def test_it_says_what_and_why(story: Story, wrong: dict[str, str], field: str) -> None:
    with pytest.raises(Refused) as refused:
        act_for_safety(story, **wrong)
    assert refused.value.field == field


def test_it_ends_once_and_with_a_reason(story: Story) -> None:
    action = act_for_safety(story)
    with pytest.raises(Refused) as refused:
        end(story, action, reason=" ")
    assert refused.value.field == "reason"
    end(story, action)
    with pytest.raises(Refused):
        end(story, action)


def test_one_can_comment_after_it_has_ended(story: Story) -> None:
    action = act_for_safety(story)
    end(story, action)
    by = story.member("adviser")
    comment_on(story.session, action, body="Thank you.", by=by, at=story.tick())
    assert [remark.body for remark in action.remarks] == ["Thank you."]


def test_there_is_none_before_the_plan_is_issued(session: Session) -> None:
    with pytest.raises(Refused):
        act_for_safety(a_case(session, issued=False))
