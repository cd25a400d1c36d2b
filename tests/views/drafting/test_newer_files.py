"""A newer file is shown beside the draft, and of it is taken what one ticks."""

import html
import re
from io import BytesIO

import pytest
from flask.testing import FlaskClient

from portal.documents.markdown import write_markdown
from portal.domain.drafting.beside import FIRST_FORM
from portal.domain.drafting.draft import CHANGED_SINCE, NOTHING_TICKED
from portal.domain.drafting.pointed_out import open_lines
from tests.conftest import ClientAs
from tests.factories import WORDS, Story, in_second_form
from tests.views.drafting.test_clauses import seen

AIM = WORDS["aim"].replace("six", "nine")
NEWER = f"""1 Purpose

1.1 {AIM}

1.2 Wholly new words stand here.

2 Programme

2.1 {WORDS["supervision"]}

2.2 {WORDS["consequences"]}
"""


@pytest.fixture
def renewed(draft_story: Story) -> Story:
    """A draft in the form of plans now."""
    with draft_story.acting() as session:
        plan, by = draft_story.present_plan(session), draft_story.member("adviser", session)
        plan.mend(session, in_second_form(), by=by, at=draft_story.tick())
    return draft_story


def address(story: Story, act: str = "") -> str:
    return f"/plans/{story.plan.id}/draft/newer-files{act}"


def compared(client: FlaskClient, story: Story, text: str = NEWER) -> str:
    answer = client.post(address(story, "/comparisons"), data={"text": text})
    assert answer.status_code == 200
    return answer.text


def boxes(page: str) -> dict[str, str]:
    """What each box is called, and "checked" for one that is ticked, by the name of its difference."""
    return dict(re.findall(r'name="take" type="checkbox" value="([^"]+)"( checked)?>', page))


def sent(page: str) -> dict[str, object]:
    """What the form of the comparison sends when nothing in it is touched."""
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    [text] = re.findall(r'<textarea name="text"[^>]*>\n?(.*?)</textarea>', page, re.S)
    typed = {name: html.unescape(value) for name, value in (hidden | {"text": text}).items() if name != "_key"}
    return {**typed, "take": [name for name, ticked in boxes(page).items() if ticked]}


def test_the_page_shows_each_difference_and_ticks_all_but_what_would_go(renewed: Story, client_as: ClientAs) -> None:
    adviser = client_as("adviser")
    before = seen(adviser, renewed)
    page = compared(adviser, renewed)
    ticked = {name: bool(value) for name, value in boxes(page).items()}
    [new] = ticked.keys() - {"aim", "consequences", "cases", "agreement"}
    assert ticked == {"aim": True, new: True, "consequences": True, "cases": False, "agreement": False}
    assert ">nine</ins>" in page
    assert "Moved: it stood" in page
    assert seen(adviser, renewed) == before


def test_what_is_ticked_is_one_saving_and_undoing_it_brings_the_draft_back(renewed: Story, client_as: ClientAs) -> None:
    adviser = client_as("adviser")
    before = renewed_fingerprint(renewed)
    answer = adviser.post(address(renewed), data=sent(compared(adviser, renewed)))
    assert answer.status_code == 303
    assert answer.location.startswith(f"/plans/{renewed.plan.id}/draft")
    read = seen(adviser, renewed)
    assert "Saved: What a newer file says was taken: 1 paragraph reworded, 1 added, 1 moved, Test Adviser" in read
    assert f": edit {AIM} 1.2 : edit Wholly new words stand here." in read
    assert WORDS["cases"] in read
    with renewed.acting() as session:
        content = renewed.present_plan(session).draft_content
    aim, consequences = content.clause("aim"), content.clause("consequences")
    assert (aim and aim.text, consequences and consequences.label) == (AIM, "2.2")
    adviser.post(f"/plans/{renewed.plan.id}/draft/undoings", data={"version": "3"})
    assert renewed_fingerprint(renewed) == before


def renewed_fingerprint(story: Story) -> str:
    with story.acting() as session:
        return story.present_plan(session).draft_fingerprint


def test_a_draft_that_has_moved_since_is_compared_anew_and_every_box_is_as_it_was_left(
    renewed: Story, client_as: ClientAs
) -> None:
    adviser = client_as("adviser")
    form = sent(compared(adviser, renewed))
    form["take"] = ["cases"]
    with renewed.acting() as session:
        plan, by = renewed.present_plan(session), renewed.member("adviser", session)
        plan.mend(session, plan.draft_content.with_text("supervision", "Said now."), by=by, at=renewed.tick())
    refused = adviser.post(address(renewed), data=form)
    assert refused.status_code == 422
    assert CHANGED_SINCE in html.unescape(refused.text)
    ticked = {name for name, value in boxes(refused.text).items() if value}
    assert ticked == {"cases", "supervision"}
    assert "Wholly new words" in refused.text
    again = sent(refused.text)
    assert again["text"] == form["text"]
    assert adviser.post(address(renewed), data=again).status_code == 303


def test_nothing_ticked_is_said_and_nothing_is_saved(renewed: Story, client_as: ClientAs) -> None:
    adviser = client_as("adviser")
    refused = adviser.post(address(renewed), data=sent(compared(adviser, renewed)) | {"take": []})
    assert refused.status_code == 422
    assert NOTHING_TICKED in refused.text


def test_lines_that_the_reader_pointed_out_are_shown_with_their_reason_again_too(
    renewed: Story, client_as: ClientAs
) -> None:
    adviser = client_as("adviser")
    page = compared(adviser, renewed, f"Words before everything.\n\n{NEWER}\nPage 3 of 4\n")
    assert "What needs a look" in page
    refused = adviser.post(address(renewed), data=sent(page) | {"take": []}).text
    [first, second] = (re.findall(r"<ul><li>Line .*?</ul>", one, re.S) for one in (page, refused))
    assert first
    assert first == second


def test_lines_that_were_pointed_out_wait_beside_the_draft_once_something_is_taken(
    renewed: Story, client_as: ClientAs
) -> None:
    adviser = client_as("adviser")
    page = compared(adviser, renewed, f"Words before everything.\n\n{NEWER}\nPage 3 of 4\n")
    number = len(re.findall(r"<li>Line ", page))
    assert number
    assert adviser.post(address(renewed), data=sent(page)).status_code == 303
    with renewed.acting() as session:
        lines = open_lines(session, renewed.plan.id)
        assert len(lines) == number
        assert {line.kept_in for line in lines} == {3}
    for garbage in ("{", "[1]", '[[1, "a", "b", "not a key", false]]'):
        assert adviser.post(address(renewed), data=sent(page) | {"pointed_out": garbage}).status_code == 422


def test_a_file_that_says_the_same_leaves_nothing_to_take(renewed: Story, client_as: ClientAs) -> None:
    adviser = client_as("adviser")
    own = adviser.get(f"/plans/{renewed.plan.id}/draft").text
    assert "Read a newer file" in own
    page = compared(adviser, renewed, write_markdown(in_second_form()))
    assert "The file says the same as the draft." in page


def test_a_file_that_cannot_be_read_is_refused_beside_its_form(renewed: Story, client_as: ClientAs) -> None:
    adviser, where = client_as("adviser"), address(renewed, "/comparisons")
    for data in ({"text": " "}, {"file": (BytesIO(b"%PDF-1.7"), "plan.pdf")}):
        refused = adviser.post(where, data=data)
        assert refused.status_code == 422
        assert "Read and compare" in refused.text


def test_a_draft_in_the_first_form_is_brought_to_the_new_one_first(draft_story: Story, client_as: ClientAs) -> None:
    adviser = client_as("adviser")
    assert adviser.get(address(draft_story, "/new")).status_code == 303
    for act in ("", "/comparisons"):
        refused = adviser.post(address(draft_story, act), data={"text": NEWER})
        assert refused.status_code == 422
        assert FIRST_FORM in refused.text


@pytest.mark.parametrize("role", ["practitioner", "editor", "observer", "stranger"])
def test_no_file_is_read_beside_a_draft_of_others(renewed: Story, client_as: ClientAs, role: str) -> None:
    client = client_as(role)
    assert client.get(address(renewed, "/new")).status_code == 404
    for act in ("", "/comparisons"):
        assert client.post(address(renewed, act), data={"text": NEWER}).status_code == 404
