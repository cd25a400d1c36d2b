"""Suggesting a paragraph more, one less, one elsewhere; other words for a stage; another start."""

import re
from html import unescape

import pytest

from portal.domain.plans.content import fingerprint
from portal.domain.plans.structure import Place, place_of, whole_words
from tests import factories
from tests.conftest import ClientAs
from tests.factories import Story, in_effect

PLAN = factories.some_content()
WHY = {"reason": "It is needed.", "then": "send"}


@pytest.fixture(autouse=True)
def seen(story: Story) -> None:
    story.everybody_has_read_the_first_page()


def shown(text: str) -> dict[str, str]:
    return {"shown": fingerprint(text)}


def test_a_paragraph_is_added_where_it_was_put(story: Story, client_as: ClientAs) -> None:
    client = client_as("practitioner")
    address = f"/plans/{story.plan.id}/clauses/supervision/additions"
    page = client.get(f"{address}/new").text
    assert "After 2.1" in page
    data = WHY | {
        "part": "paragraph",
        "place": Place("programme", "supervision").written(),
        "text": "A deputy is named.",
    }
    sent = client.post(address, data=data | shown(""), follow_redirects=True).text
    assert "a new paragraph after 2.1" in sent
    assert "A deputy is named." in sent


def test_a_paragraph_at_a_place_that_is_none_is_refused_and_kept(story: Story, client_as: ClientAs) -> None:
    address = f"/plans/{story.plan.id}/clauses/supervision/additions"
    for place in ("nonsense", Place("gone", "").written(), Place("", "purpose").written(), "[1, 2]", '"ab"'):
        data = WHY | shown("") | {"part": "paragraph", "place": place, "text": "A deputy is named."}
        answer = client_as("practitioner").post(address, data=data)
        assert answer.status_code == 422
        assert "A deputy is named." in answer.text


def test_a_removal_shows_all_the_words_that_would_go(story: Story, client_as: ClientAs) -> None:
    client, words = client_as("editor"), whole_words(PLAN.clause("programme"))
    address = f"/plans/{story.plan.id}/clauses/programme/removals"
    assert factories.WORDS["cases"] in client.get(f"{address}/new").text
    assert client.post(address, data=WHY).status_code == 422
    sent = client.post(address, data=WHY | shown(words), follow_redirects=True).text
    assert factories.WORDS["cases"] in sent
    assert "section 2" in sent


def test_a_paragraph_is_moved_and_read_as_moved(story: Story, client_as: ClientAs) -> None:
    client, present = client_as("editor"), place_of(PLAN, "cases")
    address = f"/plans/{story.plan.id}/clauses/cases/moves"
    data = WHY | shown(present.written())
    same = client.post(address, data=data | {"place": present.written()})
    assert "stands there already" in same.text
    sent = client.post(address, data=data | {"place": Place("purpose", "aim").written()}, follow_redirects=True).text
    assert "Moves after 1.1" in sent


def test_a_stages_supervision_is_reworded(story: Story, client_as: ClientAs) -> None:
    client = client_as("practitioner")
    address = f"/plans/{story.plan.id}/stages/first/amendments"
    assert "Every case is seen" in client.get(f"{address}/new?part=level").text
    data = WHY | shown("Every case is seen") | {"part": "level", "text": "Each case is seen the same day"}
    sent = client.post(address, data=data, follow_redirects=True).text
    assert "the supervision of “Close supervision”" in sent
    assert client.get(f"{address}/new?part=weeks").status_code == 404


def test_another_start_says_what_it_does_to_the_dates(story: Story, client_as: ClientAs) -> None:
    client, address = client_as("practitioner"), f"/plans/{story.plan.id}/starts"
    assert "5 January 2026" in client.get(f"{address}/new").text
    for wrong in ("", "soon", "2026-01-05"):
        assert client.post(address, data=WHY | shown("2026-01-05") | {"start": wrong}).status_code == 422
    sent = client.post(address, data=WHY | shown("2026-01-05") | {"start": "2026-02-02"}, follow_redirects=True).text
    assert "It would end on 26 April 2026" in sent


@pytest.mark.parametrize("name", ["addition", "removal", "move", "stage_words", "start"])
def test_every_kind_is_walked_answered_and_kept_in_the_history(story: Story, client_as: ClientAs, name: str) -> None:
    made = {
        "addition": factories.suggest_addition,
        "removal": factories.suggest_removal,
        "move": lambda story: factories.suggest_move(story, Place("purpose", "aim")),
        "stage_words": factories.suggest_stage_words,
        "start": factories.suggest_start,
    }[name](story)
    edit = client_as("practitioner").get(f"/proposals/{made.id}/edit")
    assert edit.status_code == 200
    factories.put_forward(story, made)
    page = client_as("editor").get(f"/plans/{story.plan.id}").text
    assert re.search(r'id="change-1"', page)
    answer = client_as("editor").post(
        f"/proposals/{made.id}/assents", data={"digest": made.latest.digest, "ticked": str(made.id)}
    )
    assert answer.status_code == 303
    assert "suggested change 1" in client_as("editor").get(f"/plans/{story.plan.id}/revisions").text
    assert "Agreed by both" in client_as("editor").get(f"/proposals/{made.id}").text


def test_a_counter_suggestion_is_linked_and_reads_like_a_conversation(story: Story, client_as: ClientAs) -> None:
    first = factories.sent(story)
    client, address = client_as("editor"), f"/plans/{story.plan.id}/clauses/supervision/proposals"
    assert f"answers_to={first.id}" in client.get(f"/plans/{story.plan.id}").text
    data = {"text": "The supervisor will meet the doctor twice a week.", "answers_to": str(first.id)}
    data |= shown(factories.WORDS["supervision"]) | {"reason": "Twice is safer."}
    page = client.post(address, data=data, follow_redirects=True).text
    assert "Suggestions about the same words" in page
    assert "Suggested change 1: open" in page
    assert "Suggestions about the same words" not in client_as("practitioner").get(f"/proposals/{first.id}").text


@pytest.mark.parametrize("beside", ["supervision", "programme"])
def test_an_answer_to_an_addition_stands_where_that_would_stand(story: Story, client_as: ClientAs, beside: str) -> None:
    made = factories.put_forward(story, factories.suggest_addition(story, "practitioner", beside))
    client, place = client_as("editor"), made.latest.place.written()
    [link] = re.findall(rf'href="([^"]*answers_to={made.id}[^"]*)"', client.get(f"/proposals/{made.id}").text)
    page = client.get(unescape(link)).text
    assert [unescape(one) for one in re.findall('<option value="([^"]*)"', page)] == [place]
    action = re.search('action="(/plans/[^"]*/additions)"', page)
    fields = dict(re.findall('name="(shown|part|answers_to)" value="([^"]*)"', page))
    assert action
    data = fields | {"text": "Two deputies are named.", "place": place} | WHY
    assert client.post(action[1], data=data).status_code == 303


def test_a_form_tells_nothing_of_a_change_that_its_reader_cannot_see(story: Story, client_as: ClientAs) -> None:
    private, client = factories.suggest_addition(story, "practitioner", "cases"), client_as("editor")
    form = f"/plans/{story.plan.id}/clauses/supervision/additions/new"
    choices = [
        re.findall('<option value="[^>]*>', client.get(f"{form}{asked}").text)
        for asked in ("", f"?answers_to={private.id}")
    ]
    assert choices[0] == choices[1] != []


def test_a_conflict_of_places_can_be_chosen_anew(story: Story, client_as: ClientAs) -> None:
    made = factories.put_forward(story, factories.suggest_move(story, Place("agreement", "")))
    in_effect(story, factories.suggest_move(story, Place("purpose", "aim"), "editor"), "editor")
    client = client_as("practitioner")
    assert "Write it anew" in client.get(f"/proposals/{made.id}").text
    data = shown(Place("purpose", "aim").written()) | {"place": Place("agreement", "").written()}
    assert client.post(f"/proposals/{made.id}/versions", data=data).status_code == 303
