"""Threads about words, their audience, and how they follow the words they hang on (design: discussion)."""

import enum
import uuid
from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from portal.domain import record
from portal.domain.base import APPEND_ONLY, Base, Identified, Refused, words
from portal.domain.case import Case, Membership, Party, Side
from portal.domain.plan import Plan
from portal.text import reanchor


class Audience(enum.Enum):
    """Who can see a thread, fixed when it starts: a closed list."""

    ORGANISATION = "organisation"
    PRACTITIONER = "practitioner"
    PSR = "psr"
    ORGANISATION_PSR = "organisation_psr"
    PRACTITIONER_PSR = "practitioner_psr"
    SHARED = "shared"

    def includes(self, side: Side) -> bool:
        return side in READERS[self]

    def in_words(self, case: Case) -> str:
        """Who can see it, as a page says it."""
        organisation, practitioner = case.name_of(Party.ORGANISATION), case.name_of(Party.PRACTITIONER)
        return {
            Audience.ORGANISATION: f"only {organisation}",
            Audience.PRACTITIONER: f"only {practitioner} and their representative",
            Audience.PSR: "only PSR",
            Audience.ORGANISATION_PSR: f"{organisation} and PSR",
            Audience.PRACTITIONER_PSR: f"{practitioner}, their representative and PSR",
            Audience.SHARED: f"{organisation}, {practitioner}, their representative and PSR",
        }[self]


READERS = {
    Audience.ORGANISATION: {Side.ORGANISATION},
    Audience.PRACTITIONER: {Side.PRACTITIONER},
    Audience.PSR: {Side.PSR},
    Audience.ORGANISATION_PSR: {Side.ORGANISATION, Side.PSR},
    Audience.PRACTITIONER_PSR: {Side.PRACTITIONER, Side.PSR},
    Audience.SHARED: {Side.ORGANISATION, Side.PRACTITIONER, Side.PSR},
}


def audiences_of(side: Side) -> list[Audience]:
    """Every audience that this side belongs to."""
    return [audience for audience in Audience if audience.includes(side)]


class Thread(Identified, Base):
    """A talk about a paragraph, or about the words `quote` in it."""

    __tablename__ = "thread"

    plan_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("plan.id"), index=True)
    clause_key: Mapped[str] = mapped_column(String(40))
    proposal_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("proposal.id"))
    audience: Mapped[Audience] = mapped_column(words(Audience))
    quote: Mapped[str] = mapped_column(Text)
    must_settle: Mapped[bool] = mapped_column(default=False)
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    at: Mapped[datetime]
    plan: Mapped[Plan] = relationship()
    comments: Mapped[list["Comment"]] = relationship(order_by="Comment.at", lazy="selectin")
    anchors: Mapped[list["Anchor"]] = relationship(order_by="Anchor.number", lazy="selectin")
    settlement: Mapped["Settlement | None"] = relationship(lazy="selectin")

    @property
    def place(self) -> tuple[int, int] | None:
        """Where its words stand in the paragraph now, in code points; None when it has none or they are gone."""
        if not self.anchors or self.anchors[-1].start is None or self.anchors[-1].end is None:
            return None
        return self.anchors[-1].start, self.anchors[-1].end

    @property
    def is_orphan(self) -> bool:
        return bool(self.anchors) and self.place is None

    @property
    def last_seen_in(self) -> uuid.UUID | None:
        """The revision in which its words last stood; None when it never had any."""
        return next((one.revision_id for one in reversed(self.anchors) if one.start is not None), None)

    @property
    def is_open(self) -> bool:
        return self.settlement is None


class Anchor(Identified, Base):
    """Where a thread's words stood in one revision; both offsets are NULL once the words are gone."""

    __tablename__ = "anchor"
    __table_args__ = (UniqueConstraint("thread_id", "number"), APPEND_ONLY)

    thread_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("thread.id"))
    number: Mapped[int]
    revision_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("revision.id"))
    start: Mapped[int | None]
    end: Mapped[int | None]


class Comment(Identified, Base):
    """One remark in a thread, in small Markdown."""

    __tablename__ = "comment"
    __table_args__ = APPEND_ONLY

    thread_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("thread.id"), index=True)
    body: Mapped[str] = mapped_column(Text)
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    at: Mapped[datetime]


class Settlement(Identified, Base):
    """Somebody said that the talk has done its work."""

    __tablename__ = "settlement"
    __table_args__ = (UniqueConstraint("thread_id"),)

    thread_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("thread.id"))
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    at: Mapped[datetime]


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
) -> Thread:
    """Comment on a paragraph, or on the `occurrence`-th (from 0) place of `quote` in it.

    Raises Refused when the paragraph or the words are not there, or the remark is empty.
    """
    clause = plan.content.clause(clause_key)
    if clause is None:
        raise Refused("That paragraph is no longer in the plan.")
    _expect_words(body)
    if not audience.includes(by.side):
        raise Refused("Choose who can see your comment.", "audience")
    thread = Thread(
        plan=plan, clause_key=clause_key, audience=audience, quote=quote, must_settle=must_settle, by_id=by.id, at=at
    )
    if quote:
        start = _find(clause.text, quote, occurrence)
        thread.anchors = [Anchor(number=1, revision_id=plan.current.id, start=start, end=start + len(quote))]
    thread.comments = [Comment(body=body, by_id=by.id, at=at)]
    session.add(thread)
    session.flush()
    _tell(session, thread, record.Kind.THREAD_STARTED, by, at, {"quote": quote, "body": body})
    return thread


def reply(session: Session, thread: Thread, *, body: str, by: Membership, at: datetime) -> Comment:
    """Add a remark to a thread, for the same audience."""
    _expect_words(body)
    comment = Comment(body=body, by_id=by.id, at=at)
    thread.comments.append(comment)
    session.flush()
    _tell(session, thread, record.Kind.COMMENTED, by, at, {"body": body})
    return comment


def settle(session: Session, thread: Thread, *, by: Membership, at: datetime) -> None:
    """Close the talk; a thread that "must be settled" is cleared by whoever marked it."""
    if thread.settlement:
        raise Refused("This conversation is settled already.")
    if thread.must_settle and thread.by_id != by.id:
        raise Refused("Only the person who marked this conversation 'must be settled' can settle it.")
    thread.settlement = Settlement(by_id=by.id, at=at)
    session.flush()
    _tell(session, thread, record.Kind.THREAD_SETTLED, by, at, {})


def follow_words(session: Session, plan: Plan, *, clause_key: str, before: str, after: str) -> None:
    """Find each thread's words again in the paragraph's new text; those whose words are gone keep their quote."""
    for thread in _anchored(session, plan, clause_key):
        if thread.place:
            start, end = reanchor(before, after, *thread.place) or (None, None)
            anchor = Anchor(number=len(thread.anchors) + 1, revision_id=plan.current.id, start=start, end=end)
            thread.anchors.append(anchor)
    session.flush()


def lose_words(session: Session, plan: Plan, clause_keys: Collection[str]) -> None:
    """The paragraphs are gone, and with them the words of every thread about them."""
    threads = session.scalars(select(Thread).where(Thread.plan_id == plan.id, Thread.clause_key.in_(clause_keys)))
    for thread in threads:
        thread.anchors.append(Anchor(number=len(thread.anchors) + 1, revision_id=plan.current.id))
    session.flush()


def _anchored(session: Session, plan: Plan, clause_key: str) -> Sequence[Thread]:
    return session.scalars(select(Thread).where(Thread.plan_id == plan.id, Thread.clause_key == clause_key)).all()


def _expect_words(body: str) -> None:
    if not body.strip():
        raise Refused("Write your comment.", "body")


def _find(text: str, quote: str, occurrence: int) -> int:
    start = -1
    for _ in range(occurrence + 1):
        start = text.find(quote, start + 1)
        if start < 0:
            raise Refused("Those words are not in this paragraph. Copy them exactly as they stand.", "quote")
    return start


def _tell(
    session: Session, thread: Thread, kind: record.Kind, by: Membership, at: datetime, values: dict[str, str]
) -> None:
    stream = record.Stream(thread.audience.value)
    record.append(session, thread.plan.case, stream, kind, by=by, subject=thread.id, at=at, values=values)
