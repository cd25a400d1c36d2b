"""What somebody typed while others acted is given back, wherever the act has become impossible."""

from collections.abc import Callable

import pytest

from portal.domain.safety.action import end_safety_action
from portal.domain.talk.thread import Audience
from portal.web.http import Portal
from tests import factories
from tests.conftest import ClientAs
from tests.factories import WORDS, Story
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
    assert "somebody of your side has changed this suggestion" in refused.text
    again = refused.text.split('name="digest" value="')[1][:64]
    assert client_as("editor").post(where, data=data | {"text": TYPED, "digest": again}).status_code == 303


def test_when_the_plan_moved_nobody_is_said_to_have_changed_the_suggestion(story: Story, client_as: ClientAs) -> None:
    mine = factories.suggest(story, text=f"{WORDS['supervision']} Notes are kept.")
    factories.in_effect(story, factories.suggest(story, text=f"From May: {WORDS['supervision']}"))
    data = {"text": TYPED, "reason": "Why.", "digest": mine.latest.digest}
    refused = client_as("practitioner").post(f"/proposals/{mine.id}/versions", data=data)
    assert refused.status_code == 422
    assert "The plan has changed here while you were writing" in refused.text


def test_looking_at_the_redline_does_not_hide_a_colleague(story: Story, client_as: ClientAs) -> None:
    change = factories.suggest(story, "editor", key="aim")
    data = {"text": TYPED, "reason": "Why.", "digest": change.latest.digest}
    data["shown"] = client_as("editor").get(f"/proposals/{change.id}/edit").text.split('name="shown" value="')[1][:64]
    where = f"/proposals/{change.id}/versions"
    assert client_as("signatory").post(where, data=data | {"text": "Theirs."}).status_code == 303
    look = f"/plans/{story.plan.id}/clauses/aim/proposals/previews?proposal={change.id}"
    assert f'name="digest" value="{change.latest.digest}"' in client_as("editor").post(look, data=data).text
    assert client_as("editor").post(where, data=data).status_code == 422


def test_words_can_be_picked_again_after_they_have_gone(story: Story, client_as: ClientAs) -> None:
    twice = "The supervisor meets them. The supervisor calls the trust."
    factories.in_effect(story, factories.suggest(story, text=twice))
    factories.in_effect(story, factories.suggest(story, text="Everybody may rest."))
    where = f"/plans/{story.plan.id}/clauses/supervision/threads"
    data = {"body": TYPED, "audience": "shared", "quote": "The supervisor", "occurrence": "1", "revision": "2"}
    refused = client_as("editor").post(where, data=data)
    assert refused.status_code == 422
    for name, value in (("revision", "3"), ("occurrence", "0")):
        assert f'name="{name}" value="{value}"' in refused.text
        data[name] = value
    assert client_as("editor").post(where, data=data | {"quote": "Everybody"}).status_code == 303


def test_what_is_held_outlasts_a_stale_sign_in_form(app: Portal, story: Story, client_as: ClientAs) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    page = client_as("nobody").post("/sign-in", data={"unsent": "sealed", "next": "/plans", "csrf_token": "old"})
    assert page.status_code == 400
    assert 'name="unsent" value="sealed"' in page.text


@pytest.mark.parametrize("where", ["/sign-out", "/nowhere", "/plans/00000000-0000-4000-8000-000000000000"])
def test_a_post_without_our_cookie_leaves_the_one_that_is_there(
    app: Portal, story: Story, client_as: ClientAs, where: str
) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    client = client_as("nobody")
    client.set_cookie("lb", "1")
    answer = client.post(where, data={"text": "Survey"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code in (400, 404, 405)
    assert "Set-Cookie" not in answer.headers
    assert "Survey" not in answer.text


def test_nobody_is_kept_from_signing_by_who_knows_their_id(story: Story, client_as: ClientAs) -> None:
    frozen, person = factories.freeze(story), story.people["practitioner"]
    for _ in range(6):
        client_as("nobody").post("/sign-in", data={"email": str(person.id), "password": "a guess"})
    data = {"password": "a wrong password"}
    refused = client_as("practitioner").post(f"/agreements/{frozen.id}/signatures", data=data)
    assert "too many wrong passwords" not in refused.text


@pytest.mark.parametrize("role", ["representative", "adviser"])
def test_who_speaks_for_no_party_cannot_stand_in_the_way_of_signing(
    story: Story, client_as: ClientAs, role: str
) -> None:
    change = factories.sent(story)
    factories.name_representative(story)
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
