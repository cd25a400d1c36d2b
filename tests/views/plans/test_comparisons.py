"""Any two revisions compared: clause by clause, with who changed what and why, and nothing private."""

import re
from html import unescape

import pytest

from portal.domain.plans.structure import Place
from portal.web.http import Portal
from tests import factories
from tests.conftest import ClientAs
from tests.factories import WORDS, Story
from tests.pages import selects

TWICE = WORDS["supervision"].replace("once a week", "twice a week")


@pytest.fixture
def changed(story: Story) -> Story:
    """Revisions 2 to 5: reworded, moved, one added, other weeks."""
    factories.in_effect(story, factories.suggest(story, text=TWICE, reason="Weekly is **not** enough."))
    move = factories.suggest_move(story, Place("agreement", "consequences"), by="editor")
    factories.in_effect(story, move, by="editor")
    factories.in_effect(story, factories.suggest_addition(story, after="aim"))
    factories.in_effect(story, factories.suggest_weeks(story))
    return story


def page(story: Story, client_as: ClientAs, query: str = "", role: str = "practitioner") -> str:
    return client_as(role).get(f"/plans/{story.plan.id}/comparison{query}").text


def said(html: str) -> str:
    return " ".join(unescape(re.sub("<[^>]+>", " ", html)).split())


def clause(html: str, key: str) -> str:
    return html.split(f'id="clause-{key}"', 1)[1].split("</article>", 1)[0]


def test_a_moved_clause_shows_as_moved_with_what_changed_inside(changed: Story, client_as: ClientAs) -> None:
    moved = clause(page(changed, client_as, "?from=1&to=5"), "supervision")
    assert "Moved: it stood first in 2, and stands after 3.1. Its words changed too." in said(moved)
    assert re.search("<del[^>]*>.*once.*<ins.*twice", moved)
    assert "Suggested change 1 , from Test Practitioner, agreed by Test Editor on 3 November 2025" in said(moved)


def test_what_was_added_and_other_weeks_stand_in_it(changed: Story, client_as: ClientAs) -> None:
    html = page(changed, client_as, "?from=1&to=5")
    assert "A deputy is named." in said(clause(html, factories_key(changed)))
    assert "Added." in said(clause(html, factories_key(changed)))
    assert re.search("Length.*<del[^>]*>.*4 weeks.*<ins.*6 weeks", html)


def factories_key(story: Story) -> str:
    """The key of the clause that was added."""
    with story.acting() as session:
        content = story.present_plan(session).content
        return next(one.key for _, one in content.walk() if one.text == "A deputy is named.")


def test_who_when_and_why_are_told_and_linked(changed: Story, client_as: ClientAs) -> None:
    html = page(changed, client_as, "?from=1&to=3")
    between = html.split('id="between"', 1)[1].split("</section>", 1)[0]
    assert "suggested change 1 to paragraph 2.1, from Test Practitioner, agreed by Test Editor" in said(between)
    assert "<strong>not</strong> enough" in between
    assert len(re.findall("/proposals/", between)) == 2


def test_without_an_address_the_newest_is_beside_the_one_before_it(changed: Story, client_as: ClientAs) -> None:
    html = page(changed, client_as)
    assert "Revision 4 and revision 5 compared" in html
    assert 'id="clause-' not in html


def test_the_earlier_one_comes_first_however_they_are_chosen(changed: Story, client_as: ClientAs) -> None:
    assert said(page(changed, client_as, "?from=3&to=1")) == said(page(changed, client_as, "?from=1&to=3"))


def test_what_is_the_same_is_shown_when_asked_for(changed: Story, client_as: ClientAs) -> None:
    assert WORDS["cases"] not in page(changed, client_as, "?from=4&to=5")
    assert WORDS["cases"] in page(changed, client_as, "?from=4&to=5&whole=yes")


def test_a_revision_that_is_not_there_is_not_found(changed: Story, client_as: ClientAs) -> None:
    assert client_as("editor").get(f"/plans/{changed.plan.id}/comparison?from=1&to=99").status_code == 404


def test_one_revision_has_nothing_beside_it(story: Story, client_as: ClientAs) -> None:
    assert "There is one revision so far" in page(story, client_as, "?from=one&to=two")


def test_a_suggestion_that_is_not_agreed_is_never_in_it(story: Story, client_as: ClientAs) -> None:
    factories.in_effect(story, factories.suggest(story, text=TWICE))
    factories.suggest(story, key="aim", text="Only a private thought.")
    factories.sent(story, key="cases", text="Sent, and not yet agreed.")
    html = page(story, client_as, "?from=1&to=2&whole=yes")
    assert "private thought" not in html
    assert "not yet agreed" not in html


def test_a_representative_is_not_named_to_the_other_party(story: Story, client_as: ClientAs) -> None:
    theirs = factories.suggest(story, by="representative", text=TWICE)
    factories.agree(story, factories.put_forward(story, theirs))
    assert "Test Representative" not in page(story, client_as, role="editor")
    assert "Test Representative" in page(story, client_as)


@pytest.mark.parametrize("role", ["observer", "stranger"])
def test_others_find_no_comparison(story: Story, client_as: ClientAs, role: str) -> None:
    assert client_as(role).get(f"/plans/{story.plan.id}/comparison").status_code == 404


def test_its_queries_are_fixed_in_number(app: Portal, changed: Story, client_as: ClientAs) -> None:
    few = selects(lambda: page(changed, client_as, "?from=1&to=2"))
    assert selects(lambda: page(changed, client_as, "?from=1&to=5")) == few
