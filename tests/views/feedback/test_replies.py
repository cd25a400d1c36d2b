"""The pages on which an organisation answers PSR's points and shows them, and where PSR finds what became of them."""

import re
from dataclasses import replace

import pytest

from portal.domain.feedback.point import Priority
from portal.domain.feedback.review import FeedbackReview
from portal.domain.feedback.standing import Took
from portal.domain.plans.plan import Plan
from portal.web.http import Portal
from tests.conftest import ClientAs
from tests.factories import (
    Story,
    asked_for_feedback,
    assigned,
    decide_request,
    in_second_form,
    issued_feedback,
    own_draft,
    remarked,
    replied,
    reviewing,
    shared_draft,
    shown_feedback,
)
from tests.pages import bare, selects

OTHER = "The supervisor will meet the practitioner every Tuesday for 30 minutes."


@pytest.fixture
def issued(story: Story) -> FeedbackReview:
    written = reviewing(story)
    remarked(story, written, "Say who covers.", priority=Priority.MUST)
    remarked(story, written, "Name a day.", clause_key="supervision", suggested=OTHER)
    return issued_feedback(story, written)


def test_points_are_answered_together_and_psr_reads_what_became_of_them(
    story: Story, issued: FeedbackReview, client_as: ClientAs
) -> None:
    editor, where = client_as("editor"), f"/feedback-reviews/{issued.id}"
    assert "2 points left to answer" in bare(editor.get("/").text)
    data = {"took-1": "not adopted", "why-1": "There is a rota.", "shown-1": "0", "took-2": "adopted", "shown-2": "0"}
    answer = editor.post(f"{where}/replies", data=data | {"puts-2": "yes"})
    page = bare(editor.get(answer.location.partition("#")[0]).text)
    assert "2 of 2 points are answered" in page
    assert OTHER in bare(editor.get(f"/plans/{issued.request.plan_id}/draft").text)
    assert "left to answer" not in editor.get("/").text
    for role in ("adviser", "reviewer"):
        page = bare(client_as(role).get(where).text)
        assert "<strong>Not taken.</strong> There is a rota." in page
        assert "2 of 2 points answered" in bare(client_as(role).get("/feedback").text)


def test_nothing_typed_is_lost_where_an_answer_needs_a_reason(issued: FeedbackReview, client_as: ClientAs) -> None:
    data = {"took-1": "not adopted", "why-1": "", "shown-1": "0", "took-2": "adapted", "why-2": "On Mondays."}
    answer = client_as("editor").post(f"/feedback-reviews/{issued.id}/replies", data=data | {"shown-2": "0"})
    assert answer.status_code == 422
    assert "Say why you do not take point 1." in answer.text
    assert "On Mondays.</textarea>" in answer.text
    assert re.search(r'value="not adopted" checked', answer.text)


def test_nobody_else_answers_or_shows(issued: FeedbackReview, client_as: ClientAs) -> None:
    for what in ("replies", "showings"):
        for role in ("adviser", "reviewer"):
            assert client_as(role).post(f"/feedback-reviews/{issued.id}/{what}").status_code == 403
        for role in ("practitioner", "representative", "observer", "stranger"):
            assert client_as(role).post(f"/feedback-reviews/{issued.id}/{what}").status_code == 404


def test_whoever_shares_a_draft_is_shown_open_must_points_and_says_who_reads_the_feedback(
    story: Story, issued: FeedbackReview, client_as: ClientAs
) -> None:
    editor, plan = client_as("editor"), f"/plans/{issued.request.plan_id}"
    page = editor.get(f"{plan}/draft").text
    assert "PSR made 1 point that is not answered yet" in bare(page)
    shown = {"fingerprint": page.partition('name="fingerprint" value="')[2].partition('"')[0]}
    unsaid = editor.post(f"{plan}/issues", data=shown)
    assert "Choose whether Test Practitioner reads" in unsaid.text
    assert editor.post(f"{plan}/issues", data=shown | {"shows": "yes"}).status_code == 303
    where = f"/feedback-reviews/{issued.id}"
    page = bare(client_as("practitioner").get(where).text)
    assert "This is a view, not approval." in page
    assert "Say who covers." in page
    assert client_as("practitioner").get(f"/feedback-requests/{issued.request_id}").status_code == 404
    client_as("practitioner").post(f"{plan}/first-sight")
    assert "What PSR said about an earlier draft" in client_as("practitioner").get(f"{plan}/clauses/supervision").text


def test_what_is_kept_back_the_practitioner_finds_nowhere(
    app: Portal, story: Story, issued: FeedbackReview, client_as: ClientAs
) -> None:
    plan: Plan = shared_draft(story, issued.request.draft)
    shown_feedback(story, issued, shown=False)
    story.everybody_has_read_the_first_page()
    practitioner = client_as("practitioner")
    practitioner.post(f"/plans/{plan.id}/first-sight")
    ours, record = f"/plans/{plan.id}", f"/cases/{story.case.id}/record"
    for path in (ours, f"{ours}/clauses/supervision", record, "/messages"):
        page = practitioner.get(path)
        assert page.status_code == 200
        assert "Name a day." not in page.text
        assert "eedback" not in page.text
    assert practitioner.get(f"/feedback-reviews/{issued.id}").status_code == 404
    assert "Show this to Test Practitioner" in client_as("editor").get(f"/feedback-reviews/{issued.id}").text


def test_a_change_that_is_not_sent_is_known_to_its_own_side_alone(
    story: Story, issued: FeedbackReview, client_as: ClientAs
) -> None:
    shared_draft(story, issued.request.draft)
    shown_feedback(story, issued)
    data = {"took-2": "adopted", "shown-2": "0", "puts-2": "yes"}
    client_as("editor").post(f"/feedback-reviews/{issued.id}/replies", data=data)
    links = "The change that it led to"
    pages = {
        role: client_as(role).get(f"/feedback-reviews/{issued.id}").text
        for role in ("editor", "practitioner", "adviser")
    }
    assert {role: links in page for role, page in pages.items()} == {
        "editor": True,
        "practitioner": False,
        "adviser": False,
    }


def test_the_home_of_feedback_takes_the_same_queries_for_many_requests(
    story: Story, issued: FeedbackReview, client_as: ClientAs
) -> None:
    adviser = client_as("adviser")
    adviser.get("/feedback")
    before = selects(lambda: adviser.get("/feedback"))
    other = reviewing(story)
    remarked(story, other)
    replied(story, issued_feedback(story, other), Took.ADAPTED)
    assert selects(lambda: adviser.get("/feedback")) == before
    assert "Nobody has asked yet" in client_as("practitioner").get("/feedback").text


def test_open_must_points_are_shown_before_the_text_is_frozen_to_whoever_reads_them_and_stop_nobody(
    story: Story, issued: FeedbackReview, client_as: ClientAs
) -> None:
    plan = shared_draft(story, issued.request.draft)
    shown_feedback(story, issued, shown=False)
    where, words = f"/plans/{plan.id}/agreements/new", "PSR made 1 point that is not answered yet"
    pages = {role: bare(client_as(role).get(where).text) for role in ("editor", "adviser", "practitioner")}
    assert {role: words in page for role, page in pages.items()} == {
        "editor": True,
        "adviser": True,
        "practitioner": False,
    }
    assert "Nothing stands in the way" in pages["editor"]
    replied(story, issued)
    assert words not in bare(client_as("editor").get(where).text)


def test_points_about_health_are_not_counted_for_who_may_not_read_them(story: Story, client_as: ClientAs) -> None:
    content = in_second_form()
    first, *others = content.clauses
    section = replace(first, children=(replace(first.children[0], health=True),))
    asked = asked_for_feedback(story, own_draft(story, replace(content, clauses=(section, *others))))
    written = reviewing(story, assigned(story, decide_request(story, asked), "adviser", "reviewer"))
    remarked(story, written, clause_key="aim")
    remarked(story, written)
    issued_feedback(story, written)
    assert "0 of 2 points answered" in bare(client_as("adviser").get("/feedback").text)
    assert "0 of 1 point answered" in bare(client_as("reviewer").get("/feedback").text)
