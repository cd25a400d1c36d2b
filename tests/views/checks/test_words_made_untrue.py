"""A change of weeks, and the words that it makes untrue: seen before it is sent, sent with it, seen by the other."""

import re

import pytest
from sqlalchemy import select

from portal.domain.proposals.proposal import Proposal, Status
from tests import factories
from tests.conftest import ClientAs
from tests.factories import Story

LASTS = "This plan lasts twelve weeks in two stages."
DAY = "A day of simulation is booked in week 12."


@pytest.fixture
def plan(story: Story) -> Story:
    """A plan whose words say how long it is."""
    story.everybody_has_read_the_first_page()
    factories.agree(story, factories.sent(story, key="aim", text=LASTS))
    factories.agree(story, factories.sent(story, key="cases", text=DAY))
    return story


def sending(change: Proposal) -> str:
    return f"/proposals/{change.id}/putting-forward"


def open_changes(story: Story) -> list[Proposal]:
    with story.acting() as session:
        sent = select(Proposal).where(Proposal.number > 2).order_by(Proposal.number)
        return [one for one in session.scalars(sent).unique() if one.status is Status.OPEN]


def ticks(page: str) -> list[str]:
    return re.findall(r'name="beside"[^>]*value="([0-9a-f]{64})"', page)


def test_before_it_is_sent_each_passage_is_shown_with_words_that_are_ready(plan: Story, client_as: ClientAs) -> None:
    change = factories.suggest_weeks(plan, weeks=6)
    page = client_as("practitioner").get(sending(change)).text
    assert "These words would no longer be true" in page
    assert "Send other words for paragraph 1.1" in page
    assert "With this change, the plan lasts 14 weeks." in page
    assert len(ticks(page)) == 1
    assert not re.search(r'name="beside"[^>]* checked', page)
    assert "fourteen</ins>" in page


def test_before_a_yes_is_sent_it_is_said_again_with_what_puts_it_right(plan: Story, client_as: ClientAs) -> None:
    longer, check = factories.sent_weeks(plan), f"/plans/{plan.plan.id}/answers"
    factories.keep_yes(plan, longer)
    page = client_as("editor").get(check).text
    assert "1 passage of the plan would no longer be true with this change:" in page
    assert "Nobody has suggested other words yet." in page
    words = factories.sent(plan, key="aim", text=LASTS.replace("twelve", "fourteen"))
    page = " ".join(client_as("editor").get(check).text.split())
    assert f"Suggested change {words.number}</a> puts this right, but it is not agreed yet." in page
    factories.keep_yes(plan, words)
    page = " ".join(client_as("editor").get(check).text.split())
    assert f"Suggested change {words.number}</a> puts this right. Your yes to it goes with this one." in page


def test_what_is_ticked_is_sent_with_it_in_one_bundle(plan: Story, client_as: ClientAs) -> None:
    change = factories.suggest_weeks(plan, weeks=6)
    client = client_as("practitioner")
    data = {"digest": change.latest.digest, "beside": ticks(client.get(sending(change)).text)}
    page = client.post(sending(change), data=data, follow_redirects=True).text
    assert "2 suggested changes sent together" in page
    longer, words = open_changes(plan)
    assert (longer.id, words.latest.after) == (change.id, LASTS.replace("twelve", "fourteen"))
    assert f"Suggested change {words.number}" in client_as("editor").get(f"/proposals/{change.id}").text
    assert "puts this right" in client_as("editor").get(f"/plans/{plan.plan.id}").text


def test_what_is_not_ticked_stays_and_its_reader_is_told_on_the_card(plan: Story, client_as: ClientAs) -> None:
    change = factories.suggest_weeks(plan, weeks=6)
    answer = client_as("practitioner").post(sending(change), data={"digest": change.latest.digest})
    assert answer.status_code == 303
    assert [one.id for one in open_changes(plan)] == [change.id]
    page = client_as("editor").get(f"/plans/{plan.plan.id}").text
    assert "1 passage would no longer be true" in page
    (form,) = re.findall(r'href="([^"]*proposals/new\?[^"]*look=[^"]*)"', page)
    assert LASTS.replace("twelve", "fourteen") in client_as("editor").get(form.replace("&amp;", "&")).text


def test_words_that_only_a_person_can_put_right_have_a_form_with_the_words_marked(
    plan: Story, client_as: ClientAs
) -> None:
    change = factories.suggest_weeks(plan, key="second", weeks=4)
    client = client_as("practitioner")
    page = client.get(sending(change)).text
    assert "<mark>week 12</mark>" in page
    address = next(one for one in re.findall(r'href="([^"]*look=[^"]*)"', page) if "cases" in one)
    form = client.get(address.replace("&amp;", "&")).text
    assert "<mark>week 12</mark>" in form
    assert DAY in form


def test_a_tick_for_words_that_are_others_by_now_sends_nothing(plan: Story, client_as: ClientAs) -> None:
    change = factories.suggest_weeks(plan, weeks=6)
    client = client_as("practitioner")
    data = {"digest": change.latest.digest, "beside": ticks(client.get(sending(change)).text)}
    factories.agree(plan, factories.sent(plan, "editor", key="aim", text="It lasts long."), by="practitioner")
    answer = client.post(sending(change), data=data)
    assert answer.status_code == 422
    assert "so nothing was sent" in answer.text
    assert open_changes(plan) == []


def test_psr_reads_what_would_be_untrue_and_sends_its_change_alone(plan: Story, client_as: ClientAs) -> None:
    change = factories.suggest_weeks(plan, "adviser", weeks=6)
    page = client_as("adviser").get(sending(change)).text
    assert "These words would no longer be true" in page
    assert ticks(page) == []


def test_a_private_suggestion_that_puts_it_right_is_named_to_its_own_side_only(
    plan: Story, client_as: ClientAs
) -> None:
    change = factories.sent_weeks(plan, weeks=6)
    factories.suggest(plan, "editor", key="aim", text=LASTS.replace("twelve", "fourteen"))
    assert "A suggestion of your side" in client_as("editor").get(f"/proposals/{change.id}").text
    assert "puts this right" not in client_as("practitioner").get(f"/proposals/{change.id}").text


def test_a_form_that_names_another_sides_private_change_begins_with_the_plans_own_words(
    plan: Story, client_as: ClientAs
) -> None:
    change = factories.suggest_weeks(plan, "editor", weeks=6)
    for look in (change.id, "x", "now", ""):
        address = f"/plans/{plan.plan.id}/clauses/aim/proposals/new?look={look}"
        assert "fourteen" not in client_as("practitioner").get(address).text


def test_while_weeks_are_typed_it_is_said_how_much_would_be_untrue(plan: Story, client_as: ClientAs) -> None:
    look, headers = f"/plans/{plan.plan.id}/stages/first/durations/previews", {"HX-Request": "true"}
    page = client_as("practitioner").post(look, data={"weeks": "6"}, headers=headers).text
    assert "1 passage of the plan would no longer be true." in page
    same = client_as("practitioner").post(look, data={"weeks": "4"}, headers=headers).text
    assert "no longer be true" not in same
