"""Conversations about the plan's words: who can start, read, answer and settle them, and where they are listed."""

import re

import pytest
from sqlalchemy import select

from portal.domain.talk.thread import Audience, Thread
from tests import factories
from tests.conftest import ClientAs
from tests.factories import WORDS, Story

HOSTILE = "<script>alert(1)</script> & <b>bold</b>"


def address(story: Story, resource: str = "clauses/supervision/threads") -> str:
    return f"/plans/{story.plan.id}/{resource}"


def form(**changed: str) -> dict[str, str]:
    return {"quote": "once a week", "occurrence": "0", "body": "By video?", "audience": "shared"} | changed


def threads(story: Story) -> list[Thread]:
    with story.acting() as session:
        return list(session.scalars(select(Thread)))


def test_a_comment_hangs_on_the_words_that_were_pasted(story: Story, client_as: ClientAs) -> None:
    answer = client_as("practitioner").post(address(story), data=form())
    [talk] = threads(story)
    assert (answer.status_code, answer.location) == (303, f"/plans/{story.plan.id}#thread-{talk.id}")
    with story.acting() as session:
        assert WORDS["supervision"][slice(*session.get_one(Thread, talk.id).place)] == "once a week"
    page = client_as("editor").get(f"/threads/{talk.id}").text
    assert "By video?" in page
    assert story.people["practitioner"].name in page
    assert f"Seen by {Audience.SHARED.in_words(story.case)}" in page


def test_a_comment_without_words_is_about_the_whole_paragraph(story: Story, client_as: ClientAs) -> None:
    assert client_as("editor").post(address(story), data=form(quote="")).status_code == 303
    [talk] = threads(story)
    assert (talk.quote, talk.place, talk.clause_key) == ("", None, "supervision")


def test_words_selected_in_the_plan_arrive_in_the_form(story: Story, client_as: ClientAs) -> None:
    page = client_as("editor").post(address(story, "clauses/supervision/threads/new"), data=form()).text
    assert "\nonce a week</textarea>" in page
    assert threads(story) == []


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"quote": "never said"}, "Those words are not in this paragraph."),
        ({"occurrence": "1"}, "Those words are not in this paragraph."),
        ({"body": " \n"}, "Write your comment."),
        ({"body": "word " * 2_001}, "The limit is 10,000."),
        ({"body": "a bell\x07"}, "control character"),
        ({"quote": "once\0a week"}, "control character"),
        ({"audience": ""}, "Choose who can see your comment."),
        ({"audience": "everybody"}, "Choose who can see your comment."),
        ({"audience": "organisation"}, "Choose who can see your comment."),
    ],
)
def test_a_mistake_is_named_and_nothing_typed_is_lost(
    story: Story, client_as: ClientAs, wrong: dict[str, str], sentence: str
) -> None:
    typed = form(body="Could this <i>really</i> be by video?", quote="once a week") | wrong
    answer = client_as("practitioner").post(address(story), data=typed)
    assert answer.status_code == 422
    assert "There is a problem" in answer.text
    assert sentence in answer.text
    for field in {"quote", "body"} - {name for name in wrong if "\0" in wrong[name] or "\x07" in wrong[name]}:
        kept = typed[field].replace("<", "&lt;").replace(">", "&gt;")
        assert f"\n{kept}</textarea>" in answer.text
    assert threads(story) == []


def test_an_audience_is_chosen_and_ones_own_side_is_offered_first(story: Story, client_as: ClientAs) -> None:
    page = client_as("representative").get(address(story, "clauses/supervision/threads/new")).text
    assert 'value="practitioner" checked' in page
    assert f"Only {story.case.practitioner} and their representative" in page
    assert "Not a promise of legal privilege" in page


@pytest.mark.parametrize(
    ("author", "audience", "outside"),
    [
        ("practitioner", Audience.PRACTITIONER, ["editor", "signatory", "adviser", "observer", "stranger"]),
        ("editor", Audience.ORGANISATION, ["practitioner", "representative", "adviser", "observer", "stranger"]),
        ("adviser", Audience.PSR, ["practitioner", "representative", "editor", "observer", "stranger"]),
    ],
)
def test_a_private_conversation_of_another_side_does_not_exist(
    story: Story, client_as: ClientAs, author: str, audience: Audience, outside: list[str]
) -> None:
    talk = factories.thread(story, author, audience)
    assert client_as(author).get(f"/threads/{talk.id}").status_code == 200
    for role in outside:
        client = client_as(role)
        assert client.get(f"/threads/{talk.id}").status_code == 404
        assert client.post(f"/threads/{talk.id}/comments", data={"body": "Found you"}).status_code == 404
        assert client.post(f"/threads/{talk.id}/settlements").status_code == 404


def test_a_reply_is_read_by_everybody_of_the_audience(story: Story, client_as: ClientAs) -> None:
    talk = factories.thread(story, "practitioner", Audience.PRACTITIONER)
    answer = client_as("representative").post(f"/threads/{talk.id}/comments", data={"body": "**Yes**, ask."})
    assert answer.location == f"/plans/{story.plan.id}#thread-{talk.id}"
    page = client_as("practitioner").get(f"/threads/{talk.id}").text
    assert "<strong>Yes</strong>, ask." in page
    assert page.index("Could this be by video?") < page.index("<strong>Yes</strong>")


@pytest.mark.parametrize(("body", "sentence"), [("", "Write your comment."), ("word " * 2_001, "The limit is 10,000.")])
def test_a_reply_that_cannot_be_taken_is_kept(story: Story, client_as: ClientAs, body: str, sentence: str) -> None:
    talk = factories.thread(story)
    answer = client_as("editor").post(f"/threads/{talk.id}/comments", data={"body": body})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert body in answer.text


def test_a_double_click_replies_once(story: Story, client_as: ClientAs) -> None:
    talk, editor = factories.thread(story), client_as("editor")
    for _ in range(2):
        assert editor.post(f"/threads/{talk.id}/comments", data={"body": "Yes", "request_key": "1"}).status_code == 303
    assert [len(one.comments) for one in threads(story)] == [2]


def test_a_settled_conversation_says_by_whom_and_settles_once(story: Story, client_as: ClientAs) -> None:
    talk, editor = factories.thread(story), client_as("editor")
    assert editor.post(f"/threads/{talk.id}/settlements").status_code == 303
    page = client_as("practitioner").get(f"/threads/{talk.id}").text
    assert f"Settled by {story.people['editor'].name}" in page
    again = editor.post(f"/threads/{talk.id}/settlements")
    assert again.status_code == 422
    assert "This conversation is settled already." in again.text


def test_a_settled_conversation_is_taken_up_again_and_its_history_stays(story: Story, client_as: ClientAs) -> None:
    talk, editor = factories.thread(story), client_as("editor")
    editor.post(f"/threads/{talk.id}/settlements")
    taken = client_as("practitioner").post(f"/threads/{talk.id}/reopenings")
    assert taken.location == f"/plans/{story.plan.id}#thread-{talk.id}"
    page = editor.get(f"/threads/{talk.id}").text
    assert f"Settled by {story.people['editor'].name}" in page
    assert f"Taken up again by {story.people['practitioner'].name}" in page
    again = editor.post(f"/threads/{talk.id}/reopenings")
    assert (again.status_code, "This conversation is open already." in again.text) == (422, True)


def test_several_conversations_hang_on_the_same_and_on_overlapping_words(story: Story, client_as: ClientAs) -> None:
    story.everybody_has_read_the_first_page()
    for quote in ("once a week", "once a week", "a week for 30", "week"):
        factories.thread(story, quote=quote)
    page = client_as("practitioner").get(f"/plans/{story.plan.id}").text
    words = page.split('data-clause="supervision">')[1].split("</p>")[0]
    marked = "".join(re.findall("<mark>(.*?)</mark>", words))
    assert (page.count('class="card card--thread"'), marked) == (4, "once a week for 30")
    assert re.sub("<[^>]*>", "", words).strip() == WORDS["supervision"]


def test_who_asked_for_settling_settles(story: Story, client_as: ClientAs) -> None:
    client_as("practitioner").post(address(story), data=form(must_settle="yes"))
    [talk] = threads(story)
    refused = client_as("editor").post(f"/threads/{talk.id}/settlements")
    assert refused.status_code == 422
    assert "Only the person who marked this conversation" in refused.text
    assert client_as("practitioner").post(f"/threads/{talk.id}/settlements").status_code == 303


def test_what_must_be_settled_stands_in_the_way_of_signing_for_its_readers_only(
    story: Story, client_as: ClientAs
) -> None:
    shared = factories.thread(story, "practitioner", must_settle=True)
    private = factories.thread(story, "practitioner", Audience.PRACTITIONER, key="aim", quote="", must_settle=True)
    ready = address(story, "agreements/new")
    about_both = client_as("representative").get(ready).text
    for label in ("1.1", "2.1"):
        assert f"A conversation about paragraph {label} must be settled." in about_both
    assert f'href="/plans/{story.plan.id}#clause-supervision"' in about_both
    assert "paragraph 1.1 must be settled" not in client_as("editor").get(ready).text
    for talk in (shared, private):
        factories.settle(story, talk)
    assert "must be settled" not in client_as("representative").get(ready).text


def test_when_the_words_go_the_conversation_keeps_its_quote_and_leads_to_the_revision(
    story: Story, client_as: ClientAs
) -> None:
    talk = factories.thread(story)
    factories.agree(story, factories.sent(story, text="The practitioner keeps a diary."))
    page = client_as("practitioner").get(f"/threads/{talk.id}").text
    assert "These words have changed since." in page
    assert ">once a week</blockquote>" in page
    assert f'href="/revisions/{story.revisions()[0].id}"' in page


def test_html_in_every_field_is_shown_as_text(story: Story, client_as: ClientAs) -> None:
    factories.agree(story, factories.sent(story, text=f"Keep {HOSTILE} safe."))
    client = client_as("editor")
    assert client.post(address(story), data=form(quote=HOSTILE, body=HOSTILE)).status_code == 303
    [talk] = threads(story)
    client.post(f"/threads/{talk.id}/comments", data={"body": f"[link](javascript:alert(1)) {HOSTILE}"})
    story.everybody_has_read_the_first_page()
    for path in (f"/threads/{talk.id}", address(story, "threads"), f"/plans/{story.plan.id}"):
        page = client_as("practitioner").get(path).text
        assert "<script>alert" not in page
        assert "<b>bold" not in page
        assert 'href="javascript' not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


@pytest.mark.parametrize("role", ["reviewer", "observer", "stranger", "nobody"])
def test_others_do_not_comment(story: Story, client_as: ClientAs, role: str) -> None:
    refusal = {"reviewer": 403, "nobody": 401}.get(role, 404)
    assert client_as(role).get(address(story, "clauses/supervision/threads/new")).status_code == refusal
    assert client_as(role).post(address(story), data=form()).status_code == refusal


def test_a_paragraph_that_is_not_there_has_no_conversation(story: Story, client_as: ClientAs) -> None:
    editor = client_as("editor")
    assert editor.get(address(story, "clauses/nowhere/threads/new")).status_code == 404
    gone = editor.post(address(story, "clauses/nowhere/threads"), data=form())
    assert gone.status_code in {404, 422}
    assert threads(story) == []
