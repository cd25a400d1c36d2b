"""Several suggestions sent together, with one covering note."""

import re

from portal.domain.proposals.proposal import Proposal, Status
from tests import factories
from tests.conftest import ClientAs
from tests.factories import WORDS, Story
from tests.pages import selects

LONGER = WORDS["supervision"].replace("30", "45")


def address(story: Story) -> str:
    return f"/plans/{story.plan.id}/putting-forward"


def value(change: Proposal) -> str:
    return f"{change.id} {change.latest.digest}"


def test_what_is_ticked_is_sent_and_the_rest_stays_private(story: Story, client_as: ClientAs) -> None:
    mine, kept = factories.suggest(story, key="aim"), factories.suggest(story, key="cases", text="A private thought.")
    practitioner = client_as("practitioner")
    page = practitioner.get(address(story)).text
    assert value(mine) in page
    assert value(kept) in page
    assert story.people["editor"].name in page
    sent = practitioner.post(address(story), data={"chosen": value(mine), "note": "For **the panel**."})
    for role in ("editor", "adviser", "practitioner"):
        seen = client_as(role).get(sent.location).text
        assert "1 suggested change sent together" in seen
        assert "For <strong>the panel</strong>." in seen
        assert "A private thought." not in seen
    assert client_as("editor").get(f"/proposals/{kept.id}").status_code == 404


def test_the_covering_note_stands_in_the_history(story: Story, client_as: ClientAs) -> None:
    together = factories.bundle(story, factories.suggest(story, key="aim"), factories.suggest(story, key="cases"))
    with story.acting() as session:
        first = session.query(Proposal).filter_by(bundle_id=together.id, number=1).one()
    factories.agree(story, first)
    assert together.note in client_as("editor").get(f"/plans/{story.plan.id}/revisions").text
    assert f"/bundles/{together.id}" in client_as("editor").get(f"/proposals/{first.id}").text


def test_words_that_changed_meanwhile_send_nothing_and_keep_what_was_typed(story: Story, client_as: ClientAs) -> None:
    one, other = (
        factories.suggest(story, text=WORDS["supervision"].replace("meet", "see")),
        factories.suggest(story, key="aim"),
    )
    ticked = {"chosen": [value(one), value(other)], "note": "My note."}
    factories.in_effect(story, factories.suggest(story, "editor", text=LONGER), "editor")
    answer = client_as("practitioner").post(address(story), data=ticked)
    assert answer.status_code == 422
    assert "The plan has changed under this suggestion." in answer.text
    assert "The plan has changed here since this was written." in answer.text
    assert "My note." in answer.text
    assert re.findall('value="([^"]+)" checked', answer.text) == [value(other)]
    with story.acting() as session:
        assert {session.get_one(Proposal, change.id).status for change in (one, other)} == {Status.PRIVATE}


def test_something_must_be_ticked(story: Story, client_as: ClientAs) -> None:
    factories.suggest(story)
    answer = client_as("practitioner").post(address(story), data={"chosen": ["", "nonsense", "1 2 3"]})
    assert answer.status_code == 422
    assert "Choose the suggestions that you want to send." in answer.text


def test_the_other_sides_suggestion_is_as_unknown_as_none(story: Story, client_as: ClientAs) -> None:
    theirs = factories.suggest(story, by="editor")
    answer = client_as("practitioner").post(address(story), data={"chosen": value(theirs)})
    assert "Choose the suggestions that you want to send." in answer.text
    assert str(theirs.id) not in answer.text


def test_a_representative_and_psr_send_nothing(story: Story, client_as: ClientAs) -> None:
    for role in ("representative", "adviser"):
        assert client_as(role).get(address(story)).status_code == 403
        assert client_as(role).post(address(story)).status_code == 403


def test_the_plan_page_offers_it_when_several_are_ready(story: Story, client_as: ClientAs) -> None:
    story.everybody_has_read_the_first_page()
    factories.suggest(story, key="aim")
    assert address(story) not in client_as("practitioner").get(f"/plans/{story.plan.id}").text
    factories.suggest(story, key="cases")
    assert address(story) in client_as("practitioner").get(f"/plans/{story.plan.id}").text
    assert address(story) not in client_as("representative").get(f"/plans/{story.plan.id}").text


def test_sending_several_asks_the_database_no_more_than_sending_two(story: Story, client_as: ClientAs) -> None:
    practitioner = client_as("practitioner")

    def asked(many: int) -> int:
        mine = [factories.suggest(story, text=f"{LONGER} {number} times.") for number in range(many)]
        ticked = {"chosen": [value(one) for one in mine]}
        return selects(lambda: practitioner.post(address(story), data=ticked))

    assert asked(2) == asked(5)
