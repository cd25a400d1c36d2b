"""The conversations that a reader may see: which filter shows which, and beside what each stands."""

import pytest
from sqlalchemy import select

from portal.domain.proposals.proposal import Proposal
from portal.domain.talk.thread import Audience, Thread
from portal.queries.plans.plan_page import open_proposals
from portal.queries.talk.threads import FILTERS, conversations, open_threads, read_comments, threads_on
from tests import factories
from tests.factories import Story


@pytest.fixture
def talks(story: Story) -> dict[str, Thread]:
    """One conversation of each kind, the settled one last."""
    words = "once a week"
    told = {
        "shared": factories.thread(story, quote=words),
        "must": factories.thread(story, "editor", quote="", must_settle=True),
        "private": factories.thread(story, audience=Audience.PRACTITIONER_PSR, quote=""),
        "theirs": factories.thread(story, "editor", Audience.ORGANISATION, quote=""),
        "question": factories.ask(story, factories.sent(story, key="aim")),
        "gone": factories.thread(story, "adviser", key="cases", quote="twenty cases"),
        "settled": factories.thread(story, "adviser", quote=""),
    }
    factories.settle(story, told["settled"], "adviser")
    factories.in_effect(story, factories.suggest(story, key="cases", text="Wholly other words."))
    return told


@pytest.mark.parametrize(
    ("role", "show", "found"),
    [
        ("practitioner", "open", ["shared", "must", "private", "question", "gone"]),
        ("editor", "open", ["shared", "must", "theirs", "question", "gone"]),
        ("practitioner", "mine", ["shared", "private"]),
        ("editor", "mine", ["must", "theirs", "question"]),
        ("practitioner", "must", ["must"]),
        ("practitioner", "questions", ["question"]),
        ("adviser", "private", ["private"]),
        ("editor", "private", ["theirs"]),
        ("adviser", "shared", ["shared", "must", "question", "gone"]),
        ("practitioner", "orphaned", ["gone"]),
        ("reviewer", "settled", ["settled"]),
    ],
)
def test_each_filter_shows_its_own_the_oldest_first(
    story: Story, talks: dict[str, Thread], role: str, show: str, found: list[str]
) -> None:
    page = conversations(story.session, story.plan, story.members[role], show=show, number=1, size=50)
    assert [one.id for one in page.shown.things] == [talks[name].id for name in found]
    assert {key: number for key, _, number in page.filters}[show] == len(found)
    assert [(key, label) for key, label, _ in page.filters] == [(key, label) for key, (label, _) in FILTERS.items()]


def test_a_settled_conversation_is_under_no_other_filter(story: Story, talks: dict[str, Thread]) -> None:
    for name, by in {"shared": "adviser", "must": "editor", "question": "editor", "gone": "adviser"}.items():
        factories.settle(story, talks[name], by)
    page = conversations(story.session, story.plan, story.members["editor"], show="open", number=1, size=50)
    counted = {key: number for key, _, number in page.filters}
    assert counted == dict.fromkeys(FILTERS, 0) | {"open": 1, "mine": 1, "private": 1, "settled": 5}


def test_an_open_conversation_stands_by_the_change_that_is_shown_else_by_its_clause(
    story: Story, talks: dict[str, Thread]
) -> None:
    member, content = story.members["editor"], story.plan.content
    (change,) = story.session.scalars(select(Proposal).where(Proposal.id == talks["question"].proposal_id))
    shown = open_proposals(story.session, story.plan, member)
    beside = open_threads(story.session, story.plan, member, shown, content)
    assert {key: [one.id for one in found] for key, found in beside.items()} == {
        "supervision": [talks[name].id for name in ("shared", "must", "theirs")],
        "cases": [talks["gone"].id],
        change.id: [talks["question"].id],
    }
    without = open_threads(story.session, story.plan, member, [], content)
    assert [one.id for one in without[talks["question"].clause_key]] == [talks["question"].id]


def test_all_that_was_said_is_read_in_order_at_once(story: Story) -> None:
    one, other = factories.thread(story), factories.thread(story, quote="", body="Alone.")
    factories.reply(story, one, "editor", body="Yes.")
    factories.reply(story, one, "adviser", body="Agreed.")
    read_comments(story.session, [one, other])
    said = [[comment.body for comment in each.comments] for each in (one, other)]
    assert said == [["Could this be by video?", "Yes.", "Agreed."], ["Alone."]]


def test_a_change_has_all_its_conversations_that_the_reader_may_see(story: Story) -> None:
    change = factories.sent(story)
    factories.thread(story, quote="")
    first = factories.thread_on(story, change)
    private = factories.thread_on(story, change, audience=Audience.PRACTITIONER)
    factories.settle(story, first)
    assert [one.id for one in threads_on(change, story.members["editor"])] == [first.id]
    assert [one.id for one in threads_on(change, story.members["representative"])] == [first.id, private.id]
