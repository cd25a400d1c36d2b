"""Comments that somebody shows PSR, and its answers, in one line each."""

from datetime import timedelta

from portal.domain.talk import concern as showing
from portal.domain.talk.concern import Concern, Does
from portal.domain.talk.thread import Thread
from tests.factories.story import Story

MOST_DAYS = 28


def raise_concern(
    story: Story, talk: Thread, by: str = "editor", why: str = "It is unkind.", number: int = 1
) -> Concern:
    """Somebody shows PSR the comment of this number."""
    with story.acting() as session:
        found, member = session.get_one(Thread, talk.id), story.member(by, session)
        comment = found.comments[number - 1]
        return showing.raise_concern(session, found, comment.id, why=why, by=member, at=story.tick())


def answer_concern(
    story: Story, asked: Concern, kind: Does = Does.FOLD, reason: str = "It is about a person.", days: int = 7
) -> None:
    """PSR's adviser answers; a pause lasts so many days."""
    with story.acting() as session:
        found, by, at = session.get_one(Concern, asked.id), story.member("adviser", session), story.tick()
        thread = session.get_one(Thread, found.comment.thread_id)
        until = (at + timedelta(days=days)).date() if kind.pauses else None
        facts = {"kind": kind, "reason": reason, "until": until, "most_days": MOST_DAYS}
        showing.answer_concern(session, found, thread, by=by, at=at, **facts)
