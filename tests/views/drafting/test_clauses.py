"""A draft is written clause by clause, as it will look, with and without JavaScript."""

import re

import pytest
from flask.testing import FlaskClient

from portal.web.http import Portal
from tests.conftest import ClientAs
from tests.factories import WORDS, Story

HTMX = {"HX-Request": "true"}


def address(story: Story, key: str, act: str = "") -> str:
    return f"/plans/{story.plan.id}/draft/clauses/{key}{act}"


def form(client: FlaskClient, story: Story, key: str, **typed: str) -> dict[str, str]:
    """What the form of a clause sends, as it stands now."""
    page = client.get(address(story, key, "/edit")).text
    hidden = dict(re.findall(r'<input type="hidden" name="(shown|place_shown)" value="(\w*)"', page))
    return hidden | {"text": WORDS.get(key, "")} | typed


def draft(client: FlaskClient, story: Story) -> str:
    return client.get(f"/plans/{story.plan.id}/draft").text


def seen(client: FlaskClient, story: Story) -> str:
    """The words of the draft's page."""
    return " ".join(re.sub("<[^>]+>", " ", draft(client, story)).split())


def test_the_draft_reads_as_the_plan_will_with_a_way_to_each_clause(draft_story: Story, client_as: ClientAs) -> None:
    page = draft(client_as("adviser"), draft_story)
    for key, words in WORDS.items():
        assert words in page
        assert f'href="{address(draft_story, key, "/edit")}"' in page


def test_words_are_saved_by_a_plain_form_and_shown_where_they_stand(draft_story: Story, client_as: ClientAs) -> None:
    adviser = client_as("adviser")
    answer = adviser.post(address(draft_story, "aim"), data=form(adviser, draft_story, "aim", text="Other words."))
    assert answer.location == f"/plans/{draft_story.plan.id}/draft#clause-aim"
    page = draft(adviser, draft_story)
    assert "Other words." in page
    assert "Saved: Paragraph 1.1 was reworded, Test Adviser" in " ".join(page.split())


def test_while_somebody_types_the_form_stays_and_goes_on_from_what_was_saved(
    draft_story: Story, client_as: ClientAs
) -> None:
    adviser = client_as("adviser")
    sent = form(adviser, draft_story, "aim", text="Half a sent")
    saved = adviser.post(address(draft_story, "aim"), data=sent, headers=HTMX)
    assert saved.status_code == 200
    assert "<html" not in saved.text
    assert "Half a sent" in saved.text
    [shown] = re.findall(r'name="shown" value="(\w+)"', saved.text)
    assert shown != sent["shown"]
    again = adviser.post(
        address(draft_story, "aim"), data=sent | {"text": "Half a sentence.", "shown": shown}, headers=HTMX
    )
    assert again.status_code == 200


def test_of_two_people_nobody_overwrites_the_other_unseen_and_both_texts_are_shown(
    draft_story: Story, client_as: ClientAs
) -> None:
    adviser = client_as("adviser")
    theirs, mine = (form(adviser, draft_story, "aim", text=text) for text in ("They say this.", "I say that."))
    adviser.post(address(draft_story, "aim"), data=theirs)
    for headers in ({}, HTMX):
        refused = adviser.post(address(draft_story, "aim"), data=mine, headers=headers)
        assert refused.status_code == 422
        assert "They say this." in refused.text
        assert "I say that." in refused.text
        assert f'name="shown" value="{mine["shown"]}"' in refused.text
    [seen] = re.findall(r'name="seen" value="(\w+)"', refused.text)
    assert adviser.post(address(draft_story, "aim"), data=mine | {"seen": seen}).status_code == 303
    assert "I say that." in draft(adviser, draft_story)


def test_words_for_a_clause_that_is_gone_are_given_back(draft_story: Story, client_as: ClientAs) -> None:
    adviser = client_as("adviser")
    mine = form(adviser, draft_story, "aim", text="Words that took an hour.")
    adviser.post(address(draft_story, "aim", "/removals"), data=form(adviser, draft_story, "aim"))
    refused = adviser.post(address(draft_story, "aim"), data=mine)
    assert refused.status_code == 422
    assert "Words that took an hour." in refused.text
    assert "no longer in the draft" in refused.text


@pytest.mark.parametrize(
    ("act", "sent", "key", "labels"),
    [
        ("/moves", {"way": "up"}, "cases", {"cases": "2.1", "supervision": "2.2"}),
        ("/moves", {"way": "in"}, "cases", {"cases": "2.1(a)"}),
        ("/moves", {"way": "join"}, "cases", {"supervision": "2.1"}),
        ("/moves", {"way": "to", "place": '["purpose", "aim"]'}, "cases", {"cases": "1.2"}),
        ("/removals", {}, "supervision", {"cases": "2.1"}),
        ("/kinds", {"kind": "objective"}, "cases", {"cases": "2.2"}),
        ("/pieces", {"text": "One.\n\nTwo."}, "supervision", {"supervision": "2.1", "cases": "2.3"}),
    ],
)
def test_each_act_is_a_plain_form_and_the_numbers_follow(
    draft_story: Story, client_as: ClientAs, act: str, sent: dict[str, str], key: str, labels: dict[str, str]
) -> None:
    adviser = client_as("adviser")
    answer = adviser.post(address(draft_story, key, act), data=form(adviser, draft_story, key, **sent))
    assert answer.status_code == 303
    page = draft(adviser, draft_story)
    for one, label in labels.items():
        assert re.search(rf'href="{address(draft_story, one, "/edit")}"[^>]*>{re.escape(label)}<', page)


def test_something_new_is_added_after_a_clause_a_paragraph_for_each_piece(
    draft_story: Story, client_as: ClientAs
) -> None:
    adviser, where = client_as("adviser"), address(draft_story, "supervision", "/additions")
    assert "Add something after paragraph 2.1" in adviser.get(f"{where}/new").text
    assert adviser.post(where, data={"kind": "paragraph", "text": "First.\r\n\r\nSecond."}).status_code == 303
    assert "2.2 : edit First. 2.3 : edit Second. 2.4 : edit The practitioner will keep" in seen(adviser, draft_story)
    assert adviser.post(where, data={"kind": "section", "text": "A new part"}).status_code == 303
    assert "3 : edit A new part" in seen(adviser, draft_story)
    assert "4 : edit Agreement" in seen(adviser, draft_story)
    for wrong in ({"kind": "paragraph", "text": " "}, {"kind": "nonsense", "text": "Words."}):
        refused = adviser.post(where, data=wrong)
        assert refused.status_code == 422
        assert "There is a problem" in refused.text


def test_what_a_check_points_at_stands_beside_its_words(draft_story: Story, client_as: ClientAs) -> None:
    adviser = client_as("adviser")
    text = "The plan lasts 15 weeks."
    adviser.post(address(draft_story, "aim"), data=form(adviser, draft_story, "aim", text=text))
    page = draft(adviser, draft_story)
    article = page[page.index('id="clause-aim"') :].split("</article>")[0]
    assert 'class="flag"' in article
    assert "12 weeks" in article


def test_what_could_be_clearer_is_folded_beside_its_words(draft_story: Story, client_as: ClientAs) -> None:
    adviser = client_as("adviser")
    text = "The practitioner will improve regularly, as appropriate."
    adviser.post(address(draft_story, "aim"), data=form(adviser, draft_story, "aim", text=text))
    page = draft(adviser, draft_story)
    article = page[page.index('id="clause-aim"') :].split("</article>")[0]
    assert "could be clearer" in " ".join(article.split())
    assert "as appropriate" in article[article.index("<details") :]


@pytest.mark.parametrize("role", ["practitioner", "editor", "representative", "reviewer", "stranger"])
@pytest.mark.parametrize(
    "act", ["", "/edit", "/moves", "/removals", "/pieces", "/kinds", "/additions", "/additions/new", "/pastes"]
)
def test_nobody_but_the_adviser_finds_it(draft_story: Story, client_as: ClientAs, role: str, act: str) -> None:
    client, where = client_as(role), address(draft_story, "aim", act)
    answer = client.get(where) if act.endswith(("edit", "new")) else client.post(where, data={"text": "Mine."})
    assert answer.status_code == 404


def test_once_issued_its_pages_lead_to_the_plan_and_its_acts_are_refused(
    app: Portal, draft_story: Story, client_as: ClientAs
) -> None:
    adviser = client_as("adviser")
    sent = form(adviser, draft_story, "aim", text="Too late.")
    adviser.post(f"/plans/{draft_story.plan.id}/issues", data={"fingerprint": draft_story.plan.draft_fingerprint})
    assert (
        adviser.get(address(draft_story, "aim", "/edit"), follow_redirects=True).request.path
        == f"/plans/{draft_story.plan.id}"
    )
    refused = adviser.post(address(draft_story, "aim"), data=sent)
    assert refused.status_code == 422
    assert "Too late." in refused.text
