"""Words are pasted after a clause of a draft and become clauses, what was not clear being shown first."""

import html
import re

from portal.documents.markdown import write_markdown
from tests.conftest import ClientAs
from tests.factories import Story
from tests.views.drafting.test_clauses import address, draft, form, seen

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
    assert "Line 5 of what was brought in needs a look." in read


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


def test_what_is_pasted_among_the_words_of_a_clause_becomes_clauses(draft_story: Story, client_as: ClientAs) -> None:
    adviser, where = client_as("adviser"), address(draft_story, "supervision", "/pastes/own")
    opened = form(adviser, draft_story, "supervision", text=LIST)
    assert adviser.post(where, data=opened).status_code == 303
    read = seen(adviser, draft_story)
    assert "2.1 : edit Supervision happens each week: " in read
    assert "2.1(a) : edit in person, 2.1(b) : edit on a Monday. 2.2 : edit Notes are kept. 2.3 : edit" in read


def test_pasting_into_a_clause_overwrites_nobody_unseen_and_loses_no_heading(
    draft_story: Story, client_as: ClientAs
) -> None:
    adviser, where = client_as("adviser"), address(draft_story, "supervision", "/pastes/own")
    stale = form(adviser, draft_story, "supervision", text=LIST)
    changed = form(adviser, draft_story, "supervision", text="Somebody else wrote this.")
    assert adviser.post(address(draft_story, "supervision"), data=changed).status_code == 303
    refused = adviser.post(where, data=stale)
    assert refused.status_code == 422
    assert "on a Monday." in refused.text
    assert "Somebody else wrote this." in refused.text
    heading = form(adviser, draft_story, "supervision", text="3. Reviews\n3.1 Each week.")
    refused = adviser.post(where, data=heading)
    assert refused.status_code == 422
    assert "begins with a heading" in refused.text


def test_what_is_not_clear_in_words_pasted_into_a_clause_is_shown_first(
    draft_story: Story, client_as: ClientAs
) -> None:
    adviser, where = client_as("adviser"), address(draft_story, "supervision", "/pastes/own")
    words = "Notes are kept.\n\nThey are weekly.\n\nStage 1: Close, 4 weeks\n"
    page = adviser.post(where, data=form(adviser, draft_story, "supervision", text=words)).text
    assert "the first in the place of paragraph 2.1" in " ".join(page.split())
    assert adviser.post(where, data=sent(page)).status_code == 303
    read = seen(adviser, draft_story)
    assert "2.1 : edit Notes are kept." in read
    assert "Stage 1: Close, 4 weeks" in read
