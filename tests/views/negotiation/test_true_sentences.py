"""What a page says and offers is true of the state that the plan is in, for whoever reads it."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from portal.domain.agreements.advice import take_advice
from portal.domain.dates import london_day
from portal.domain.safety.action import end_safety_action, take_safety_action
from tests import factories
from tests.conftest import ClientAs
from tests.factories import Story


@pytest.fixture
def story(story: Story) -> Story:
    story.everybody_has_read_the_first_page()
    return story


def words(page: str) -> str:
    return " ".join(re.sub("<[^>]+>", " ", page).split())


def test_paper_says_whether_its_words_were_agreed(story: Story, client_as: ClientAs) -> None:
    factories.signed(story)
    factories.sent(story, "editor")
    printed = {
        view: client_as("practitioner").get(f"/plans/{story.plan.id}?view={view}").text.split('class="printed">')[1]
        for view in ("clean", "changes", "agreed")
    }
    assert printed["clean"].startswith("The agreed plan. Printed")
    assert printed["changes"].startswith("The agreed plan, with what is only suggested. Printed")
    assert printed["agreed"].startswith("Not agreed: as if every suggestion were agreed")


def test_a_reason_that_was_kept_stands_in_the_form_that_sends_it(story: Story, client_as: ClientAs) -> None:
    change = factories.keep(story, factories.put_forward(story, factories.suggest_removal(story)), reason="HR says no.")
    page = client_as("editor").get(f"/proposals/{change.id}/declines/new").text
    assert re.search(r"<textarea[^>]*>\s*HR says no\.</textarea>", page)


def test_a_side_is_not_offered_to_question_its_own_suggestion(story: Story, client_as: ClientAs) -> None:
    factories.signed(story)
    change = factories.sent(story, "editor")
    page = client_as("signatory").get(f"/proposals/{change.id}").text
    assert 'value="agree"' in page
    assert "Ask a question" not in page
    assert "Suggest other words" not in page
    refused = client_as("signatory").post(f"/proposals/{change.id}/questions", data={"body": "Why?"})
    assert refused.status_code == 422
    assert "your own side" in refused.text


def test_a_yes_that_came_last_from_its_own_side_is_not_the_only_one(story: Story, client_as: ClientAs) -> None:
    factories.signed(story)
    change = factories.agree(story, factories.sent(story, "editor"), by="practitioner")
    factories.agree(story, change, by="signatory")
    assert "from Test Editor, agreed by both parties" in words(
        client_as("editor").get(f"/plans/{story.plan.id}/revisions").text
    )


def test_a_reviewer_is_offered_nothing_that_only_others_may_do(story: Story, client_as: ClientAs) -> None:
    factories.ask(story, factories.sent(story))
    page = client_as("reviewer").get(f"/plans/{story.plan.id}").text
    assert ">Comment<" not in page
    assert "it is your turn" not in page
    assert "Your turn" not in client_as("reviewer").get("/").text


def test_nothing_is_sent_while_the_text_is_being_signed(story: Story, client_as: ClientAs) -> None:
    change = factories.suggest(story)
    factories.freeze(story)
    assert "Check and send" not in client_as("practitioner").get(f"/proposals/{change.id}").text


def test_several_suggestions_are_offered_together_on_an_agreed_plan_too(story: Story, client_as: ClientAs) -> None:
    factories.signed(story)
    factories.suggest(story, "editor", key="aim")
    factories.suggest(story, "editor", key="cases")
    assert "Send several suggestions together" in client_as("editor").get(f"/plans/{story.plan.id}").text


def test_what_has_ended_is_not_spoken_of_as_if_it_stood(story: Story, client_as: ClientAs) -> None:
    change = factories.keep(story, factories.sent(story))
    factories.agree(story, change, by="signatory")
    assert "keeps this answer for later" not in client_as("editor").get(f"/proposals/{change.id}").text


def test_an_action_that_ended_before_it_began_says_so(story: Story, client_as: ClientAs) -> None:
    with story.acting() as session:
        plan, by, at = story.present_plan(session), story.member("editor", session), story.tick()
        later = at.date() + timedelta(days=40)
        action = take_safety_action(
            session, plan, what="A.", why="B.", from_when=later, most_days_back=60, by=by, at=at
        )
        end_safety_action(session, action, reason="C.", by=by, at=story.tick())
    assert "it ended before that, on" in words(client_as("editor").get(f"/safety-actions/{action.id}").text)


def test_who_takes_advice_is_not_told_to_sign(story: Story, client_as: ClientAs) -> None:
    frozen, now = factories.freeze(story), datetime.now(UTC)
    with story.acting() as session:
        plan, by = story.present_plan(session), story.member("practitioner", session)
        take_advice(session, plan, until=london_day(now) + timedelta(days=5), by=by, at=now, most_days=90)
    practitioner = client_as("practitioner")
    page = practitioner.get(f"/agreements/{frozen.id}").text
    assert "You are taking advice" in page
    assert "It is your turn" not in page
    assert "Your turn" not in practitioner.get("/").text
    assert "Your side takes advice until" in client_as("representative").get(f"/plans/{story.plan.id}").text
    assert "It is your turn" in client_as("signatory").get(f"/agreements/{frozen.id}").text


@pytest.mark.parametrize(
    ("role", "said"),
    [
        (
            "practitioner",
            "1 suggested change waits for your answer. PSR suggested it, and both parties must agree. "
            "1 of your own suggestions waits for your reply to a question. The first has waited since",
        ),
        (
            "representative",
            "1 suggested change waits for the answer of Test Practitioner. "
            "1 of your side’s suggestions waits for a reply to a question. The first has waited since",
        ),
    ],
)
def test_what_waits_is_said_in_whole_sentences(story: Story, client_as: ClientAs, role: str, said: str) -> None:
    factories.ask(story, factories.sent(story))
    factories.sent(story, "adviser", key="aim")
    page = client_as(role).get(f"/plans/{story.plan.id}").text
    assert said in re.sub("</?strong>", "", page)
