"""Asking a question about a suggested change, which stops the clock on it until its author's side replies."""

from datetime import datetime

from sqlalchemy.orm import Session

from portal.domain.base import Refused
from portal.domain.cases.case import Membership
from portal.domain.proposals.proposal import Proposal
from portal.domain.talk import events
from portal.domain.talk.discussion import about, begin
from portal.domain.talk.thread import Audience, Thread


def ask(session: Session, proposal: Proposal, *, body: str, by: Membership, at: datetime) -> Thread:
    """Ask those who suggested a change about it, before one's party answers it.

    Raises Refused when the question is empty, or the change does not wait for an answer of the asker's party.
    """
    proposal.expect_answerable(by)
    if proposal.side is by.side:
        raise Refused("This is your own side’s suggestion. Talk about it in a conversation of your side.")
    if not body.strip():
        raise Refused("Write your question.", "body")
    thread = about(proposal, audience=Audience.SHARED, by=by, at=at, is_question=True)
    return begin(session, thread, events.QUESTION_ASKED, body, by, at)
