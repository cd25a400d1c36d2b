"""The lists of conversations: each holds and counts what its reader may see."""

from portal.domain.talk.thread import Audience
from tests import factories
from tests.conftest import ClientAs
from tests.factories import Story


def address(story: Story, resource: str = "clauses/supervision/threads") -> str:
    return f"/plans/{story.plan.id}/{resource}"


def test_each_list_counts_what_its_reader_may_see(story: Story, client_as: ClientAs) -> None:
    factories.thread(story, must_settle=True)
    factories.thread(story, "practitioner", Audience.PRACTITIONER, must_settle=True)
    factories.thread(story, "practitioner", Audience.PRACTITIONER_PSR)
    factories.settle(story, factories.thread(story))
    factories.ask(story, factories.sent(story, key="aim"))
    labels = ["Open", "Mine", "Must be settled", "Questions", "Private", "Shared", "Settled"]
    counts = {"practitioner": [4, 3, 2, 1, 2, 2, 1], "editor": [2, 1, 1, 1, 0, 2, 1], "adviser": [3, 0, 1, 1, 1, 2, 1]}
    for role, numbers in counts.items():
        page = client_as(role).get(address(story, "threads")).text
        shown = [f"{label} ({number})" for label, number in zip(labels, numbers, strict=True)]
        assert (role, [one for one in shown if one not in page]) == (role, [])
    cards = {
        show: client_as("practitioner").get(address(story, f"threads?show={show}")).text.count('id="thread-')
        for show in ("mine", "must", "questions", "private", "shared")
    }
    assert cards == {"mine": 3, "must": 2, "questions": 1, "private": 2, "shared": 2}


def test_the_lists_show_what_is_open_settled_and_left_without_its_words(story: Story, client_as: ClientAs) -> None:
    factories.thread(story, body="Still open", key="aim", quote="")
    factories.settle(story, factories.thread(story, body="Done with", key="aim", quote=""))
    factories.thread(story, body="Left behind")
    factories.agree(story, factories.sent(story, text="The practitioner keeps a diary."))
    shown = {"open": {"Still open", "Left behind"}, "settled": {"Done with"}, "orphaned": {"Left behind"}}
    for show, bodies in shown.items():
        page = client_as("editor").get(address(story, f"threads?show={show}")).text
        assert {body for body in ("Still open", "Done with", "Left behind") if body in page} == bodies
    unknown = client_as("editor").get(address(story, "threads?show=<script>")).text
    assert "Still open" in unknown
    assert "<script>alert" not in unknown


def test_a_list_holds_nobody_elses_private_conversations(story: Story, client_as: ClientAs) -> None:
    factories.thread(story, "practitioner", Audience.PRACTITIONER, body="Between us")
    assert "There are none that you can see." in client_as("editor").get(address(story, "threads")).text
    assert "Between us" in client_as("representative").get(address(story, "threads")).text
