"""What an organisation asks PSR about its own draft, and what PSR decides (000 L15)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from portal.domain.base import Refused
from portal.domain.dates import london_day
from portal.domain.drafting.shown import Stale
from portal.domain.feedback import request as requests
from portal.domain.feedback import triage
from portal.domain.feedback.request import FeedbackRequest, Step, ask_for_feedback
from portal.domain.plans.plan import Plan
from portal.domain.record import Event, Stream
from portal.policy_of_sight import sees
from tests.factories import (
    OPENED,
    Story,
    accepted,
    asked_for_feedback,
    assigned,
    decide_request,
    give_more,
    own_draft,
    pause,
    some_content,
    take_back_request,
)

TODAY = london_day(OPENED)


def streams(story: Story, about: str) -> set[Stream]:
    """In which streams what begins so was told."""
    found = story.session.query(Event).filter_by(case_id=story.case.id)
    return {one.stream for one in found if one.facts.kind.startswith(about)}


def test_psr_sees_the_request_and_its_version_and_never_the_draft(story: Story) -> None:
    draft = own_draft(story)
    asked = asked_for_feedback(story, draft)
    asked_about = asked.content
    draft.mend(story.session, replace(asked_about, title="Other"), by=story.members["editor"], at=story.tick())
    story.session.expire_all()
    assert (asked.content.title, asked.fingerprint) == (asked_about.title, asked_about.fingerprint)
    for role in ("adviser", "reviewer"):
        assert (sees(story.members[role], asked), sees(story.members[role], draft)) == (True, False)


def test_the_practitioners_side_learns_of_neither(story: Story) -> None:
    asked = decide_request(story, asked_for_feedback(story, not_told_why="They are ill."))
    for role in ("practitioner", "representative", "observer"):
        assert not sees(story.members[role], asked)
        assert not sees(story.members[role], asked.draft)
    assert streams(story, "feedback.") == {Stream.ORGANISATION_PSR}


def test_who_reviews_is_told_to_psr_alone(story: Story) -> None:
    assigned(story)
    assert streams(story, "feedback.assigned") == {Stream.PSR}


def test_a_draft_is_told_of_to_the_organisation_alone(story: Story) -> None:
    before = story.session.query(Event).filter_by(stream=Stream.PSR).count()
    own_draft(story)
    assert streams(story, "plan.imported") == {Stream.PSR, Stream.ORGANISATION}
    assert story.session.query(Event).filter_by(stream=Stream.PSR).count() == before


def test_only_the_newest_version_is_asked_about(story: Story) -> None:
    draft = own_draft(story)
    draft.mend(story.session, replace(some_content(), title="Other"), by=story.members["editor"], at=story.tick())
    with pytest.raises(Stale):
        ask(story, draft, version=1)


def test_what_is_missing_is_said_at_once(story: Story) -> None:
    with pytest.raises(Refused) as refused:
        ask(story, own_draft(story), wants=" ", told_on=None, wanted_by=TODAY - timedelta(1))
    assert refused.value.faults == (requests.NO_WANTS, requests.TO_COME, requests.NO_WHY)


def test_a_day_to_come_is_none_on_which_the_practitioner_was_told(story: Story) -> None:
    with pytest.raises(Refused, match="until today"):
        ask(story, own_draft(story), told_on=london_day(story.at) + timedelta(1))


@pytest.mark.parametrize("why", ["psr", "shared", "empty", "asked", "paused"])
def test_nobody_is_asked_about_a_draft_that_is_not_ready_for_it(story: Story, why: str) -> None:
    draft = story.plan if why == "psr" else own_draft(story)
    if why == "shared":
        draft.issue(story.session, by=story.members["editor"], at=story.tick())
    if why == "empty":
        draft.mend(story.session, replace(some_content(), clauses=()), by=story.members["editor"], at=story.tick())
    if why == "asked":
        asked_for_feedback(story, draft)
    if why == "paused":
        pause(story)
    with pytest.raises(Refused):
        ask(story, draft, version=2 if why == "empty" else 1)


def test_what_was_taken_back_can_be_asked_again(story: Story) -> None:
    first = take_back_request(story, asked_for_feedback(story))
    second = asked_for_feedback(story, first.draft)
    assert (first.is_over, second.number) == (True, 2)


def test_where_a_request_stands(story: Story) -> None:
    asked = asked_for_feedback(story)
    assert asked.waits_for_triage
    decide_request(story, asked, Step.MORE_ASKED, "Who supervises?")
    assert (asked.waits_for_triage, asked.waits_for_more) == (False, True)
    give_more(story, asked)
    assert (asked.waits_for_triage, asked.waits_for_more) == (True, False)
    decide_request(story, asked)
    assert (asked.waits_for_triage, asked.accepted_at) == (False, story.at)


@pytest.mark.parametrize("decision", [Step.MORE_ASKED, Step.ELSEWHERE])
def test_all_but_yes_has_reasons(story: Story, decision: Step) -> None:
    with pytest.raises(Refused) as refused:
        decide_request(story, asked_for_feedback(story), decision, " ")
    assert refused.value.field == "reasons"


def test_what_is_decided_stays(story: Story) -> None:
    asked = decide_request(story, asked_for_feedback(story), Step.ELSEWHERE, "Assessment helps more.")
    for again in (lambda: decide_request(story, asked), lambda: take_back_request(story, asked)):
        with pytest.raises(Refused, match="decided already"):
            again()
    with pytest.raises(Refused, match="does not wait"):
        give_more(story, asked)


@pytest.mark.parametrize("decision", [Step.TAKEN_BACK, Step.ANSWERED, Step.MORE_GIVEN])
def test_psr_decides_nothing_else(story: Story, decision: Step) -> None:
    with pytest.raises(Refused, match="Choose"):
        decide_request(story, asked_for_feedback(story), decision, "Words.")


def test_two_people_review_and_read_second(story: Story) -> None:
    for reviewer, second, fault in (
        ("", "adviser", triage.NO_REVIEWER),
        ("reviewer", "", triage.NO_SECOND),
        ("reviewer", "reviewer", triage.SAME_PERSON),
        ("editor", "reviewer", triage.NO_REVIEWER),
    ):
        asked = accepted(story)
        with pytest.raises(Refused) as refused:
            assigned(story, asked, reviewer, second)
        assert refused.value.faults == (fault,)


def test_a_small_team_may_do_without_a_second_reader(story: Story) -> None:
    found = assigned(story, second_reader="", alone=True).assigned
    assert found
    assert found.second_reader is None


def test_nobody_reviews_what_is_not_accepted(story: Story) -> None:
    with pytest.raises(Refused, match="once it is accepted"):
        assigned(story, asked_for_feedback(story))


def test_saying_the_same_again_changes_nothing(story: Story) -> None:
    asked = assigned(story)
    assigned(story, asked)
    assert len(asked.assignments) == 1
    assigned(story, asked, "adviser", "reviewer")
    assert [one.reviewer.name for one in asked.assignments] == ["Test Reviewer", "Test Adviser"]


def ask(
    story: Story,
    draft: Plan,
    *,
    version: int = 1,
    wants: str = "Is it feasible?",
    wanted_by: date | None = None,
    told_on: date | None = TODAY,
) -> FeedbackRequest:
    return ask_for_feedback(
        story.session,
        draft,
        version=version,
        wants=wants,
        wanted_by=wanted_by,
        told_on=told_on,
        by=story.members["editor"],
        at=story.at,
    )
