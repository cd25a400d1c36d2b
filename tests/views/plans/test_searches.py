"""Finding words in the plan: every place marked and counted, and the words kept nowhere."""

import logging
import re
from html import unescape

import pytest

from portal.domain.talk.discussion import Audience
from tests import factories
from tests.conftest import ClientAs
from tests.factories import Story


def searched(story: Story, client_as: ClientAs, words: str, role: str = "editor") -> str:
    answer = client_as(role).post(f"/plans/{story.plan.id}/searches", data={"find": words})
    assert answer.status_code == 200
    return answer.text


def marked(page: str) -> list[str]:
    return [unescape(words) for words in re.findall("<mark[^>]*>([^<]*)</mark>", page)]


def test_every_place_is_marked_and_counted(story: Story, client_as: ClientAs) -> None:
    page = searched(story, client_as, "THE  SUPERVISOR")
    assert marked(page) == ["The supervisor", "the supervisor"]
    assert "2 places in 2 paragraphs and stages" in page


def test_previous_and_next_are_links(story: Story, client_as: ClientAs) -> None:
    page = searched(story, client_as, "practitioner")
    total = len(marked(page))
    assert total > 2
    assert [f'id="hit-{number}"' in page for number in range(1, total + 1)] == [True] * total
    lines = re.findall('<p class="steps">(.*?)</p>', page, re.DOTALL)
    assert "Next" in lines[0]
    assert "Previous" not in lines[0]
    assert "Next" not in lines[-1]
    assert f"#hit-{total - 1}" in lines[-1]


def test_stages_are_searched_too(story: Story, client_as: ClientAs) -> None:
    assert marked(searched(story, client_as, "review meeting")) == ["review meeting"] * 2


def test_nothing_found_is_said(story: Story, client_as: ClientAs) -> None:
    page = searched(story, client_as, "zebra")
    assert "Nothing found" in page
    assert marked(page) == []


@pytest.mark.parametrize(("words", "sentence"), [(" ", "Write the words"), ("x" * 201, "The limit is 200")])
def test_unfit_words_are_refused_and_given_back(story: Story, client_as: ClientAs, words: str, sentence: str) -> None:
    answer = client_as("editor").post(f"/plans/{story.plan.id}/searches", data={"find": words})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert f'value="{words}"' in answer.text


def test_html_is_searched_as_text(story: Story, client_as: ClientAs) -> None:
    factories.in_effect(story, factories.suggest(story, text="A <b>bold</b> word."))
    page = searched(story, client_as, "<b>")
    assert marked(page) == ["<b>"]
    assert "<b>bold" not in page


def test_only_the_plans_words_are_searched(story: Story, client_as: ClientAs) -> None:
    factories.suggest(story, key="aim", text="A private zebra.")
    factories.thread(story, "practitioner", Audience.PRACTITIONER, body="A zebra between us.")
    for role in ("practitioner", "editor", "adviser"):
        assert "Nothing found" in searched(story, client_as, "zebra", role)


def test_the_words_reach_no_address_and_no_log(
    story: Story, client_as: ClientAs, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with caplog.at_level(logging.DEBUG):
        page = searched(story, client_as, "canaryword")
    assert not re.search('(href|action|hx-[a-z]+)="[^"]*canaryword', page)
    assert "canaryword" not in caplog.text + "".join(capfd.readouterr())


@pytest.mark.parametrize("role", ["observer", "stranger"])
def test_others_find_no_search(story: Story, client_as: ClientAs, role: str) -> None:
    client = client_as(role)
    assert client.get(f"/plans/{story.plan.id}/searches/new").status_code == 404
    assert client.post(f"/plans/{story.plan.id}/searches", data={"find": "aim"}).status_code == 404
