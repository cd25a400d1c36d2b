"""Conversations and questions, in one line each."""

from portal.domain.proposals.proposal import Proposal
from portal.domain.talk import copying, discussion, questions
from portal.domain.talk.thread import Audience, Thread
from tests.factories.story import Story


def thread(
    story: Story,
    by: str = "practitioner",
    audience: Audience = Audience.SHARED,
    key: str = "supervision",
    quote: str = "once a week",
    body: str = "Could this be by video?",
    occurrence: int = 0,
    must_settle: bool = False,
) -> Thread:
    """A conversation about words of a paragraph."""
    with story.acting() as session:
        return discussion.start_thread(
            session,
            story.present_plan(session),
            clause_key=key,
            quote=quote,
            occurrence=occurrence,
            body=body,
            audience=audience,
            by=story.member(by, session),
            at=story.tick(),
            must_settle=must_settle,
        )


def thread_on(
    story: Story,
    proposal: Proposal,
    by: str = "practitioner",
    audience: Audience = Audience.SHARED,
    body: str = "What would it cost?",
    must_settle: bool = False,
) -> Thread:
    """A conversation about a suggested change."""
    with story.acting() as session:
        found, member = session.get_one(Proposal, proposal.id), story.member(by, session)
        facts = {"body": body, "audience": audience, "must_settle": must_settle}
        return discussion.comment_on(session, found, by=member, at=story.tick(), **facts)


def ask(story: Story, proposal: Proposal, by: str = "editor", body: str = "Who would do it?") -> Thread:
    """A question about a suggested change."""
    with story.acting() as session:
        found, member = session.get_one(Proposal, proposal.id), story.member(by, session)
        return questions.ask(session, found, body=body, by=member, at=story.tick())


def reply(story: Story, talk: Thread, by: str = "practitioner", body: str = "The supervisor would.") -> None:
    with story.acting() as session:
        found, member = session.get_one(Thread, talk.id), story.member(by, session)
        discussion.reply(session, found, body=body, by=member, at=story.tick())


def copy(story: Story, talk: Thread, by: str = "practitioner", audience: Audience = Audience.SHARED) -> Thread:
    """All that this side said in a conversation, put forward to more readers."""
    with story.acting() as session:
        found, member = session.get_one(Thread, talk.id), story.member(by, session)
        ids = {one.id for one in copying.copyable(found, member)}
        return copying.put_forward_copy(session, found, comments=ids, audience=audience, by=member, at=story.tick())


def settle(story: Story, talk: Thread, by: str = "practitioner") -> None:
    with story.acting() as session:
        found = session.get_one(Thread, talk.id)
        discussion.settle(session, found, by=story.member(by, session), at=story.tick())


def reopen(story: Story, talk: Thread, by: str = "practitioner") -> None:
    with story.acting() as session:
        found = session.get_one(Thread, talk.id)
        discussion.reopen(session, found, by=story.member(by, session), at=story.tick())
