"""What was pointed out in a file stands beside its place in the draft until it is settled there."""

import html
import re

from tests.conftest import ClientAs
from tests.factories import Story
from tests.views.drafting.test_clauses import address, draft, seen
from tests.views.drafting.test_pastes import sent

PASTED = "Meetings\n\nThey are weekly.\n\nStage 1: Close, 4 weeks\n"


def with_two_lines(story: Story, client_as: ClientAs) -> str:
    """The page of a draft into which words were pasted whose doubtful lines nobody has decided on."""
    adviser, where = client_as("adviser"), address(story, "supervision", "/pastes")
    page = adviser.post(where, data={"pasted": PASTED}).text
    assert adviser.post(where, data=sent(page)).status_code == 303
    return draft(adviser, story)


def form_of(page: str, words: str) -> dict[str, str]:
    """What the form of the line that has these words sends."""
    one = next(form for form in re.findall(r'<form class="doubt.*?</form>', page, re.S) if words in form)
    boxes = dict(re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>\n?(.*?)</textarea>', one, re.S))
    hidden = dict(re.findall(r'name="(line|request_key)" value="([^"]*)"', one))
    return {name: html.unescape(value) for name, value in (hidden | boxes).items()}


def test_what_nobody_decided_on_waits_beside_the_draft_and_is_settled_there(
    draft_story: Story, client_as: ClientAs
) -> None:
    page = with_two_lines(draft_story, client_as)
    assert "2 lines of what was brought in need a look" in " ".join(page.split())
    assert "2 lines of what was brought in still wait to be settled" in " ".join(page.split())
    adviser, where = client_as("adviser"), f"/plans/{draft_story.plan.id}/draft/lines"
    assert adviser.post(where, data=form_of(page, "Stage 1: Close") | {"become": "left out"}).status_code == 303
    settled = form_of(page, ">\nMeetings<") | {"become": "paragraph"}
    assert adviser.post(where, data=settled).status_code == 303
    read = seen(adviser, draft_story)
    assert ": edit Meetings" in read
    assert "needs a look" not in read
    assert "Undo" in read


def test_a_refused_line_keeps_its_words_and_strangers_find_none(draft_story: Story, client_as: ClientAs) -> None:
    page = with_two_lines(draft_story, client_as)
    where = f"/plans/{draft_story.plan.id}/draft/lines"
    typed = form_of(page, "Stage 1: Close")
    name = f"words-{typed['line']}"
    refused = client_as("adviser").post(where, data=typed | {"become": "no such thing", name: "Other words"})
    assert refused.status_code == 422
    assert ">\nOther words</textarea>" in refused.text
    assert client_as("editor").post(where, data=typed | {"become": "left out"}).status_code == 404
    unknown = typed | {"line": "0" * 8 + "-0000-4000-8000-" + "0" * 12}
    assert client_as("adviser").post(where, data=unknown | {"become": "left out"}).status_code == 404
