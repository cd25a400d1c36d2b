"""Whatever two parties do in whatever order: words change only as written and agreed, and the record holds."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from portal.database import create_schema, make_engine
from portal.domain import negotiation, record
from portal.domain.amendment import Amendment
from portal.domain.base import Refused
from portal.domain.proposal import Proposal, Status
from portal.domain.record import Event, Stream
from tests.factories import WORDS, Story, a_case, agree, decline, put_forward, sent_weeks, suggest

WORDINGS = [
    WORDS["supervision"].replace(old, new)
    for old, new in [("meet", "see"), ("meet", "telephone"), ("30", "45"), ("once", "twice"), (" once a week", "")]
]
PARTIES = ["practitioner", "editor"]
OTHER = dict(zip(PARTIES, reversed(PARTIES), strict=True))
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["suggest", "weeks", "send", "agree", "agree", "confirm", "decline", "withdraw"]),
        st.sampled_from(PARTIES),
        st.integers(0, 4),
    ),
    max_size=14,
)


@cache
def engine() -> Engine:
    engine = make_engine("sqlite://")
    create_schema(engine)
    return engine


@contextmanager
def told() -> Iterator[Story]:
    """A story that leaves nothing behind."""
    with engine().connect() as connection:
        transaction = connection.begin()
        with Session(connection, expire_on_commit=False, join_transaction_mode="create_savepoint") as session:
            yield a_case(session)
        transaction.rollback()


def proposals(story: Story) -> list[Proposal]:
    return list(story.session.scalars(select(Proposal).order_by(Proposal.created_at)))


def step(story: Story, act: str, who: str, choice: int) -> None:
    """One act of one party; what is not possible is refused and changes nothing."""
    if act == "suggest":
        suggest(story, who, text=WORDINGS[choice])
    elif act == "weeks":
        sent_weeks(story, who, weeks=choice + 2)
    elif known := proposals(story):
        on_a_proposal(story, act, who, known[choice % len(known)])


def on_a_proposal(story: Story, act: str, who: str, proposal: Proposal) -> None:
    by, author = story.member(who), "practitioner" if proposal.by_id == story.members["practitioner"].id else "editor"
    if act == "send":
        put_forward(story, proposal, author)
    elif act == "agree":
        agree(story, proposal, OTHER[author])
    elif act == "decline":
        decline(story, proposal, OTHER[author])
    elif act == "confirm":
        by, digest = story.member(author), proposal.latest.digest
        negotiation.confirm(story.session, proposal, digest=digest, by=by, at=story.tick())
    else:
        negotiation.withdraw(story.session, proposal, by=by, at=story.tick())


@settings(max_examples=40, deadline=None)
@given(STEPS)
def test_any_history_keeps_the_rules(steps: list[tuple[str, str, int]]) -> None:
    with told() as story:
        for act in steps:
            before = story.plan.current.number
            try:
                step(story, *act)
            except Refused:
                assert story.plan.current.number == before
        every_revision_was_agreed(story)
        every_open_change_starts_from_the_present_words(story)
        numbers_and_streams_tell_nothing_of_what_is_private(story)
        found = record.check(story.session, story.case.id, list(Stream))
        assert [finding.fault for finding in found if finding.fault] == []


def every_revision_was_agreed(story: Story) -> None:
    made = {revision.proposal_id for revision in story.revisions()[1:]}
    effective = [proposal for proposal in proposals(story) if proposal.status is Status.IN_EFFECT]
    assert made == {proposal.id for proposal in effective}
    assert all(len(proposal.latest.assents) == 2 for proposal in effective)


def every_open_change_starts_from_the_present_words(story: Story) -> None:
    content = story.plan.content
    for proposal in proposals(story):
        if not proposal.outcome:
            assert proposal.latest.before == proposal.present(content)
            assert proposal.latest.after != proposal.latest.before
        if isinstance(proposal, Amendment):
            assert proposal.versions[0].after in WORDINGS


def numbers_and_streams_tell_nothing_of_what_is_private(story: Story) -> None:
    numbers = sorted(proposal.number for proposal in proposals(story) if proposal.number)
    assert numbers == list(range(1, len(numbers) + 1))
    private = {str(proposal.id): proposal.side.value for proposal in proposals(story) if not proposal.put_forward_at}
    for event in story.session.scalars(select(Event)):
        assert event.stream.value == private.get(event.facts.subject, event.stream.value)
