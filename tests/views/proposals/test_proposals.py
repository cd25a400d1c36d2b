"""Suggesting other words: what the form shows, what it refuses, and who is told what before it is sent."""

import re
from html import unescape

from portal.config import Settings
from portal.domain.plans.content import fingerprint
from portal.domain.proposals.proposal import Proposal, Status
from portal.web.http import Portal
from tests import factories
from tests.conftest import ClientAs
from tests.factories import WORDS, Story

HOSTILE = "<script>alert(1)</script> & <b>bold</b>"


def form(text: str, reason: str = "It is clearer.", key: str = "supervision", **more: str) -> dict[str, str]:
    return {"text": text, "reason": reason, "shown": fingerprint(WORDS[key]), **more}


def address(story: Story, key: str = "supervision") -> str:
    return f"/plans/{story.plan.id}/clauses/{key}/proposals"


def status_of(story: Story, proposal: Proposal) -> Status:
    with story.acting() as session:
        return session.get_one(Proposal, proposal.id).status


def test_the_form_starts_from_the_present_words(story: Story, client_as: ClientAs) -> None:
    page = client_as("representative").get(f"{address(story)}/new").text
    assert page.count(WORDS["supervision"]) == 2
    assert "Only you and your side can see this until Test Practitioner sends it." in page


def test_a_suggestion_is_private_until_it_is_sent(story: Story, client_as: ClientAs) -> None:
    answer = client_as("practitioner").post(address(story), data=form("The supervisor will ring."))
    assert answer.status_code == 303
    assert "The supervisor will" in client_as("representative").get(answer.location).text
    for role in ("editor", "signatory", "adviser", "reviewer", "observer", "stranger"):
        assert client_as(role).get(answer.location).status_code == 404


def test_empty_unchanged_long_and_unfit_words_are_refused_and_kept(story: Story, client_as: ClientAs) -> None:
    editor = client_as("editor")
    long = "word " * 5_000
    for typed, sentence in [
        ("  ", "Write the words you suggest."),
        (WORDS["supervision"], "The words are the same as in the plan."),
        (long, "The limit is 20,000."),
        ("A bell\x07 rings", "control character"),
    ]:
        answer = editor.post(address(story), data=form(typed, "Because of <i>that</i>"))
        assert answer.status_code == 422
        assert sentence in answer.text
        assert "Because of &lt;i&gt;that&lt;/i&gt;" in answer.text


def test_a_reason_is_asked_for_and_the_words_are_kept(story: Story, client_as: ClientAs) -> None:
    answer = client_as("editor").post(address(story), data=form("The supervisor will ring.", " "))
    assert answer.status_code == 422
    assert "Say why you suggest this" in answer.text
    assert "The supervisor will ring.</textarea>" in answer.text


def test_words_written_against_an_old_text_are_refused_and_kept(story: Story, client_as: ClientAs) -> None:
    factories.agree(story, factories.sent(story, text="The supervisor will meet the doctor daily."))
    answer = client_as("editor").post(address(story), data=form("The supervisor will ring."))
    assert answer.status_code == 422
    assert "The plan has changed here while you were writing." in answer.text
    assert "The supervisor will ring.</textarea>" in answer.text
    assert "The supervisor will meet the doctor daily." in answer.text


def test_a_double_click_makes_one_suggestion(story: Story, client_as: ClientAs) -> None:
    client = client_as("editor")
    twice = [client.post(address(story), data=form("The supervisor will ring.", request_key="once")) for _ in range(2)]
    assert twice[0].location == twice[1].location


def test_the_most_open_suggestions_of_a_side_are_limited(app: Portal, story: Story, client_as: ClientAs) -> None:
    app.settings = Settings(app.settings.database_url, app.settings.secret_keys, demo=True, max_open_proposals=1)
    factories.suggest(story, by="practitioner")
    refused = client_as("practitioner").post(address(story), data=form("The supervisor will ring."))
    assert refused.status_code == 422
    assert "Your side has 1 suggested changes open" in refused.text
    assert client_as("editor").post(address(story), data=form("The supervisor will ring.")).status_code == 303


def test_reviewers_and_observers_do_not_suggest(story: Story, client_as: ClientAs) -> None:
    assert client_as("reviewer").get(f"{address(story)}/new").status_code == 403
    assert client_as("stranger").post(address(story), data=form("No.")).status_code == 404


def test_a_paragraph_that_is_not_there_is_not_found(story: Story, client_as: ClientAs) -> None:
    editor = client_as("editor")
    assert editor.get(f"{address(story, 'nowhere')}/new").status_code == 404
    assert editor.get("/proposals/not-an-id").status_code == 404


def test_html_in_every_field_is_shown_as_text(story: Story, client_as: ClientAs) -> None:
    client = client_as("practitioner")
    answer = client.post(address(story), data=form(HOSTILE, HOSTILE, then="send"))
    for path in (answer.location, answer.location.replace("putting-forward", "edit")):
        page = client.get(path).text
        assert "<script>alert" not in page
        assert "<b>bold" not in page
        assert "alert(1)" in page


def test_the_redline_follows_the_typing(story: Story, client_as: ClientAs) -> None:
    path = f"/plans/{story.plan.id}/clauses/supervision/proposals/previews"
    typed = {"text": WORDS["supervision"].replace("once", "twice")}
    fragment = client_as("practitioner").post(path, data=typed, headers={"HX-Request": "true"}).text
    assert '<ins class="by-practitioner"' in fragment
    assert "<html" not in fragment
    assert 'aria-label="Added"' in fragment
    assert "A number changes: once becomes twice." in fragment


def test_without_javascript_the_redline_is_the_same_page_with_the_words_kept(story: Story, client_as: ClientAs) -> None:
    typed = form("The supervisor will ring.", "My own reason")
    page = client_as("editor").post(f"/plans/{story.plan.id}/clauses/supervision/proposals/previews", data=typed).text
    assert "<ins" in page
    assert "The supervisor will ring.</textarea>" in page
    assert "My own reason" in page


def test_a_preview_of_a_rewriting_goes_on_rewriting(story: Story, client_as: ClientAs) -> None:
    mine, path = factories.suggest(story), f"/plans/{story.plan.id}/clauses/supervision/proposals/previews"
    asked = {"proposal": str(mine.id)}
    assert f"/proposals/{mine.id}/versions" in client_as("practitioner").post(path, data={}, query_string=asked).text
    other = client_as("editor").post(path, data={}, query_string=asked).text
    assert str(mine.id) not in re.sub('[?]proposal=[^"]*', "", other)


def test_words_that_cannot_be_taken_say_so_in_the_preview(story: Story, client_as: ClientAs) -> None:
    path = f"/plans/{story.plan.id}/clauses/supervision/proposals/previews"
    answer = client_as("editor").post(path, data={"text": "a\x07b"}, headers={"HX-Request": "true"})
    assert "control character" in answer.text


def test_a_private_suggestion_is_rewritten(story: Story, client_as: ClientAs) -> None:
    mine = factories.suggest(story)
    client = client_as("representative")
    answer = client.post(f"/proposals/{mine.id}/versions", data=form("The supervisor will ring.", "Another reason"))
    page = unescape(client.get(answer.location).text)
    assert "Another reason" in page
    assert "ring" in page


def test_the_confirmation_names_who_will_see_what(story: Story, client_as: ClientAs) -> None:
    theirs = factories.suggest(story, by="editor")
    page = client_as("editor").get(f"/proposals/{theirs.id}/putting-forward").text
    for role in ("practitioner", "adviser", "reviewer"):
        assert story.people[role].name in page
    assert "Any representative of Test Practitioner" in page
    assert story.people["representative"].name not in page
    assert story.people["observer"].name not in page


def test_what_is_sent_is_numbered_and_the_drafting_representative_is_not_named(
    story: Story, client_as: ClientAs
) -> None:
    drafted = factories.suggest(story, by="representative")
    digest = {"digest": drafted.latest.digest}
    assert client_as("representative").post(f"/proposals/{drafted.id}/putting-forward", data=digest).status_code == 403
    answer = client_as("practitioner").post(f"/proposals/{drafted.id}/putting-forward", data=digest)
    assert answer.location.endswith("?did=sent&of=1#did")
    page = client_as("editor").get(f"/proposals/{drafted.id}").text
    assert story.people["representative"].name not in page
    assert story.people["practitioner"].name in page


def test_words_rewritten_while_being_sent_are_shown_first(story: Story, client_as: ClientAs) -> None:
    mine = factories.suggest(story, text="The supervisor will ring.")
    client_as("representative").post(f"/proposals/{mine.id}/versions", data=form("The supervisor will write."))
    answer = client_as("practitioner").post(
        f"/proposals/{mine.id}/putting-forward", data={"digest": mine.latest.digest}
    )
    assert answer.status_code == 422
    assert "The words you were shown" in answer.text
    assert status_of(story, mine) is Status.PRIVATE


def test_a_suggestion_is_taken_back_while_it_has_no_answer(story: Story, client_as: ClientAs) -> None:
    change = factories.sent(story)
    assert client_as("editor").post(f"/proposals/{change.id}/withdrawals").status_code == 403
    assert client_as("practitioner").post(f"/proposals/{change.id}/withdrawals").status_code == 303
    again = client_as("practitioner").post(f"/proposals/{change.id}/withdrawals")
    assert again.status_code == 422
    assert "can no longer be taken back" in again.text


def test_a_fitted_suggestion_is_confirmed_by_its_author(story: Story, client_as: ClientAs) -> None:
    mine = factories.sent(story, text=WORDS["supervision"].replace("supervisor", "mentor"))
    factories.agree(story, factories.sent(story, text=WORDS["supervision"].replace("30 minutes", "one hour")))
    assert status_of(story, mine) is Status.TO_CONFIRM
    path = f"/proposals/{mine.id}"
    assert "Yes, this is what I suggest" not in client_as("representative").get(path).text
    page = client_as("practitioner").get(path).text
    digest = re.search('name="digest" value="([0-9a-f]+)"', page)
    assert digest
    assert "As you wrote it" in page
    different = page.split("What is different from what you wrote:")[1].split("As it fits the plan now")[0]
    assert "one hour</ins>" in different
    assert "mentor</ins>" not in different
    assert client_as("practitioner").post(f"{path}/confirmations", data={"digest": digest[1]}).status_code == 303
    assert status_of(story, mine) is Status.OPEN


def conflicting(story: Story) -> Proposal:
    mine = factories.sent(story, text=WORDS["supervision"].replace("once", "twice"))
    factories.agree(story, factories.sent(story, text=WORDS["supervision"].replace("once", "three times")))
    return mine


def test_a_conflict_shows_the_three_texts_and_lets_the_author_choose(story: Story, client_as: ClientAs) -> None:
    mine = conflicting(story)
    page = client_as("practitioner").get(f"/proposals/{mine.id}").text
    for words in ("once a week", "three times a week", "twice a week", "Keep my words", "Write it anew"):
        assert words in page
    kept = dict(re.findall('name="(shown|text)" value="([^"]*)"', page))
    answer = client_as("practitioner").post(f"/proposals/{mine.id}/versions", data=kept)
    assert answer.status_code == 303
    assert status_of(story, mine) is Status.OPEN


def test_a_representative_does_not_answer_a_conflict_for_the_practitioner(story: Story, client_as: ClientAs) -> None:
    mine = conflicting(story)
    data = form("Other words.") | {"shown": fingerprint(WORDS["supervision"].replace("once", "three times"))}
    assert client_as("representative").post(f"/proposals/{mine.id}/versions", data=data).status_code == 403
    assert "Keep my words" not in client_as("representative").get(f"/proposals/{mine.id}").text


def test_what_was_sent_is_shown_instead_of_a_form_that_would_be_refused(story: Story, client_as: ClientAs) -> None:
    practitioner, change = client_as("practitioner"), factories.sent(story)
    for agreed in (False, True):
        if agreed:
            factories.agree(story, change, by="editor")
        page = practitioner.get(f"/proposals/{change.id}/edit").text
        assert "The words you suggest" not in page
        assert f"Suggested change {change.number}" in page


def test_a_withdrawn_plans_suggestion_is_shown_instead_of_its_form(story: Story, client_as: ClientAs) -> None:
    change = factories.suggest(story)
    factories.withdrawn(story)
    assert "The words you suggest" not in client_as("practitioner").get(f"/proposals/{change.id}/edit").text
