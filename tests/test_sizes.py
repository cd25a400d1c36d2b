"""A request holds no more than its form can ask for, and a text far too long is not sent back whole."""

from io import BytesIO

import pytest

from portal.web.http import Portal
from portal.web.sizes import FILE, SCAN, SMALL, TEXT, in_words
from tests import factories
from tests.addresses import routes
from tests.conftest import ClientAs
from tests.factories import Story

TAKE_FILES = {"draft_pastes.create", "drafts.create", "verifications.create"}
TAKE_FILES |= {"draft_pastes.read_into", "newer_files.compare", "newer_files.create"}
TAKE_SCANS = {"paper_entries.create", "feedback_requests.create", "feedback_answers.create"}
TAKE_SCANS |= {"feedback_documents.create"}


def size_of(app: Portal, endpoint: str) -> str:
    return str(getattr(app.view_functions[endpoint], "size", TEXT))


def test_only_what_takes_a_file_takes_more_than_a_text(app: Portal) -> None:
    acts = {rule.endpoint for rule, method in routes(app) if method == "POST"}
    assert {endpoint for endpoint in acts if size_of(app, endpoint) == FILE} == TAKE_FILES
    assert {endpoint for endpoint in acts if size_of(app, endpoint) == SCAN} == TAKE_SCANS
    assert {size_of(app, endpoint) for endpoint in acts} == {SMALL, TEXT, FILE, SCAN}


@pytest.mark.parametrize(
    ("act", "size", "said"), [("assents", SMALL, "250 kB"), ("declines", TEXT, "1 MB"), ("drafts", FILE, "4 MB")]
)
def test_a_request_over_its_size_is_refused_before_it_is_read(
    app: Portal, story: Story, client_as: ClientAs, act: str, size: str, said: str
) -> None:
    where = f"/cases/{story.case.id}/drafts" if size == FILE else f"/proposals/{factories.sent(story).id}/{act}"
    most = getattr(app.settings, size)
    small = client_as("editor").post(where, data={"digest": "x" * (most - 100)})
    large = client_as("editor").post(where, data={"digest": "x" * (most + 100)})
    assert small.status_code != 413
    assert large.status_code == 413
    assert f"this form takes {said} at most" in large.text


def test_a_request_that_does_not_say_its_size_is_cut_off_too(app: Portal, client_as: ClientAs) -> None:
    many = BytesIO(b"email=" + b"x" * app.settings.max_text_form_bytes)
    kind = "application/x-www-form-urlencoded"
    answer = client_as("nobody").post(
        "/sign-in", input_stream=many, content_type=kind, environ_overrides={"wsgi.input_terminated": True}
    )
    assert answer.status_code == 413


def test_more_fields_than_any_form_has_are_refused_and_not_shown_again(app: Portal, client_as: ClientAs) -> None:
    kind = "application/x-www-form-urlencoded"
    answer = client_as("nobody").post("/sign-in", data="reason=typed&" * 100_000, content_type=kind)
    assert answer.status_code == 413
    assert len(answer.data) < 10_000
    assert (
        client_as("nobody").post("/sign-in", data="a=b&" * app.settings.max_form_fields, content_type=kind).status_code
        == 422
    )


def test_what_a_person_may_have_typed_is_kept_and_what_nobody_types_is_cut(
    app: Portal, story: Story, client_as: ClientAs
) -> None:
    most = app.settings.max_shown_again_characters
    where = f"/proposals/{factories.sent(story).id}/declines"
    typed = client_as("editor").post(where, data={"reason": "y" * most})
    assert "y" * most in typed.text
    assert "Of a text that was far too long" not in typed.text
    pasted = client_as("editor").post(where, data={"reason": "y" * (most + 1)})
    assert pasted.status_code == 422
    assert "y" * most in pasted.text
    assert "y" * (most + 1) not in pasted.text
    assert "the first 200,000 characters are kept below" in pasted.text


def test_a_whole_plan_that_was_typed_is_kept(app: Portal, story: Story, client_as: ClientAs) -> None:
    plan = "1. Aim\n1.1 " + "z" * 300_000
    answer = client_as("adviser").post(f"/cases/{story.case.id}/drafts", data={"text": plan})
    assert answer.status_code == 422
    assert plan in answer.text


def test_every_text_within_its_limit_fits_into_its_form_however_it_is_written(app: Portal) -> None:
    limits = app.settings
    bytes_of_a_picture = len("%F0%9F%98%80")
    texts = limits.max_clause_characters + limits.max_reason_characters + limits.max_comment_characters
    assert texts * bytes_of_a_picture < limits.max_text_form_bytes
    assert limits.max_clause_characters < limits.max_shown_again_characters
    assert len(f"&shown={'0' * 36}+{'0' * 64}") * limits.max_open_proposals < limits.max_small_form_bytes


def test_sizes_are_said_as_people_say_them() -> None:
    assert [in_words(size) for size in (4_000_000, 1_500_000, 250_000)] == ["4 MB", "1.5 MB", "250 kB"]
