"""A plan in the form that plans have now, on its pages; and a draft that is brought to it."""

import pytest

from portal.domain.plans.content import V1, V2
from portal.domain.plans.plan import Plan
from portal.web.http import Portal
from tests import factories
from tests.conftest import ClientAs
from tests.factories import Story, in_second_form
from tests.views.plans.test_drafts import newest

WORDS = {"shown": "", "reason": "It is clearer."}


@pytest.fixture
def second(draft_story: Story) -> Story:
    """The plan of the story, issued in the second form."""
    with draft_story.acting() as session:
        plan, by = session.get_one(Plan, draft_story.plan.id), draft_story.member("adviser", session)
        plan.mend(session, in_second_form(), by=by, at=draft_story.tick())
        plan.issue(session, by=by, at=draft_story.tick())
    draft_story.everybody_has_read_the_first_page()
    return draft_story


def test_the_plan_page_says_each_step_in_plain_words_and_each_review_with_its_day(
    second: Story, client_as: ClientAs
) -> None:
    page = " ".join(client_as("practitioner").get(f"/plans/{second.plan.id}").text.split())
    assert "<strong>on site</strong>. The supervisor is on site, and hears each case" in page
    assert "In this plan’s words: Every case is seen." in page
    assert "Review meeting at the end of week 2, 18 January 2026, with the supervisor" in page
    assert "Review meeting at the end of week 12, 29 March 2026" in page


@pytest.mark.parametrize(
    ("path", "form", "says"),
    [
        ("stages/first/amendments", {"part": "level", "step": "in the room", "text": "Every case"}, "Step: "),
        ("stages/first/amendments", {"part": "reviews", "text": "Week 3: all"}, "Week "),
        ("starts", {"start": "", "waits_for": "A deputy is named"}, "waiting for: A deputy is named"),
        (
            "stages/first/additions",
            {
                "title": "More",
                "weeks": "2",
                "step": "looks back",
                "reviews": "Week 2",
                "place": '["stages", "first"]',
            },
            "Supervision: looks back. Review meeting at the end of week 2.",
        ),
    ],
)
def test_each_part_is_changed_on_its_own_form(
    second: Story, client_as: ClientAs, path: str, form: dict[str, str], says: str
) -> None:
    practitioner, where = client_as("practitioner"), f"/plans/{second.plan.id}/{path}"
    asked = practitioner.get(f"{where}/new", query_string={"part": form.get("part", "")})
    assert asked.status_code == 200
    shown = asked.text.split('name="shown" value="')[1].split('"')[0]
    saved = practitioner.post(where, data={**form, "shown": shown, "reason": "It is clearer."}, follow_redirects=True)
    assert saved.status_code == 200
    assert says in saved.text


def test_what_its_stage_cannot_have_is_said_and_nothing_typed_is_lost(second: Story, client_as: ClientAs) -> None:
    where = f"/plans/{second.plan.id}/stages/first/amendments"
    practitioner = client_as("practitioner")
    shown = practitioner.get(f"{where}/new?part=reviews").text.split('name="shown" value="')[1].split('"')[0]
    form = {"part": "reviews", "text": "Week 9: everybody", "shown": shown, "reason": "It is clearer."}
    refused = practitioner.post(where, data=form)
    assert refused.status_code == 422
    assert "no review meeting at the end of its week 9" in refused.text
    assert "Week 9: everybody" in refused.text


def test_a_draft_is_brought_to_the_new_form_after_its_adviser_has_seen_what_becomes_of_it(
    app: Portal, draft_story: Story, client_as: ClientAs
) -> None:
    adviser, plan = client_as("adviser"), draft_story.plan
    assert f"/plans/{plan.id}/renewals/new" in adviser.get(f"/plans/{plan.id}/draft").text
    preview = adviser.get(f"/plans/{plan.id}/renewals/new").text
    assert "name no step of supervision" in preview
    assert "First review meeting" in preview
    assert newest(app).draft_content.schema == V1
    stale = adviser.post(f"/plans/{plan.id}/renewals", data={"fingerprint": "0" * 64})
    assert stale.status_code == 422
    done = adviser.post(f"/plans/{plan.id}/renewals", data={"fingerprint": plan.draft_fingerprint})
    assert done.status_code == 303
    assert newest(app).draft_content.schema == V2
    mended = adviser.get(f"/plans/{plan.id}/draft").text
    assert "renewals/new" not in mended
    assert "The stage “Close supervision” has no step of supervision." in mended


def test_an_issued_plan_keeps_its_form(story: Story, client_as: ClientAs) -> None:
    adviser = client_as("adviser")
    page = adviser.get(f"/plans/{story.plan.id}/renewals/new")
    assert page.status_code == 303
    answer = adviser.post(f"/plans/{story.plan.id}/renewals", data={"fingerprint": story.plan.draft_fingerprint})
    assert answer.status_code == 422
    factories.in_effect(story, factories.suggest_weeks(story))
    with story.acting() as session:
        assert story.present_plan(session).content.schema == V1


def test_a_new_draft_is_in_the_new_form_and_its_doubts_are_listed(
    app: Portal, draft_story: Story, client_as: ClientAs
) -> None:
    adviser, path = client_as("adviser"), f"/cases/{draft_story.case.id}/drafts"
    text = "A plan\nStage 1: Close supervision (4 weeks)\nReview: end of week 6, with all\n1. Aim\n1.1 Safe care.\n"
    shown = adviser.post(path, data={"text": text})
    assert "the stage ends with week 4" in shown.text
    adviser.post(path, data={"text": text, "keep": "yes"})
    stage = newest(app).draft_content.stages[0]
    assert [(one.week, one.words) for one in stage.reviews] == [(4, "end of week 6, with all")]
