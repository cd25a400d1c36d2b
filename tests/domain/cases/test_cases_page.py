"""The cases that somebody is on, and where each of their plans stands."""

from datetime import date, timedelta

import pytest

from portal.domain.cases.case import Case
from portal.domain.plans.plan import Plan
from portal.domain.proposals.proposal import Proposal
from portal.domain.safety.action import SafetyAction
from portal.queries.cases.cases import CaseLine, all_cases_of, case_id_of, case_line, has_seen, observes
from tests import factories
from tests.factories import OPENED, Story

TODAY = date(2025, 11, 3)


@pytest.fixture
def many(story: Story) -> list[Case]:
    """Four more cases of the editor, the newest first."""
    opened = []
    for day in range(1, 5):
        other = factories.a_case(story.session, mark=f"-{day}")
        other.case.opened_at = OPENED + timedelta(days=day)
        other.members["editor"].person = story.people["editor"]
        other.members["observer"].person = story.people["observer"]
        story.session.flush()
        opened.append(other.case)
    return opened[::-1]


def line(story: Story, role: str) -> CaseLine:
    return case_line(story.session, story.member(role), TODAY)


def test_the_newest_cases_come_first(story: Story, many: list[Case]) -> None:
    found = all_cases_of(story.session, story.people["editor"], TODAY)
    assert [one.case for one in found] == [*many, story.case]
    assert [one.member.person for one in found] == [story.people["editor"]] * len(found)


def test_what_somebody_observes_stays_out_of_their_sight(story: Story) -> None:
    observer, editor = story.people["observer"], story.people["editor"]
    assert all_cases_of(story.session, observer, TODAY) == []
    assert observes(story.session, observer)
    assert not observes(story.session, editor)


def test_each_plan_of_a_case_has_its_title_and_what_waits_in_it(story: Story, many: list[Case]) -> None:
    factories.in_effect(story, factories.suggest_title(story, title="Safe surgery"))
    factories.sent(story)
    factories.suggest(story, "editor", key="aim")
    found = all_cases_of(story.session, story.people["editor"], TODAY)
    own = {one.case: one.plans[0] for one in found}
    assert own[story.case].title == "Safe surgery"
    assert (own[story.case].whose.turn.answers, own[story.case].whose.turn.private) == (1, 1)
    assert {own[case].whose.turn.answers for case in many} == {0}
    assert line(story, "practitioner").plans[0].whose.turn.private == 0


def test_a_draft_is_psrs_alone_until_it_is_issued(story: Story) -> None:
    draft = factories.some_content()
    Plan.from_draft(story.session, case=story.case, content=draft, by=story.member("adviser"), at=story.tick())
    assert [one.title for one in line(story, "adviser").plans] == ["Return to safe practice"] * 2
    assert [one.plan for one in line(story, "editor").plans] == [story.plan]


def test_whose_signature_is_missing_is_named(story: Story) -> None:
    assert line(story, "editor").plans[0].unsigned == []
    frozen = factories.freeze(story)
    assert line(story, "editor").plans[0].unsigned == ["Harbour Trust", "Test Practitioner"]
    factories.sign(story, frozen)
    assert line(story, "editor").plans[0].unsigned == ["Harbour Trust"]


def test_an_agreed_plan_says_how_many_changes_were_agreed_since(story: Story) -> None:
    factories.signed(story)
    assert line(story, "editor").plans[0].whose.variations == 0
    factories.varied(story)
    assert line(story, "editor").plans[0].whose.variations == 1


def test_everything_belongs_to_its_case(story: Story) -> None:
    change, action = factories.sent(story), factories.act_for_safety(story)
    own = ((Case, story.case), (Plan, story.plan), (Proposal, change), (SafetyAction, action))
    assert {case_id_of(story.session, kind, thing.id) for kind, thing in own} == {story.case.id}
    assert case_id_of(story.session, Plan, change.id) is None
    assert case_id_of(story.session, Proposal, story.plan.id) is None


def test_whoever_has_read_the_first_page_has(story: Story) -> None:
    editor = story.member("editor")
    assert not has_seen(story.session, story.plan, editor)
    story.everybody_has_read_the_first_page()
    assert has_seen(story.session, story.plan, editor)
