"""What stands in the way because of the plan's own words, on the page before freezing."""

import re
from dataclasses import replace

from portal.domain.plans.content import Content, Review
from tests import factories
from tests.conftest import ClientAs
from tests.factories import Story, in_second_form


def retitled(story: Story, title: str) -> None:
    story.everybody_has_read_the_first_page()
    factories.in_effect(story, factories.suggest_title(story, title=title))


def test_a_title_that_calls_the_plan_a_draft_has_a_form_with_the_title_without_it(
    story: Story, client_as: ClientAs
) -> None:
    retitled(story, "DRAFT: Return to safe practice")
    client = client_as("practitioner")
    page = client.get(f"/plans/{story.plan.id}/agreements/new").text
    assert "What stands in the way" in page
    assert "Keep these words" not in page
    (address,) = re.findall(r'href="([^"]*look=now)"', page)
    assert "\nReturn to safe practice</textarea>" in client.get(address).text


def test_a_plan_without_stages_cannot_be_frozen_and_has_nothing_to_reword(story: Story, client_as: ClientAs) -> None:
    undated = replace(_content(story), start="", stages=())
    with story.acting() as session:
        plan = story.present_plan(session)
        plan.revise(session, undated, former=plan.current, by=story.member("adviser", session), at=story.tick())
    page = client_as("practitioner").get(f"/plans/{story.plan.id}/agreements/new").text
    assert "The plan has no stages." in page
    assert "Go on: check what freezing does" not in page
    assert "look=now" not in page


def _content(story: Story) -> Content:
    with story.acting() as session:
        return story.present_plan(session).content


def test_words_of_a_review_meeting_in_the_second_form_lead_to_its_own_form(story: Story, client_as: ClientAs) -> None:
    story.everybody_has_read_the_first_page()
    content = in_second_form()
    first = replace(content.stages[0], reviews=(Review(2, "with the supervisor; the plan ends on 4 January 2030"),))
    with story.acting() as session:
        plan = story.present_plan(session)
        changed = replace(content, stages=(first, *content.stages[1:]), waits_for="a deputy: TBC")
        plan.revise(session, changed, former=plan.current, by=story.member("adviser", session), at=story.tick())
    client = client_as("practitioner")
    page = client.get(f"/plans/{story.plan.id}/agreements/new").text
    assert "says “4 January 2030”, but" in page
    assert "What the start waits for has a gap to fill: “TBC”." in page
    addresses = [one.replace("&amp;", "&") for one in re.findall(r'href="([^"]*look=now[^"]*)"', page)]
    assert [client.get(one).status_code for one in addresses] == [200, 200]
    assert "Week 2: with the supervisor" in client.get(addresses[1]).text
    assert (
        client.get(re.findall(r'href="([^"]*dismissals/new[^"]*)"', page)[0].replace("&amp;", "&")).status_code == 200
    )
