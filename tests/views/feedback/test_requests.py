"""The pages of a request for feedback: the organisation asks, PSR decides, and the practitioner learns of nothing."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from portal.domain.feedback.request import FeedbackRequest, Step
from tests.conftest import ClientAs
from tests.factories import (
    Story,
    accepted,
    asked_for_feedback,
    assigned,
    decide_request,
    in_second_form,
    issued_feedback,
    own_draft,
)
from tests.pages import bare

TODAY = datetime.now(UTC).date().isoformat()
PASTED = "# Own plan\n\n## 1. Aims\n\n1.1 The practitioner works in the day clinic.\n"
OTHERS = ("practitioner", "representative", "observer", "stranger")
ASKED = {"version": "1", "wants": "Is it feasible?", "told": "yes", "told_on": TODAY}


def test_an_organisation_writes_a_draft_asks_about_it_and_psr_decides(story: Story, client_as: ClientAs) -> None:
    editor, adviser = client_as("editor"), client_as("adviser")
    assert "Write your own draft" in editor.get(f"/cases/{story.case.id}").text
    made = editor.post(f"/cases/{story.case.id}/drafts", data={"text": PASTED, "keep": "yes"})
    draft = made.location
    assert "Your organisation’s draft, not shared" in editor.get(draft).text
    plan = draft.removesuffix("/draft")
    asked = editor.post(f"{plan}/feedback-requests", data=ASKED).location.partition("?")[0]
    assert "PSR has your request" in editor.get(f"{asked}?did=asked").text
    for role in ("adviser", "reviewer"):
        assert "works in the day clinic" in client_as(role).get(asked).text
        assert [client_as(role).get(one).status_code for one in (draft, plan, f"{plan}/draft/versions")] == [404] * 3
    assert "Feedback asked" in adviser.get("/").text
    adviser.post(f"{asked}/decisions", data={"decision": "more information asked", "reasons": "Who supervises?"})
    assert "PSR asks for more about your draft" in editor.get("/").text
    editor.post(f"{asked}/answers", data={"told_more": "Dr Ash."})
    adviser.post(f"{asked}/decisions", data={"decision": "accepted", "reasons": ""})
    assert "Nobody reviews it yet" in adviser.get("/").text
    members = {name: str(story.members[name].id) for name in ("reviewer", "adviser")}
    chosen = {"reviewer": members["reviewer"], "second_reader": members["adviser"]}
    adviser.post(f"{asked}/assignments", data=chosen)
    assert "Test Reviewer reviews it" in bare(adviser.get(asked).text)
    assert "PSR is looking at your draft" in editor.get(asked).text


def test_the_organisation_never_reads_who_of_psr_decides_reviews_or_reads_second(
    story: Story, client_as: ClientAs
) -> None:
    asked = assigned(story)
    page = client_as("editor").get(f"/feedback-requests/{asked.id}").text
    assert "PSR accepted the request" in page
    assert "Test Adviser" not in page
    assert "Test Reviewer" not in page


def test_the_practitioners_side_finds_neither_the_draft_nor_the_request(story: Story, client_as: ClientAs) -> None:
    asked = decide_request(story, asked_for_feedback(story, wants="Secret wish", not_told_why="Secret reason"))
    for role in OTHERS:
        client = client_as(role)
        for path in (f"/feedback-requests/{asked.id}", f"/plans/{asked.plan_id}/draft", f"/plans/{asked.plan_id}"):
            assert client.get(path).status_code == 404
        for path in ("/", f"/cases/{story.case.id}", f"/cases/{story.case.id}/record", "/messages"):
            assert "eedback" not in client.get(path).text


def test_nothing_typed_is_lost_and_every_fault_is_said(story: Story, client_as: ClientAs) -> None:
    plan = own_draft(story)
    before = (datetime.now(UTC) - timedelta(days=3)).date().isoformat()
    data = {"version": "1", "wants": "", "told": "no", "not_told_why": "", "wanted_by": before}
    answer = client_as("editor").post(f"/plans/{plan.id}/feedback-requests", data=data)
    assert answer.status_code == 422
    assert "Say what you want to know." in answer.text
    assert "Say why the practitioner was not told." in answer.text
    assert before in answer.text
    unsaid = client_as("editor").post(
        f"/plans/{plan.id}/feedback-requests", data={"version": "1", "wants": "Kept words"}
    )
    assert "Say whether the practitioner was told" in unsaid.text
    assert "Kept words</textarea>" in unsaid.text


def test_what_changed_meanwhile_is_read_first(story: Story, client_as: ClientAs) -> None:
    plan = own_draft(story)
    answer = client_as("editor").post(f"/plans/{plan.id}/feedback-requests", data=ASKED | {"version": "7"})
    assert answer.status_code == 422
    assert "Read the draft as it is now" in answer.text


def test_a_request_is_decided_once(story: Story, client_as: ClientAs) -> None:
    asked = accepted(story)
    answer = client_as("adviser").post(f"/feedback-requests/{asked.id}/decisions", data={"decision": "accepted"})
    assert "has been decided already" in answer.text
    assert client_as("editor").post(f"/feedback-requests/{asked.id}/decisions").status_code == 403
    assert client_as("reviewer").post(f"/feedback-requests/{asked.id}/assignments").status_code == 403


def test_who_may_not_read_about_health_reads_a_version_without_it(story: Story, client_as: ClientAs) -> None:
    content = in_second_form()
    first, *others = content.clauses
    section = replace(first, children=(replace(first.children[0], health=True),))
    asked = asked_for_feedback(story, own_draft(story, replace(content, clauses=(section, *others))))
    words = first.children[0].text
    assert words in client_as("adviser").get(f"/feedback-requests/{asked.id}").text
    assert words not in client_as("reviewer").get(f"/feedback-requests/{asked.id}").text


def test_a_shared_draft_is_negotiated_like_any_plan(story: Story, client_as: ClientAs) -> None:
    plan = own_draft(story)
    editor = client_as("editor")
    page = editor.get(f"/plans/{plan.id}/draft").text
    assert "Share it with Test Practitioner" in page
    fingerprint = page.partition('name="fingerprint" value="')[2].partition('"')[0]
    answer = editor.post(f"/plans/{plan.id}/issues", data={"fingerprint": fingerprint})
    where = answer.location.partition("#")[0]
    assert "You have shared the plan with Test Practitioner" in editor.get(where).text
    first = client_as("practitioner").get(f"/plans/{plan.id}", follow_redirects=True).text
    assert "written by Harbour Trust, and shared with" in bare(first)
    assert "PSR drafted the plan" not in first
    assert client_as("adviser").get(f"/plans/{plan.id}").status_code == 200
    assert client_as("adviser").get(f"/plans/{plan.id}/draft/versions").status_code == 403


def test_what_was_taken_back_waits_for_nobody(story: Story, client_as: ClientAs) -> None:
    asked: FeedbackRequest = decide_request(story, asked_for_feedback(story), Step.MORE_ASKED, "Who?")
    client_as("editor").post(f"/feedback-requests/{asked.id}/endings")
    for role in ("editor", "adviser"):
        assert "eedback asked" not in client_as(role).get("/").text
    assert "You took this request back" in client_as("editor").get(f"/feedback-requests/{asked.id}").text


def test_an_adviser_lets_somebody_else_correct_what_was_answered(story: Story, client_as: ClientAs) -> None:
    issued = issued_feedback(story)
    page, review = f"/feedback-requests/{issued.request_id}", f"/feedback-reviews/{issued.id}"
    members = {name: str(story.members[name].id) for name in ("reviewer", "adviser")}
    chosen = {"reviewer": members["adviser"], "second_reader": members["reviewer"]}
    assert "Let somebody else correct this feedback" in client_as("adviser").get(page).text
    assert "Correct this feedback" not in client_as("adviser").get(review).text
    for role in ("reviewer", "editor"):
        assert "Let somebody else correct" not in client_as(role).get(page).text
        assert client_as(role).post(f"{page}/assignments", data=chosen).status_code == 403
    done = client_as("adviser").post(f"{page}/assignments", data=chosen)
    assert "They can correct the feedback" in client_as("adviser").get(done.location).text
    assert "Correct this feedback" in client_as("adviser").get(review).text
    assert "Correct this feedback" not in client_as("reviewer").get(review).text
    begun = client_as("adviser").post(f"{review}/corrections", data={"correction": "A word was wrong."})
    assert begun.status_code == 303


def test_the_first_page_of_psr_says_how_long_a_draft_is_in_review_and_what_is_wanted_first(
    story: Story, client_as: ClientAs
) -> None:
    asked = assigned(story, decide_request(story, asked_for_feedback(story)))
    soon = asked_for_feedback(story, wanted_by=datetime.now(UTC).date() + timedelta(days=9))
    assigned(story, decide_request(story, soon))
    for page in ("/", "/feedback"):
        text = client_as("reviewer").get(page).text
        assert "In review" in text
        assert text.index(str(soon.id)) < text.index(str(asked.id))
        assert "Wanted by" in text
    page = client_as("editor").get(f"/feedback-requests/{asked.id}").text
    assert "<p>Asked " in page
    assert "In review" not in page
