"""Words are pasted after a clause of a draft and become clauses, what was not clear being shown first."""

import html
import re

from portal.documents.markdown import write_markdown
from tests.conftest import ClientAs
from tests.factories import Story
from tests.views.drafting.test_clauses import address, draft, seen

LIST = "Supervision happens each week:\n• in person,\n• on a Monday.\n\nNotes are kept."


def sent(page: str) -> dict[str, str]:
    """What the form of the page after reading sends when nothing in it is touched."""
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    boxes = dict(re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>\n?(.*?)</textarea>', page, re.S))
    radios = dict(re.findall(r'name="(become-\d+)" type="radio" value="([^"]*)"\s+checked', page))
    return {name: html.unescape(value) for name, value in (hidden | boxes | radios).items() if name != "_key"}


def test_pasted_words_become_clauses_after_the_one_chosen(draft_story: Story, client_as: ClientAs) -> None:
    adviser, where = client_as("adviser"), address(draft_story, "supervision", "/pastes")
    assert "Paste here" in adviser.get(address(draft_story, "supervision", "/additions/new")).text
    assert adviser.post(where, data={"pasted": LIST}).status_code == 303
    read = seen(adviser, draft_story)
    assert "2.2 : edit Supervision happens each week: " in read
    assert "2.2(a) : edit in person, 2.2(b) : edit on a Monday. 2.3 : edit Notes are kept. 2.4 : edit" in read
    assert "Saved: 2 paragraphs pasted after paragraph 2.1" in " ".join(draft(adviser, draft_story).split())


def test_what_was_pointed_out_is_shown_before_anything_is_saved(draft_story: Story, client_as: ClientAs) -> None:
    adviser, where = client_as("adviser"), address(draft_story, "supervision", "/pastes")
    before = seen(adviser, draft_story)
    page = adviser.post(where, data={"pasted": "Meetings\n\nThey are weekly.\n\nStage 1: Close, 4 weeks\n"}).text
    assert "They are not in the draft yet" in page
    assert "It reads as a title" in page
    assert "It reads as a stage" in page
    assert seen(adviser, draft_story) == before
    settled = sent(page) | {"become-0": "paragraph"}
    assert adviser.post(where, data=settled).status_code == 303
    read = seen(adviser, draft_story)
    assert ": edit Meetings" in read
    assert ": edit They are weekly." in read
    assert "Stage 1: Close" not in read


def test_words_that_cannot_be_read_are_given_back(draft_story: Story, client_as: ClientAs) -> None:
    adviser, where = client_as("adviser"), address(draft_story, "supervision", "/pastes")
    page = adviser.post(where, data={"pasted": "Meetings\n\nThey are weekly."}).text
    none_left = sent(page) | {"become-0": "paragraph", "words-0": " "}
    for typed, words in (({"pasted": " "}, "Paste the words"), (none_left, "Write the words, or leave the line out")):
        refused = adviser.post(where, data=typed)
        assert refused.status_code == 422
        assert words in refused.text
    assert "They are weekly." in refused.text


def test_a_section_copied_from_the_draft_itself_stands_there_twice(draft_story: Story, client_as: ClientAs) -> None:
    adviser = client_as("adviser")
    own = write_markdown(draft_story.plan.draft_content)
    answer = adviser.post(address(draft_story, "supervision", "/pastes"), data={"pasted": own, "keep": "yes"})
    assert answer.status_code == 303
    with draft_story.acting() as session:
        keys = [one.key for _, one in draft_story.present_plan(session).draft_content.walk()]
    assert len(keys) == len(set(keys)) == 2 * len(list(draft_story.plan.draft_content.walk()))
