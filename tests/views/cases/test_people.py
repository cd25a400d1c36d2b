"""Who is who: each side's people, with what they may do and see, as far as the reader may know them."""

import pytest

from portal.actions import Action
from portal.domain.cases.roles import Role, Side
from portal.policy import may
from portal.queries.cases.people import sides_of
from tests.conftest import ClientAs
from tests.factories import OPENED, ROLES, Story, signed

TODAY = OPENED.date()
READERS = [name for name in ROLES if name != "observer"]


@pytest.mark.parametrize("role", READERS)
def test_everybody_reads_who_is_on_the_case(story: Story, client_as: ClientAs, role: str) -> None:
    """The representative is shown to their own side and to PSR; others read that there may be one."""
    client = client_as(role)
    page = client.get(f"/cases/{story.case.id}/people").text
    knows = story.members[role].side is not Side.ORGANISATION
    others = {story.people[name].name for name in ROLES if name != "representative"}
    assert {name for name in others if name not in page} == set()
    assert ("Test Representative" in page) == knows
    assert ("may have a representative" in page) != knows
    assert f"{story.people[role].name} (you)" in page
    assert f"/cases/{story.case.id}/people" in client.get(f"/cases/{story.case.id}").text
    assert f"/cases/{story.case.id}/people" in client.get(f"/cases/{story.case.id}/steps").text


@pytest.mark.parametrize("role", READERS)
def test_ones_own_side_comes_first_and_oneself_before_the_others(story: Story, role: str) -> None:
    with story.acting() as session:
        viewer = story.member(role, session)
        first = sides_of(session, viewer.case, viewer, story.present_plan(session), TODAY)[0]
        assert first.side is viewer.side
        assert first.people[0].member is viewer


def test_what_each_can_do_is_what_they_may(story: Story) -> None:
    with story.acting() as session:
        viewer, plan = story.member("adviser", session), story.present_plan(session)
        for side in sides_of(session, viewer.case, viewer, plan, TODAY):
            for one in side.people:
                assert ("sign" in one.can.replace("prepare", "")) == may(one.member, Action.SIGN, plan)
                assert ("answer" in one.can) == may(one.member, Action.ASSENT, plan)


def test_after_both_have_signed_the_editor_answers_no_more(story: Story, client_as: ClientAs) -> None:
    def editor() -> str:
        with story.acting() as session:
            viewer = story.member("practitioner", session)
            sides = sides_of(session, viewer.case, viewer, story.present_plan(session), TODAY)
            return next(one.can for side in sides for one in side.people if one.member.has(Role.EDITOR))

    assert "answer" in editor()
    signed(story)
    assert "answer" not in editor()


@pytest.mark.parametrize("role", ["stranger", "observer"])
def test_strangers_and_observers_find_no_such_page(story: Story, client_as: ClientAs, role: str) -> None:
    assert client_as(role).get(f"/cases/{story.case.id}/people").status_code == 404
