"""What somebody typed while others acted is given back, wherever the act has become impossible."""

from collections.abc import Callable

import pytest

from portal.domain.safety import end_safety_action
from portal.domain.thread import Audience
from portal.http import Portal
from tests import factories
from tests.conftest import ClientAs
from tests.factories import Story
from tests.suggesting import TYPED

Sent = tuple[str, str, dict[str, str]]


@pytest.fixture
def story(story: Story) -> Story:
    story.everybody_has_read_the_first_page()
    return story


def reworded_what_is_gone(story: Story) -> Sent:
    factories.in_effect(story, factories.suggest_removal(story))
    return "editor", f"/plans/{story.plan.id}/clauses/supervision/proposals", {"text": TYPED, "reason": "Why."}


def commented_on_what_is_gone(story: Story) -> Sent:
    factories.in_effect(story, factories.suggest_removal(story))
    return "editor", f"/plans/{story.plan.id}/clauses/supervision/threads", {"body": TYPED, "audience": "shared"}


def rewrote_what_was_sent(story: Story) -> Sent:
    change = factories.suggest(story)
    factories.put_forward(story, change)
    return "representative", f"/proposals/{change.id}/versions", {"text": TYPED, "reason": "Why."}


def declined_what_was_answered(story: Story) -> Sent:
    change = factories.sent(story)
    factories.agree(story, change)
    return "editor", f"/proposals/{change.id}/declines", {"reason": TYPED, "digest": change.latest.digest}


def asked_about_what_was_answered(story: Story) -> Sent:
    change = factories.sent(story)
    factories.agree(story, change)
    return "editor", f"/proposals/{change.id}/questions", {"body": TYPED}


def kept_an_answer_to_what_was_answered(story: Story) -> Sent:
    change = factories.sent(story)
    factories.agree(story, change)
    return "editor", f"/proposals/{change.id}/kept-answers", {"kind": "decline", "reason": TYPED, "note": ""}


def advised_on_what_was_answered(story: Story) -> Sent:
    change = factories.sent(story, "editor")
    factories.agree(story, change, "practitioner")
    return "representative", f"/proposals/{change.id}/cautions", {"note": TYPED}


def ended_what_was_ended(story: Story) -> Sent:
    action = factories.act_for_safety(story)
    with story.acting() as session:
        found = session.get_one(type(action), action.id)
        end_safety_action(session, found, reason="Over.", by=story.member("editor", session), at=story.tick())
    return "editor", f"/safety-actions/{action.id}/endings", {"reason": TYPED}


def replied_on_what_was_withdrawn(story: Story) -> Sent:
    talk = factories.thread(story)
    factories.withdrawn(story)
    return "editor", f"/threads/{talk.id}/comments", {"body": TYPED}


@pytest.mark.parametrize(
    "happened",
    [
        reworded_what_is_gone,
        commented_on_what_is_gone,
        rewrote_what_was_sent,
        declined_what_was_answered,
        asked_about_what_was_answered,
        kept_an_answer_to_what_was_answered,
        advised_on_what_was_answered,
        ended_what_was_ended,
        replied_on_what_was_withdrawn,
    ],
)
def test_no_word_is_lost(story: Story, client_as: ClientAs, happened: Callable[[Story], Sent]) -> None:
    role, where, data = happened(story)
    answer = client_as(role).post(where, data=data)
    assert answer.status_code in (403, 404, 422)
    assert TYPED in answer.text


def test_who_has_signed_out_elsewhere_finds_the_words_again(app: Portal, story: Story, client_as: ClientAs) -> None:
    talk, nobody = factories.thread(story), client_as("nobody")
    page = nobody.post(f"/threads/{talk.id}/comments", data={"body": TYPED})
    assert page.status_code == 401
    assert TYPED in page.text
    assert f'name="next" value="/threads/{talk.id}"' in page.text
    app.config["WTF_CSRF_ENABLED"] = True
    expired = nobody.post(f"/threads/{talk.id}/comments", data={"body": TYPED})
    assert expired.status_code == 400
    assert TYPED in expired.text
    assert "Send it now" not in expired.text


def test_a_form_that_another_site_filled_is_not_armed(app: Portal, story: Story, client_as: ClientAs) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    change, editor = factories.sent(story), client_as("editor")
    for site, armed in (("same-origin", True), ("same-site", False), ("cross-site", False)):
        data = {"digest": change.latest.digest, "text": "Survey: press the button"}
        page = editor.post(f"/proposals/{change.id}/assents", data=data, headers={"Sec-Fetch-Site": site})
        assert page.status_code == 400
        assert ("Send it now" in page.text) == armed


def test_a_post_without_cookies_sets_none(app: Portal, story: Story, client_as: ClientAs) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    assert "Set-Cookie" not in client_as("nobody").post("/sign-out").headers


def test_of_two_colleagues_neither_overwrites_the_other_unseen(story: Story, client_as: ClientAs) -> None:
    change = factories.suggest(story, "editor", key="aim")
    page = client_as("editor").get(f"/proposals/{change.id}/edit").text
    assert f'name="digest" value="{change.latest.digest}"' in page
    shown = page.split('name="shown" value="')[1][:64]
    data = {"reason": "Why.", "shown": shown, "digest": change.latest.digest}
    where = f"/proposals/{change.id}/versions"
    assert client_as("signatory").post(where, data=data | {"text": "Theirs."}).status_code == 303
    refused = client_as("editor").post(where, data=data | {"text": TYPED})
    assert refused.status_code == 422
    assert TYPED in refused.text
    assert "Somebody of your side has changed this suggestion" in refused.text
    again = refused.text.split('name="digest" value="')[1][:64]
    assert client_as("editor").post(where, data=data | {"text": TYPED, "digest": again}).status_code == 303


@pytest.mark.parametrize("role", ["representative", "adviser"])
def test_who_speaks_for_no_party_cannot_stand_in_the_way_of_signing(
    story: Story, client_as: ClientAs, role: str
) -> None:
    change = factories.sent(story)
    data = {"body": "Hm.", "must_settle": "yes"}
    for where in (f"/proposals/{change.id}/threads", f"/plans/{story.plan.id}/clauses/aim/threads"):
        assert 'name="must_settle"' not in client_as(role).get(f"{where}/new").text
        for audience in (Audience.SHARED, Audience.PRACTITIONER_PSR):
            refused = client_as(role).post(where, data=data | {"audience": audience.value})
            assert refused.status_code == 422
            assert "Only the parties say" in refused.text


def test_nothing_new_must_be_settled_while_the_text_is_being_signed(story: Story, client_as: ClientAs) -> None:
    talk = factories.thread(story, must_settle=True)
    factories.settle(story, talk)
    factories.freeze(story)
    practitioner, where = client_as("practitioner"), f"/plans/{story.plan.id}/clauses/aim/threads"
    assert 'name="must_settle"' not in practitioner.get(f"{where}/new").text
    refused = practitioner.post(where, data={"body": TYPED, "must_settle": "yes", "audience": "shared"})
    assert refused.status_code == 422
    assert TYPED in refused.text
    assert practitioner.post(f"/threads/{talk.id}/reopenings").status_code == 422
