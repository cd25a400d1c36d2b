"""Check your answers: what the page says is what happens, all of it or nothing."""

import re

from flask.testing import FlaskClient

from portal.domain.proposals.proposal import Proposal, Status
from portal.domain.proposals.version import AnswerKind
from tests import factories
from tests.conftest import ClientAs
from tests.factories import WORDS, Story

SEEING = WORDS["supervision"].replace("meet", "see")
LONGER = WORDS["supervision"].replace("30", "45")
CALLING = WORDS["supervision"].replace("meet", "telephone")
FIELD = re.compile('name="(digest|fingerprint|shown)" value="([^"]*)"')


def address(story: Story) -> str:
    return f"/plans/{story.plan.id}/answers"


def shown(client: FlaskClient, story: Story) -> dict[str, list[str]]:
    """The hidden fields of the page, as its button sends them."""
    fields: dict[str, list[str]] = {}
    for name, value in FIELD.findall(client.get(address(story)).text):
        fields.setdefault(name, []).append(value)
    return fields


def statuses(story: Story, *changes: Proposal) -> list[Status]:
    with story.acting() as session:
        return [session.get_one(Proposal, one.id).status for one in changes]


def test_the_page_shows_what_will_happen_and_it_happens(story: Story, client_as: ClientAs) -> None:
    one, other = factories.sent(story, text=SEEING), factories.sent(story, text=LONGER)
    refused = factories.sent(story, key="aim")
    for change in (one, other):
        factories.keep_yes(story, change)
    factories.keep(story, refused, reason="It is too short.", note="Our lawyer said so.")
    editor = client_as("editor")
    page = editor.get(address(story)).text
    assert "You agree to 2" in page
    assert "Together: paragraph 2.1, with suggested changes 1 and 2" in page
    assert "It is too short." in page
    assert story.people["practitioner"].name in page
    fields = shown(editor, story)
    assert editor.post(address(story), data=fields).status_code == 303
    assert statuses(story, one, other, refused) == [Status.IN_EFFECT, Status.IN_EFFECT, Status.DECLINED]
    assert story.revisions()[-1].fingerprint == fields["fingerprint"][0]
    answer = client_as("practitioner").get(f"/proposals/{refused.id}").text
    assert "It is too short." in answer
    assert "Our lawyer said so." not in answer
    assert "There is nothing to send" in editor.get(address(story)).text


def test_what_must_wait_is_listed_apart(story: Story, client_as: ClientAs) -> None:
    one, clash = factories.sent(story, text=SEEING), factories.sent(story, text=CALLING)
    for change in (one, clash):
        factories.keep_yes(story, change)
    page = client_as("editor").get(address(story)).text
    assert f"It touches the same words as change {one.number}." in page
    assert "Send 1 answer to" in page


def test_what_is_weighty_goes_with_the_others_by_a_tick_of_its_own(story: Story, client_as: ClientAs) -> None:
    weeks, removal = factories.sent_weeks(story), factories.put_forward(story, factories.suggest_removal(story))
    words, editor = factories.sent(story, key="aim"), client_as("editor")
    for change in (weeks, removal, words):
        factories.keep_yes(story, change)
    page = editor.get(address(story)).text
    assert "2 answers that need a tick each" in page
    assert page.count("The plan would last 14 weeks, not 12.") == 1
    assert "I consent to this: the length of “Close supervision”: 6 weeks, not 4 weeks" in " ".join(page.split())
    fields = shown(editor, story)
    refused = editor.post(address(story), data=fields | {"ticked": [str(weeks.id), "nonsense"]})
    assert refused.status_code == 422
    assert f"Suggested change {removal.number} needs its own tick." in refused.text
    assert f'href="#tick-{removal.id}"' in refused.text
    assert "What is different now" not in refused.text
    assert editor.post(address(story), data=fields | {"ticked": [str(weeks.id), str(removal.id)]}).status_code == 303
    assert statuses(story, weeks, removal, words) == [Status.IN_EFFECT] * 3


def test_two_changes_of_weeks_show_what_they_do_together(story: Story, client_as: ClientAs) -> None:
    for change in (factories.sent_weeks(story), factories.sent_weeks(story, key="second", weeks=10)):
        factories.keep_yes(story, change)
    page = client_as("editor").get(address(story)).text
    assert "Together: the dates of the plan" in page
    assert "The plan would last 16 weeks, not 12." in page


def test_words_of_a_stage_that_are_changed_twice_are_shown_as_they_would_read(
    story: Story, client_as: ClientAs
) -> None:
    for text in ("Every single case is seen", "Every case is seen and discussed"):
        change = factories.suggest_stage_words(story, text=text)
        factories.keep_yes(story, factories.put_forward(story, change))
    page = " ".join(client_as("editor").get(address(story)).text.split())
    assert "with suggested changes 1 and 2" in page
    together = page.split("With all of them it will say:", 1)[1]
    assert "single" in together
    assert "discussed" in together


def test_an_answer_is_left_out_for_now_and_put_back(story: Story, client_as: ClientAs) -> None:
    one, other, editor = factories.sent(story, text=SEEING), factories.sent(story, key="aim"), client_as("editor")
    for change in (one, other):
        factories.keep_yes(story, change)
    page = editor.get(f"{address(story)}?without={other.id}").text
    assert "Left out for now" in page
    assert "Put it back" in page
    fields: dict[str, list[str]] = {"without": [str(other.id)]}
    for name, value in FIELD.findall(page):
        fields.setdefault(name, []).append(value)
    answer = editor.post(address(story), data=fields)
    assert answer.location.endswith(f"?did=answered&of={one.number}#did")
    assert statuses(story, one, other) == [Status.IN_EFFECT, Status.OPEN]
    assert "Send 1 answer to" in editor.get(address(story)).text


def test_a_no_without_its_reason_is_not_sent(story: Story, client_as: ClientAs) -> None:
    factories.keep(story, factories.sent(story), reason="")
    page = client_as("editor").get(address(story)).text
    assert "Say why you do not agree." in page
    assert '<button class="nhsuk-button">Send' not in page


def test_when_the_words_changed_nothing_is_sent_and_the_new_ones_stand_beside(
    story: Story, client_as: ClientAs
) -> None:
    one, other, editor = factories.sent(story, text=SEEING), factories.sent(story, key="aim"), client_as("editor")
    factories.keep_yes(story, one)
    factories.keep_yes(story, other)
    fields = shown(editor, story)
    factories.in_effect(story, factories.suggest(story, "editor", text=LONGER), "editor")
    answer = editor.post(address(story), data=fields)
    assert answer.status_code == 422
    assert "nothing was sent" in answer.text
    assert f"Suggested change {one.number} can no longer go with them." in answer.text
    assert "When you chose your answer" in answer.text
    assert "Send 1 answer to" in answer.text
    assert statuses(story, one, other) == [Status.TO_CONFIRM, Status.OPEN]


def test_another_answer_of_ones_own_side_is_pointed_out(story: Story, client_as: ClientAs) -> None:
    one, other = factories.sent(story, text=SEEING), factories.sent(story, key="aim")
    factories.keep_yes(story, one)
    editor = client_as("editor")
    fields = shown(editor, story)
    factories.keep(story, one, by="signatory", reason="No room.")
    factories.keep_yes(story, other, by="signatory")
    answer = editor.post(address(story), data=fields)
    assert answer.status_code == 422
    assert "The answer to suggested change 1, or its reason, is another one now." in answer.text
    assert "An answer to suggested change 2 has joined them." in answer.text
    assert statuses(story, one, other) == [Status.OPEN, Status.OPEN]


def test_a_plan_that_changed_elsewhere_is_pointed_out(story: Story, client_as: ClientAs) -> None:
    change, editor = factories.keep_yes(story, factories.sent(story)), client_as("editor")
    fields = shown(editor, story)
    factories.in_effect(story, factories.suggest(story, "editor", "cases"), "editor")
    answer = editor.post(address(story), data=fields)
    assert "The plan has changed elsewhere." in answer.text
    assert editor.post(address(story), data=shown(editor, story)).status_code == 303
    assert statuses(story, change) == [Status.IN_EFFECT]


def test_only_a_party_sends_its_answers(story: Story, client_as: ClientAs) -> None:
    for role in ("representative", "adviser", "reviewer"):
        assert client_as(role).get(address(story)).status_code == 403
        assert client_as(role).post(address(story)).status_code == 403


def test_a_double_click_sends_once(story: Story, client_as: ClientAs) -> None:
    factories.keep_yes(story, factories.sent(story))
    editor = client_as("editor")
    fields = shown(editor, story) | {"request_key": ["one form"]}
    assert [editor.post(address(story), data=fields).status_code for _ in range(2)] == [303, 303]
    assert len(story.revisions()) == 2


def test_the_other_party_answers_by_the_same_rights(story: Story, client_as: ClientAs) -> None:
    change, practitioner = factories.sent(story, by="editor"), client_as("practitioner")
    factories.keep(story, change, by="practitioner", kind=AnswerKind.AGREE, reason="")
    assert practitioner.post(address(story), data=shown(practitioner, story)).status_code == 303
    assert statuses(story, change) == [Status.IN_EFFECT]


def test_nonsense_in_what_was_shown_is_only_another_page(story: Story, client_as: ClientAs) -> None:
    factories.keep_yes(story, factories.sent(story))
    answer = client_as("editor").post(address(story), data={"shown": ["²:x", "<b>1</b>:y", "7", "", "1:z"]})
    assert answer.status_code == 422
    assert "<b>1" not in answer.text
