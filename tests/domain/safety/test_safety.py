"""Actions for safety: the organisation's alone, at once, never touching the words (002 §8.4)."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from portal.domain.base import Refused
from portal.domain.record import Stream
from portal.domain.safety.action import SafetyAction, comment_on, end_safety_action, safety_actions, take_safety_action
from portal.domain.safety.events import SAFETY_ACTION_DISCUSSED, SAFETY_ACTION_ENDED, SAFETY_ACTION_TAKEN
from portal.domain.typed import EARLIEST, LATEST
from tests.domain.told import told_once
from tests.factories import OPENED, Story, a_case, act_for_safety, sent


def end(story: Story, action: SafetyAction, by: str = "signatory", reason: str = "The audit was clear.") -> None:
    end_safety_action(story.session, action, reason=reason, by=story.member(by), at=story.tick())


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
    began = {"what": "Every case is seen first.", "why": "Two were late.", "from": story.at.date().isoformat()}
    by = story.member("practitioner")
    remark = comment_on(story.session, action, body="I agree.", by=by, at=story.tick())
    assert (remark.body, remark.by_id, remark.at) == ("I agree.", by.id, story.at)
    end(story, action)
    assert (action.end.reason, action.end.at) == ("The audit was clear.", story.at)
    shared = Stream.SHARED
    assert told_once(story, SAFETY_ACTION_TAKEN, action) == (shared, "editor", began)
    assert told_once(story, SAFETY_ACTION_DISCUSSED, action) == (shared, "practitioner", {"body": "I agree."})
    ended = {"reason": "The audit was clear."}
    assert told_once(story, SAFETY_ACTION_ENDED, action) == (shared, "signatory", ended)


def begin(story: Story, day: date) -> SafetyAction:
    by, at = story.member("editor"), story.tick()
    return take_safety_action(
        story.session, story.plan, what="A.", why="B.", from_when=day, most_days_back=60, by=by, at=at
    )


@pytest.mark.parametrize("day", [OPENED.date() - timedelta(days=60), LATEST])
def test_it_begins_on_a_day_that_can_be_meant(story: Story, day: date) -> None:
    assert begin(story, day).from_when == day


@pytest.mark.parametrize(
    "day", [EARLIEST - timedelta(days=1), OPENED.date() - timedelta(days=61), LATEST + timedelta(days=1)]
)
def test_a_day_that_cannot_be_meant_is_refused(story: Story, day: date) -> None:
    with pytest.raises(Refused) as refused:
        begin(story, day)
    assert refused.value.field == "from_when"


@pytest.mark.parametrize(("days", "before"), [(-1, False), (0, False), (1, True)])
def test_an_action_may_end_before_it_began(story: Story, days: int, before: bool) -> None:
    action = begin(story, story.at.date() + timedelta(days=days))
    assert not action.ended_before_it_began
    end(story, action)
    assert action.ended_before_it_began is before


def test_the_newest_stands_first(story: Story) -> None:
    older, newer = act_for_safety(story), act_for_safety(story)
    assert safety_actions(story.session, story.plan) == [newer, older]


def test_an_empty_comment_is_refused(story: Story) -> None:
    action = act_for_safety(story)
    with pytest.raises(Refused) as refused:
        comment_on(story.session, action, body=" ", by=story.member("editor"), at=story.tick())
    assert refused.value.field == "body"
    assert action.remarks == []


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
