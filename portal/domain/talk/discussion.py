"""What people say in threads, and how threads follow the words they hang on (design §6)."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain import record
from portal.domain.base import Refused
from portal.domain.cases.case import Membership
from portal.domain.plans.content import Clause
from portal.domain.plans.plan import Plan
from portal.domain.plans.revision import Revision
from portal.domain.proposals.kinds.clause_change import CLAUSE_GONE
from portal.domain.proposals.proposal import Proposal
from portal.domain.talk import events
from portal.domain.talk.quiet import expect_may_comment
from portal.domain.talk.thread import (
    NO_AUDIENCE,
    Anchor,
    Audience,
    Comment,
    Reopening,
    Settlement,
    Thread,
    audiences_about,
    audiences_for,
)
from portal.text import find, reanchor


def start_thread(
    session: Session,
    plan: Plan,
    *,
    clause_key: str,
    quote: str,
    occurrence: int,
    body: str,
    audience: Audience,
    by: Membership,
    at: datetime,
    must_settle: bool = False,
    read_in: int = 0,
) -> Thread:
    """Comment on a paragraph, or on the `occurrence`-th (from 0) place of `quote` in it.

    `read_in` is the number of the revision in which the words were picked, 0 for the present one. Raises Refused when
    the paragraph or the words are not there, the remark is empty, or the plan is not issued.
    """
    plan.expect_issued()
    clause = plan.content.clause(clause_key)
    if clause is None:
        raise Refused(CLAUSE_GONE)
    _expect_words(body)
    if audience not in audiences_for(by):
        raise Refused(NO_AUDIENCE, "audience")
    expect_may_comment(by, audience, at)
    _expect_mark(plan, must_settle, by)
    thread = Thread(
        plan=plan,
        clause_key=clause_key,
        audience=audience,
        quote="",
        must_settle=must_settle,
        health=clause.health,
        by_id=by.id,
        at=at,
    )
    if quote:
        thread.quote, (start, end) = picked(session, plan, clause, quote, occurrence, read_in)
        thread.anchors = [Anchor(number=1, revision=plan.current, start=start, end=end)]
    return begin(session, thread, events.THREAD_STARTED, body, by, at)


def comment_on(
    session: Session,
    proposal: Proposal,
    *,
    body: str,
    audience: Audience,
    by: Membership,
    at: datetime,
    must_settle: bool = False,
) -> Thread:
    """Comment on a suggested change.

    Raises Refused when the remark is empty, or the audience reaches beyond those who know of the change.
    """
    _expect_words(body)
    if audience not in audiences_about(proposal, by):
        raise Refused(NO_AUDIENCE, "audience")
    expect_may_comment(by, audience, at)
    _expect_mark(proposal.plan, must_settle, by)
    thread = about(proposal, audience=audience, by=by, at=at, must_settle=must_settle)
    return begin(session, thread, events.THREAD_STARTED, body, by, at)


def about(proposal: Proposal, *, audience: Audience, by: Membership, at: datetime, **facts: bool) -> Thread:
    """A thread about a suggested change, not yet begun."""
    key, plan = proposal.target(), proposal.plan
    facts = facts | {"health": proposal.health}
    return Thread(
        plan=plan, clause_key=key, proposal=proposal, audience=audience, quote="", by_id=by.id, at=at, **facts
    )


def begin(session: Session, thread: Thread, kind: record.Kind, body: str, by: Membership, at: datetime) -> Thread:
    """Put the first remark into a thread, and record it for its audience only."""
    thread.comments = [Comment(number=1, body=body, by_id=by.id, at=at)]
    session.add(thread)
    session.flush()
    tell(session, thread, kind, by, at, thread.facts | {"body": body})
    return thread


def reply(session: Session, thread: Thread, *, body: str, by: Membership, at: datetime) -> Comment:
    """Add a remark to a thread, for the same audience; the reply to a question is nobody's to pause."""
    _expect_words(body)
    if not thread.is_question:
        expect_may_comment(by, thread.audience, at)
    comment = Comment(number=len(thread.comments) + 1, body=body, by_id=by.id, at=at)
    thread.comments.append(comment)
    session.flush()
    tell(session, thread, events.COMMENTED, by, at, {"body": body})
    return comment


def settle(session: Session, thread: Thread, *, by: Membership, at: datetime) -> None:
    """Close the talk.

    A thread that "must be settled" is cleared by whoever marked it, an unanswered question by the side that asked it.
    """
    if thread.held_open_for(by):
        raise Refused(thread.held_open_for(by))
    thread.settlements.append(Settlement(number=len(thread.settlements) + 1, by_id=by.id, at=at))
    session.flush()
    tell(session, thread, events.THREAD_SETTLED, by, at, {})


def reopen(session: Session, thread: Thread, *, by: Membership, at: datetime) -> None:
    """Take up a settled talk again: what was said and settled before stays."""
    if thread.held_settled:
        raise Refused(thread.held_settled)
    thread.settlements[-1].reopening = Reopening(by_id=by.id, at=at)
    session.flush()
    tell(session, thread, events.THREAD_REOPENED, by, at, {})


def _expect_mark(plan: Plan, must_settle: bool, by: Membership) -> None:
    """Who marks a talk alone can clear it, so only a party's own voice may, and not once the text is being signed."""
    if must_settle and by.voice is None:
        raise Refused("Only the parties say what must be settled before they sign.", "must_settle")
    if must_settle and plan.is_frozen:
        raise Refused("The final text is being signed. Reopen it, then mark what must be settled first.", "must_settle")


def _expect_words(body: str) -> None:
    if not body.strip():
        raise Refused("Write your comment.", "body")


def picked(
    session: Session, plan: Plan, clause: Clause, quote: str, occurrence: int, read_in: int
) -> tuple[str, tuple[int, int]]:
    """The words that were picked in this revision, as they stood there, and where they stand now."""
    wanted = select(Revision).where(Revision.plan_id == plan.id, Revision.number == read_in)
    then = session.scalar(wanted) if read_in and read_in != plan.current.number else None
    before = then.content.clause(clause.key) if then else None
    text = before.text if before else clause.text
    start, end = _find(text, quote, occurrence)
    place = reanchor(text, clause.text, start, end) if before else (start, end)
    if place is None:
        raise Refused("Those words have changed since you picked them. Read the paragraph as it is now.", "quote")
    return text[start:end], place


def _find(text: str, quote: str, occurrence: int) -> tuple[int, int]:
    """The place of the words: as they stand, or else whatever their spaces, quotation marks and dashes (design §5)."""
    exact = [place for place in range(len(text)) if text.startswith(quote, place)]
    places = [(start, start + len(quote)) for start in exact] or find(text, quote)
    if occurrence >= len(places):
        raise Refused("Those words are not in this paragraph. Copy them exactly as they stand.", "quote")
    return places[occurrence]


def tell(
    session: Session, thread: Thread, kind: record.Kind, by: Membership, at: datetime, values: dict[str, str]
) -> None:
    """Record what happened in a thread, for its audience only."""
    stream = record.Stream(thread.audience.value)
    thread.plan.case.tell(session, stream, kind, by=by, subject=thread.id, at=at, values=values)
