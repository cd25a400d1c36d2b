"""The versions of a suggested change, and what people said to each: facts as rows."""

import enum
import json
import uuid
from datetime import datetime
from functools import cached_property
from typing import Any

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.domain.base import APPEND_ONLY, Base, Identified, words
from portal.domain.cases.roles import Party, Side
from portal.domain.plans.revision import Revision
from portal.domain.plans.structure import Place
from portal.domain.proposals.said import Said
from portal.text import Edit


class OutcomeKind(enum.Enum):
    IN_EFFECT = "in effect"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"


class Fit(enum.Enum):
    """How a version came to fit the plan's present words."""

    WRITTEN = "written"
    REBASED = "rebased"
    CONFLICT = "conflict"


class AnswerKind(enum.Enum):
    AGREE = "agree"
    DECLINE = "decline"


class ProposalVersion(Identified, Base):
    """The exact words of a suggested change at one time; rows are added, never changed."""

    __tablename__ = "proposal_version"
    __table_args__ = (UniqueConstraint("proposal_id", "number"), APPEND_ONLY)

    proposal_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("proposal.id"))
    number: Mapped[int]
    base_revision_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("revision.id"))
    before: Mapped[str] = mapped_column(Text)
    after: Mapped[str] = mapped_column(Text)
    stored_edits: Mapped[str] = mapped_column(Text)
    stored_flags: Mapped[str] = mapped_column(Text, default="[]", server_default="[]")
    terms: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(String(64))
    fit: Mapped[Fit] = mapped_column(words(Fit))
    suggestion: Mapped[str] = mapped_column(Text)
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    made_at: Mapped[datetime]
    base_revision: Mapped[Revision] = relationship()
    assents: Mapped[list["Assent"]] = relationship(lazy="selectin")
    confirmation: Mapped["Confirmation | None"] = relationship(lazy="joined")
    kept: Mapped[list["KeptAnswer"]] = relationship(order_by="KeptAnswer.at")

    @property
    def edits(self) -> list[Edit]:
        return [Edit(*row) for row in json.loads(self.stored_edits)]

    @property
    def flags(self) -> list[str]:
        """A sentence for each small change with a large meaning."""
        return list(json.loads(self.stored_flags))

    @cached_property
    def read_terms(self) -> dict[str, Any]:
        """All that an answer to it depends on."""
        return dict(json.loads(self.terms))

    @property
    def said(self) -> Said:
        """What it says."""
        return Said(self.before, self.after, self.place)

    @cached_property
    def place(self) -> Place | None:
        """Where an added or moved clause would stand; None for a change that is about no place."""
        place = self.read_terms["place"]
        return Place(*place) if place else None


class Assent(Identified, Base):
    """A party's yes to the exact words of one version."""

    __tablename__ = "assent"
    __table_args__ = (UniqueConstraint("version_id", "party"), APPEND_ONLY)

    version_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("proposal_version.id"))
    party: Mapped[Party] = mapped_column(words(Party))
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    at: Mapped[datetime]


class Confirmation(Identified, Base):
    """The author's party has read how its change was fitted to the new words, and stands by it."""

    __tablename__ = "confirmation"
    __table_args__ = (UniqueConstraint("version_id"), APPEND_ONLY)

    version_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("proposal_version.id"))
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    at: Mapped[datetime]


class KeptAnswer(Identified, Base):
    """An answer kept for later, seen by one's own side only; the newest counts.

    `reason` is sent with a no; `note` never leaves the side.
    """

    __tablename__ = "kept_answer"

    version_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("proposal_version.id"), index=True)
    side: Mapped[Side] = mapped_column(words(Side))
    kind: Mapped[AnswerKind] = mapped_column(words(AnswerKind))
    reason: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Text, default="", server_default="")
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    at: Mapped[datetime]

    @property
    def is_whole(self) -> bool:
        """Whether it could be sent as it is: a no needs its reason."""
        return self.kind is AnswerKind.AGREE or bool(self.reason)


class Caution(Identified, Base):
    """A representative would ask first: advice to one's own side, never an answer."""

    __tablename__ = "caution"
    __table_args__ = (UniqueConstraint("proposal_id", "by_id"),)

    proposal_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("proposal.id"))
    side: Mapped[Side] = mapped_column(words(Side))
    note: Mapped[str] = mapped_column(Text)
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    at: Mapped[datetime]


class Outcome(Identified, Base):
    """What became of a suggested change; it has one outcome at most."""

    __tablename__ = "outcome"
    __table_args__ = (UniqueConstraint("proposal_id"), APPEND_ONLY)

    proposal_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("proposal.id"))
    kind: Mapped[OutcomeKind] = mapped_column(words(OutcomeKind))
    reason: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    at: Mapped[datetime]
