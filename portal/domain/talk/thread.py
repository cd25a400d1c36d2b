"""Threads and their audience: what hangs on a paragraph, on words in it, or on a suggested change (design §6)."""

import enum
import uuid
from collections.abc import Set
from datetime import datetime
from typing import cast

from sqlalchemy import ColumnElement, ForeignKey, Index, String, Text, UniqueConstraint, false, select
from sqlalchemy.orm import Mapped, mapped_column, object_session, relationship

from portal.domain.base import APPEND_ONLY, Base, Identified, words
from portal.domain.cases.case import Case, Membership
from portal.domain.cases.roles import EVERY_SIDE, Party, Side
from portal.domain.plans.of_plan import OfPlan
from portal.domain.plans.revision import Revision
from portal.domain.proposals.proposal import Proposal
from portal.domain.talk.fold import Fold
from portal.domain.talk.whereabouts import Whereabouts, locate


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


NO_AUDIENCE = "Choose who can see your comment."
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


def audiences_for(member: Membership) -> list[Audience]:
    """Every audience that this member may say something to, their own side's first."""
    everybody, is_heard = audiences_of(member.side), member.speaks_to_the_other_party and not member.is_quiet
    return everybody if is_heard else [one for one in everybody if one is not Audience.SHARED]


def audiences_about(proposal: Proposal | None, member: Membership) -> list[Audience]:
    """The same about a suggested change: about one that is not yet sent, only their own side."""
    if proposal and proposal.put_forward_at is None:
        return [Audience(member.side.value)]
    return audiences_for(member)


def wider(audience: Audience, side: Side) -> list[Audience]:
    """The audiences of this side that hold everybody of this one, and more."""
    return [one for one in audiences_of(side) if READERS[one] > READERS[audience]]


class Thread(OfPlan, Identified, Base):
    """A talk about a paragraph, about the words `quote` in it, or about a suggested change.

    A question is a shared talk that a party starts about a change before it answers it.
    """

    __tablename__ = "thread"
    known = cast(Whereabouts | None, None)  # found out for all the conversations of a page at once

    clause_key: Mapped[str] = mapped_column(String(40))
    proposal_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("proposal.id"))
    audience: Mapped[Audience] = mapped_column(words(Audience))
    quote: Mapped[str] = mapped_column(Text)
    must_settle: Mapped[bool] = mapped_column(default=False)
    health: Mapped[bool] = mapped_column(default=False, server_default=false())
    is_question: Mapped[bool] = mapped_column(default=False, server_default=false())
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    at: Mapped[datetime]
    proposal: Mapped[Proposal | None] = relationship()
    comments: Mapped[list["Comment"]] = relationship(order_by="Comment.number", lazy="selectin")
    anchors: Mapped[list["Anchor"]] = relationship(order_by="Anchor.number", lazy="selectin")
    settlements: Mapped[list["Settlement"]] = relationship(order_by="Settlement.number", lazy="selectin")

    @property
    def readers(self) -> Set[Side]:
        """The sides that may know of it: its audience, as far as it may know of what the talk is about."""
        return READERS[self.audience] & (self.proposal.readers if self.proposal else EVERY_SIDE)

    def hears(self, member: Membership) -> bool:
        """Whether this member may say something to its audience; asked of many at once, so nothing more is read."""
        replies = self.is_question and member.speaks_to_the_other_party
        return replies or self.audience in audiences_for(member)

    @property
    def whereabouts(self) -> Whereabouts:
        """Where its words stand now; who reads many conversations asks for all of them at once, by `locate`."""
        session = object_session(self)
        if self.known or session is None:
            return self.known or Whereabouts(None, False, None)
        return locate(session, self.plan_id, [self])[self.id]

    @property
    def place(self) -> tuple[int, int] | None:
        """Where its words stand in the paragraph now, in code points; None when it has none or they are gone."""
        return self.whereabouts.place

    @property
    def is_orphan(self) -> bool:
        """Whether the words it is about, or the whole paragraph, are no longer in the plan."""
        return self.whereabouts.is_gone

    @property
    def last_seen_in(self) -> uuid.UUID | None:
        """The revision in which its words last stood; None when it never had any."""
        return self.whereabouts.last_seen_in

    @property
    def facts(self) -> dict[str, str]:
        """What its first event says of it, beside what was said."""
        return {"quote": self.quote, "must_settle": "yes" if self.must_settle else "no"}

    @property
    def is_open(self) -> bool:
        return not self.settlements or self.settlements[-1].reopening is not None

    def held_open_for(self, member: Membership) -> str:
        """Why this member of the case cannot settle it now; "" where they can."""
        if not self.is_open:
            return "This conversation is settled already."
        if self.must_settle and self.by_id != member.id:
            return "Only the person who marked this conversation 'must be settled' can settle it."
        if self.is_question and not self._has_its_reply and member.side is not self._side_of(self.by_id):
            return "This question has no reply yet. Reply to it first; until then only those who asked can settle it."
        return ""

    @property
    def held_settled(self) -> str:
        """Why nobody can take it up again now; "" where they can."""
        if self.is_open:
            return "This conversation is open already."
        if self.must_settle and self.plan.is_frozen:
            return "This conversation stands in the way of signing. Reopen the final text, then take it up again."
        return ""

    @property
    def awaits_reply(self) -> bool:
        """Whether it is a question to which the side that suggested the change has said nothing yet."""
        return self.is_question and self.is_open and not self._has_its_reply

    @property
    def _has_its_reply(self) -> bool:
        """Whether the side that suggested the change has said something."""
        return any(self.proposal and self._side_of(one.by_id) is self.proposal.side for one in self.comments)

    def _side_of(self, member_id: uuid.UUID) -> Side | None:
        return next((one.side for one in self.case.memberships if one.id == member_id), None)


class Anchor(Identified, Base):
    """Where a thread's words stood in one revision; both offsets are NULL once the words are gone.

    Only the first is written now, when the thread starts; earlier releases wrote more, equal offsets among them where
    a paragraph came back, for a thread that is about no words in particular.
    """

    __tablename__ = "anchor"
    __table_args__ = (UniqueConstraint("thread_id", "number"), APPEND_ONLY)

    thread_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("thread.id"))
    number: Mapped[int]
    revision_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("revision.id"))
    start: Mapped[int | None]
    end: Mapped[int | None]
    revision: Mapped[Revision] = relationship()


class Comment(Identified, Base):
    """One remark in a thread, in small Markdown."""

    __tablename__ = "comment"
    __table_args__ = (Index("ix_comment_thread_id_number", "thread_id", "number", unique=True), APPEND_ONLY)

    thread_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("thread.id"))
    number: Mapped[int]
    body: Mapped[str] = mapped_column(Text)
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    at: Mapped[datetime]
    copy: Mapped["CommentCopy | None"] = relationship(lazy="joined")
    fold: Mapped[Fold | None] = relationship(lazy="joined")


class CommentCopy(Identified, Base):
    """A comment repeats a private one, put forward by somebody of its author's side."""

    __tablename__ = "comment_copy"
    __table_args__ = (UniqueConstraint("comment_id"), APPEND_ONLY)

    comment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("comment.id"))
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))


class Settlement(Identified, Base):
    """Somebody said that the talk has done its work."""

    __tablename__ = "settlement"
    __table_args__ = (UniqueConstraint("thread_id", "number"), APPEND_ONLY)

    thread_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("thread.id"))
    number: Mapped[int]
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    at: Mapped[datetime]
    reopening: Mapped["Reopening | None"] = relationship(lazy="joined")


class Reopening(Identified, Base):
    """Somebody took up a settled talk again."""

    __tablename__ = "reopening"
    __table_args__ = (UniqueConstraint("settlement_id"), APPEND_ONLY)

    settlement_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("settlement.id"))
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    at: Mapped[datetime]


def is_settled() -> ColumnElement[bool]:
    """The condition, on a query of threads, that a settlement stands."""
    standing = select(Settlement.id).outerjoin(Reopening, Reopening.settlement_id == Settlement.id)
    return standing.where(Settlement.thread_id == Thread.id, Reopening.id.is_(None)).exists()
