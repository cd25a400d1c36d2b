"""History: every revision with who, when, why and its redline, and each one's whole words."""

import re
from html import unescape

import pytest

from tests import factories
from tests.conftest import ClientAs
from tests.factories import WORDS, Story

HOSTILE = "<script>alert(1)</script> & <b>bold</b>"
EARLIER = "Earlier version, not agreed"


def history(story: Story, client_as: ClientAs, role: str = "editor") -> str:
    return client_as(role).get(f"/plans/{story.plan.id}/revisions").text


def step(page: str, number: int) -> str:
    """What the history says of one revision."""
    return page.split(f'id="revision-{number}"', 1)[1].split("</section>", 1)[0]


def said(html: str) -> str:
    """The words of a piece of a page, as they are read."""
    return " ".join(unescape(re.sub("<[^>]+>", " ", html)).split())


@pytest.fixture
def reworded(story: Story) -> Story:
    """A plan at revision 2: the practitioner suggested, the organisation agreed."""
    text = WORDS["supervision"].replace("once a week", "twice a week")
    change = factories.suggest(story, text=text, reason="Weekly is **not** enough.")
    factories.agree(story, factories.put_forward(story, change))
    return story


def test_the_first_revision_says_who_issued_it_and_when(story: Story, client_as: ClientAs) -> None:
    first = said(step(history(story, client_as), 1))
    assert f"{story.people['adviser'].name} (PSR) issued the plan to both parties." in first
    assert "3 November 2025, 09:00 GMT" in first


def test_a_revision_says_who_when_why_and_shows_its_redline(reworded: Story, client_as: ClientAs) -> None:
    second = step(history(reworded, client_as), 2)
    suggested, agreed = (reworded.people[role].name for role in ("practitioner", "editor"))
    assert f"suggested change 1 to paragraph 2.1, from {suggested}, agreed by {agreed}" in said(second)
    assert "3 November 2025, 09:0" in second
    assert "<strong>not</strong> enough" in second
    assert re.search('<ins class="by-practitioner".*twice', second)
    assert re.search("<del[^>]*>.*once", second)
    assert reworded.revisions()[1].fingerprint[:12] in second


def test_a_change_of_weeks_says_what_became_of_them(story: Story, client_as: ClientAs) -> None:
    factories.agree(story, factories.sent_weeks(story, weeks=6))
    second = said(step(history(story, client_as), 2))
    assert "to the length of “Close supervision”" in second
    assert re.search("<del[^>]*>.*4 weeks.*<ins.*6 weeks", step(history(story, client_as), 2))
    assert "Time to settle in." in second


def test_the_newest_revision_comes_first(reworded: Story, client_as: ClientAs) -> None:
    page = history(reworded, client_as)
    assert page.index('id="revision-2"') < page.index('id="revision-1"')


def test_a_change_that_was_not_agreed_makes_no_revision(story: Story, client_as: ClientAs) -> None:
    factories.decline(story, factories.sent(story))
    factories.suggest(story, text="Only a thought, never sent.")
    page = history(story, client_as, "practitioner")
    assert 'id="revision-2"' not in page
    assert "never sent" not in page


def test_an_old_revision_keeps_its_words_and_says_that_it_is_earlier(reworded: Story, client_as: ClientAs) -> None:
    first, second = reworded.revisions()
    old = client_as("practitioner").get(f"/revisions/{first.id}").text
    assert EARLIER in old
    assert WORDS["supervision"] in old
    assert first.fingerprint in old
    new = client_as("practitioner").get(f"/revisions/{second.id}").text
    assert EARLIER not in new
    assert "twice a week" in new


def test_a_representative_is_not_named_to_the_other_party(story: Story, client_as: ClientAs) -> None:
    factories.agree(story, factories.put_forward(story, factories.suggest(story, by="representative")))
    name = story.people["representative"].name
    assert name not in history(story, client_as, "editor")
    assert name in history(story, client_as, "practitioner")


def test_html_in_every_field_is_shown_as_text(story: Story, client_as: ClientAs) -> None:
    change = factories.suggest(story, text=HOSTILE, reason=HOSTILE)
    factories.agree(story, factories.put_forward(story, change))
    for path in (f"/plans/{story.plan.id}/revisions", f"/revisions/{story.revisions()[1].id}"):
        page = client_as("editor").get(path).text
        assert "<script>alert" not in page
        assert "<b>bold" not in page
        assert "&lt;script&gt;" in page


@pytest.mark.parametrize("role", ["observer", "stranger"])
def test_others_find_no_history(story: Story, client_as: ClientAs, role: str) -> None:
    for path in (f"/plans/{story.plan.id}/revisions", f"/revisions/{story.revisions()[0].id}"):
        assert client_as(role).get(path).status_code == 404


def test_a_plan_that_psr_withdrew_offers_nothing_to_change_back(story: Story, client_as: ClientAs) -> None:
    factories.in_effect(story, factories.suggest(story))
    assert "Propose changing it back" in history(story, client_as)
    factories.withdrawn(story)
    assert "Propose changing it back" not in history(story, client_as)
