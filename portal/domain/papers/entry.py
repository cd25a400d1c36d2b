"""What PSR enters of a paper, for somebody who gave it by telephone or by hand, and what becomes of it."""

import enum
import json
import uuid
from collections.abc import Sequence, Set
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from portal.domain.base import APPEND_ONLY, Base, Identified, words
from portal.domain.cases.case import Membership
from portal.domain.cases.roles import Side
from portal.domain.papers.paper import Paper, PaperLine
from portal.domain.plans.of_plan import OfPlan
from portal.domain.plans.plan import Plan
from portal.domain.proposals.version import AnswerKind
from portal.domain.record.stored_file import StoredFile


class How(enum.Enum):
    """How PSR was told. What was said by telephone counts for nothing."""

    TELEPHONE = "by telephone"
    PAPER = "on paper"


class EntryEndKind(enum.Enum):
    CONFIRMED = "confirmed"
    SET_ASIDE = "set aside by PSR"
    DISPUTED = "not what they said"
    REPLACED = "entered anew"


class PaperEntry(OfPlan, Identified, Base):
    """The answers of one paper as PSR entered them; it counts once its scan is confirmed.

    `day` is that of the call, or the one written on the paper; `spoken_with` is whom PSR spoke with, and is kept from
    the other party. What somebody declares, and a note, go with a signature.
    """

    __tablename__ = "paper_entry"
    __table_args__ = (
        CheckConstraint("(how = 'on paper') = (file_id IS NOT NULL)", name="paper_has_a_scan"),
        APPEND_ONLY,
    )

    paper_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("paper.id"), index=True)
    how: Mapped[How] = mapped_column(words(How))
    day: Mapped[date]
    spoken_with: Mapped[str] = mapped_column(Text)
    statements: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Text)
    file_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("stored_file.id"), index=True)
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    at: Mapped[datetime]
    paper: Mapped[Paper] = relationship(lazy="joined", innerjoin=True)
    by: Mapped[Membership] = relationship(foreign_keys=[by_id])
    scan: Mapped[StoredFile | None] = relationship(lazy="joined")
    answers: Mapped[list["EnteredAnswer"]] = relationship(lazy="selectin")
    end: Mapped["EntryEnd | None"] = relationship(lazy="joined")
    concerns: Mapped[list["PaperConcern"]] = relationship(order_by="PaperConcern.at")

    @property
    def readers(self) -> Set[Side]:
        return self.paper.readers

    @property
    def waits(self) -> bool:
        """Whether nothing has become of it yet."""
        return self.end is None

    @property
    def can_be_confirmed(self) -> bool:
        return self.waits and self.how is How.PAPER

    @property
    def is_confirmed(self) -> bool:
        return self.end is not None and self.end.kind is EntryEndKind.CONFIRMED

    @property
    def can_be_disputed(self) -> bool:
        """Whether it counts, or might yet."""
        return self.waits or self.is_confirmed

    @property
    def declared(self) -> list[str]:
        return list(json.loads(self.statements))


class EnteredAnswer(Identified, Base):
    """What the paper, or its author on the telephone, says to one line; a yes to the final text is a signature."""

    __tablename__ = "entered_answer"
    __table_args__ = (UniqueConstraint("entry_id", "line_id"), APPEND_ONLY)

    entry_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("paper_entry.id"))
    line_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("paper_line.id"), index=True)
    kind: Mapped[AnswerKind] = mapped_column(words(AnswerKind))
    reason: Mapped[str] = mapped_column(Text)
    line: Mapped[PaperLine] = relationship(lazy="joined", innerjoin=True)
    counted: Mapped["CountedAnswer | None"] = relationship(lazy="joined")

    @property
    def is_yes(self) -> bool:
        return self.kind is AnswerKind.AGREE


class EntryEnd(Identified, Base):
    """What became of an entry; it has one end at most."""

    __tablename__ = "entry_end"
    __table_args__ = (UniqueConstraint("entry_id"), APPEND_ONLY)

    entry_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("paper_entry.id"))
    kind: Mapped[EntryEndKind] = mapped_column(words(EntryEndKind))
    words: Mapped[str] = mapped_column(Text)
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    at: Mapped[datetime]


class CountedAnswer(Identified, Base):
    """An entered answer counts: it was confirmed while the words were still those of the paper."""

    __tablename__ = "counted_answer"
    __table_args__ = (UniqueConstraint("answer_id"), APPEND_ONLY)

    answer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("entered_answer.id"))


class PaperConcern(Identified, Base):
    """Somebody says of an entry that counts: this is not what I said."""

    __tablename__ = "paper_concern"
    __table_args__ = APPEND_ONLY

    entry_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("paper_entry.id"), index=True)
    words: Mapped[str] = mapped_column(Text)
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    at: Mapped[datetime]


def entries_of(session: Session, plan: Plan) -> Sequence[PaperEntry]:
    """Every entry of every paper of a plan, the oldest first."""
    wanted = select(PaperEntry).where(PaperEntry.plan_id == plan.id).order_by(PaperEntry.at)
    return session.scalars(wanted).unique().all()


def counts(session: Session, paper: Paper) -> bool:
    """Whether what this paper says counts already."""
    return any(one.is_confirmed for one in entries_on(session, paper))


def entries_on(session: Session, paper: Paper) -> Sequence[PaperEntry]:
    """Every entry of one paper, the oldest first."""
    wanted = select(PaperEntry).where(PaperEntry.paper_id == paper.id).order_by(PaperEntry.at)
    return session.scalars(wanted).unique().all()
