"""Actions taken for safety, as the organisation records them and everybody reads them (002 §8.4)."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest

from portal.domain.dates import london_day
from tests import factories
from tests.conftest import ClientAs
from tests.factories import Story

TODAY = london_day(datetime.now(UTC))
FORM = {"what": "Every case is seen first.", "why": "Two were late.", "from_when": TODAY.isoformat()}
STATES: list[Callable[[Story], object]] = [
    lambda story: None,
    factories.freeze,
    factories.signed,
    lambda story: factories.signed(story) and factories.varied(story),
    factories.withdrawn,
]


@pytest.mark.parametrize("state", STATES, ids=["issued", "final", "agreed", "varied", "withdrawn"])
def test_it_is_recorded_at_once_in_every_state_and_shown_to_all(
    story: Story, client_as: ClientAs, state: Callable[[Story], object]
) -> None:
    story.everybody_has_read_the_first_page()
    state(story)
    answer = client_as("editor").post(f"/plans/{story.plan.id}/safety-actions", data=FORM)
    assert answer.status_code == 303
    for role in ("practitioner", "representative", "signatory", "adviser", "reviewer"):
        page = client_as(role).get(f"/plans/{story.plan.id}").text
        assert "Action taken for safety" in page
        assert page.index("Every case is seen first.") < page.index('id="turn"')
        assert "Two were late." in client_as(role).get(answer.location).text


@pytest.mark.parametrize("role", ["practitioner", "representative", "adviser", "reviewer"])
def test_only_the_organisation_records_and_ends_it(story: Story, client_as: ClientAs, role: str) -> None:
    action, client = factories.act_for_safety(story), client_as(role)
    assert client.get(f"/plans/{story.plan.id}/safety-actions/new").status_code == 403
    assert client.post(f"/plans/{story.plan.id}/safety-actions", data=FORM).status_code == 403
    assert client.post(f"/safety-actions/{action.id}/endings", data={"reason": "Over."}).status_code == 403
    assert "no longer needed" not in client.get(f"/safety-actions/{action.id}").text


@pytest.mark.parametrize("role", ["practitioner", "representative", "editor", "adviser"])
def test_both_parties_and_psr_comment_on_it(story: Story, client_as: ClientAs, role: str) -> None:
    factories.name_representative(story)
    action = factories.act_for_safety(story)
    answer = client_as(role).post(f"/safety-actions/{action.id}/remarks", data={"body": "I *agree*."})
    assert answer.status_code == 303
    assert "<em>agree</em>" in client_as("practitioner").get(f"/safety-actions/{action.id}").text


def test_a_representatives_comment_names_them_while_the_practitioner_names_them(
    story: Story, client_as: ClientAs
) -> None:
    action = factories.act_for_safety(story)
    where = f"/safety-actions/{action.id}"
    assert client_as("representative").post(f"{where}/remarks", data={"body": "Thank you."}).status_code == 403
    factories.name_representative(story)
    client_as("representative").post(f"{where}/remarks", data={"body": "Thank you."})
    assert "Test Representative" in client_as("editor").get(where).text
    factories.stop_naming(story)
    page = client_as("editor").get(where).text
    assert ("Thank you." in page, "Test Representative" in page) == (True, False)


def test_one_that_ended_leaves_the_top_of_the_plan_and_stays_to_be_read(story: Story, client_as: ClientAs) -> None:
    story.everybody_has_read_the_first_page()
    action, client = factories.act_for_safety(story), client_as("signatory")
    client.post(f"/safety-actions/{action.id}/endings", data={"reason": "The audit was clear."})
    page = client_as("practitioner").get(f"/plans/{story.plan.id}").text
    assert "Every case is seen first." not in page
    assert f"/plans/{story.plan.id}/safety-actions" in page
    page = client_as("practitioner").get(f"/plans/{story.plan.id}/safety-actions").text
    assert "no longer needed" in page
    assert "The audit was clear." in page


def test_it_leads_to_suggesting_other_weeks_with_its_reason(story: Story, client_as: ClientAs) -> None:
    action, client = factories.act_for_safety(story), client_as("editor")
    link = f"/plans/{story.plan.id}/stages/first/durations/new?because={action.id}"
    assert link in unescape(client.get(f"/safety-actions/{action.id}").text)
    page = client.get(link).text
    assert "Because of the action taken for safety on 3 November 2025: Every case is seen first." in page


@pytest.mark.parametrize("because", ["", "nonsense", "00000000-0000-0000-0000-000000000000"])
def test_weeks_because_of_nothing_begin_without_a_reason(story: Story, client_as: ClientAs, because: str) -> None:
    answer = client_as("editor").get(f"/plans/{story.plan.id}/stages/first/durations/new?because={because}")
    assert (answer.status_code, "Because of the action" in answer.text) == (200, False)


def test_a_day_that_is_none_is_refused_and_all_is_kept(story: Story, client_as: ClientAs) -> None:
    answer = client_as("editor").post(f"/plans/{story.plan.id}/safety-actions", data=FORM | {"from_when": "soon"})
    assert (answer.status_code, 'href="#from_when"' in answer.text) == (422, True)
    assert "Two were late." in answer.text


def test_a_day_long_ago_is_refused_and_all_is_kept(story: Story, client_as: ClientAs) -> None:
    long_ago = (TODAY - timedelta(days=61)).isoformat()
    answer = client_as("editor").post(f"/plans/{story.plan.id}/safety-actions", data=FORM | {"from_when": long_ago})
    assert answer.status_code == 422
    assert "This day is more than 60 days ago. Check the year." in answer.text
    for kept in ("Two were late.", f'value="{long_ago}"'):
        assert kept in answer.text


def test_after_each_act_a_panel_says_what_it_did(story: Story, client_as: ClientAs) -> None:
    editor = client_as("editor")
    taken = editor.post(f"/plans/{story.plan.id}/safety-actions", data=FORM).location
    assert taken.endswith("?did=taken#did")
    page = editor.get(taken).text
    for said in ("The action is recorded", "Both parties and PSR see it, and can comment.", "end it at the foot"):
        assert said in page
    assert 'id="did"' not in client_as("signatory").get(taken).text
    where = taken.split("?")[0]
    ended = editor.post(f"{where}/endings", data={"reason": "The audit was clear."}).location
    assert "The action has ended" in editor.get(ended).text
    assert 'id="did"' not in editor.get(taken).text


def test_there_is_none_before_the_plan_is_issued(draft_story: Story, client_as: ClientAs) -> None:
    path = f"/plans/{draft_story.plan.id}/safety-actions"
    assert client_as("editor").post(path, data=FORM).status_code == 404
    assert "Record an action" not in client_as("adviser").get(path).text


def test_no_other_weeks_are_offered_while_the_text_is_frozen(story: Story, client_as: ClientAs) -> None:
    action = factories.act_for_safety(story)
    assert "Suggest other weeks for" in client_as("editor").get(f"/safety-actions/{action.id}").text
    factories.freeze(story)
    assert "Suggest other weeks for" not in client_as("editor").get(f"/safety-actions/{action.id}").text
