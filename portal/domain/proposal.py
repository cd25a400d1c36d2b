"""Suggested changes: what they say, version by version, and what became of them (design: proposals and assent)."""

import enum
import hashlib
import json
import uuid
from datetime import date, datetime
from typing import Any, NamedTuple

import rfc8785
from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.domain.base import Base, Identified, words
from portal.domain.case import Membership, Party, Side
from portal.domain.content import Content
from portal.domain.plan import Plan
from portal.domain.version import Fit, Outcome, ProposalVersion
from portal.text import Edit, diff


class ProposalKind(enum.Enum):
    REWORD = "reword"
    DURATION = "duration"


class Status(enum.Enum):
    """Where a suggested change stands, as one word for pages and rules."""

    PRIVATE = "private"
    OPEN = "open"
    TO_CONFIRM = "to be confirmed"
    CONFLICT = "in conflict"
    IN_EFFECT = "in effect"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"


class Effect(NamedTuple):
    """What a change of duration does to the plan's dates (002 §8.3)."""

    weeks_before: int
    weeks_after: int
    end_before: date | None
    end_after: date | None
    reviews: list[tuple[str, date | None, date | None]]


class Proposal(Identified, Base):
    """One suggested change to a plan; `number` is given when it is put forward."""

    __tablename__ = "proposal"
    __table_args__ = (UniqueConstraint("plan_id", "number"),)
    __mapper_args__ = {"polymorphic_on": "kind"}

    plan_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("plan.id"), index=True)
    kind: Mapped[ProposalKind] = mapped_column(words(ProposalKind))
    side: Mapped[Side] = mapped_column(words(Side))
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    reason: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime]
    put_forward_at: Mapped[datetime | None]
    put_forward_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("membership.id"))
    number: Mapped[int | None]
    answers_to: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("proposal.id"))
    plan: Mapped[Plan] = relationship(foreign_keys=[plan_id])
    versions: Mapped[list[ProposalVersion]] = relationship(order_by=ProposalVersion.number, lazy="selectin")
    outcome: Mapped[Outcome | None] = relationship(lazy="selectin")

    @property
    def latest(self) -> ProposalVersion:
        return self.versions[-1]

    @property
    def status(self) -> Status:
        if self.outcome:
            return Status(self.outcome.kind.value)
        if self.latest.fit is Fit.CONFLICT:
            return Status.CONFLICT
        if self.put_forward_at is None:
            return Status.PRIVATE
        if self.latest.fit is Fit.REBASED and not self.latest.confirmation:
            return Status.TO_CONFIRM
        return Status.OPEN

    def assented(self, party: Party | None) -> bool:
        """Whether this party has said yes to the exact words that stand now."""
        return any(assent.party is party for assent in self.latest.assents)

    def target(self) -> str:
        """The key of the clause or stage it is about."""
        raise NotImplementedError

    def present(self, content: Content) -> str:
        """What the plan says now where this would change it."""
        raise NotImplementedError

    def applied(self, content: Content) -> Content:
        """The plan as it would be with this in effect."""
        raise NotImplementedError

    def terms(self, content: Content, after: str) -> dict[str, Any]:
        """All that an answer depends on: what the digest covers."""
        raise NotImplementedError

    def edits(self, before: str, after: str) -> list[Edit]:
        return []

    def write(
        self,
        content: Content,
        after: str,
        *,
        by: Membership,
        at: datetime,
        fit: Fit = Fit.WRITTEN,
        suggestion: str = "",
    ) -> ProposalVersion:
        """Add the version that suggests `after` against what the plan says now."""
        before = self.present(content)
        canonical = rfc8785.dumps(self.terms(content, after))
        version = ProposalVersion(
            number=len(self.versions) + 1,
            base_revision_id=self.plan.current.id,
            before=before,
            after=after,
            stored_edits=json.dumps(self.edits(before, after)),
            terms=canonical.decode(),
            digest=hashlib.sha256(canonical).hexdigest(),
            fit=fit,
            suggestion=suggestion,
            by_id=by.id,
            made_at=at,
        )
        self.versions.append(version)
        return version


class Amendment(Proposal):
    """A change of a clause's words."""

    __tablename__ = "amendment"
    __mapper_args__ = {"polymorphic_identity": ProposalKind.REWORD}

    id: Mapped[uuid.UUID] = mapped_column(ForeignKey("proposal.id"), primary_key=True)
    clause_key: Mapped[str] = mapped_column(String(40), index=True)

    def target(self) -> str:
        return self.clause_key

    def present(self, content: Content) -> str:
        clause = content.clause(self.clause_key)
        return clause.text if clause else ""

    def applied(self, content: Content) -> Content:
        return content.with_text(self.clause_key, self.latest.after)

    def terms(self, content: Content, after: str) -> dict[str, Any]:
        before = self.present(content)
        return {"kind": self.kind.value, "clause": self.clause_key, "before": before, "after": after, "place": ""}

    def edits(self, before: str, after: str) -> list[Edit]:
        return diff(before, after)


class DurationChange(Proposal):
    """A change of a stage's weeks, longer or shorter: never without both parties (002 §8.3)."""

    __tablename__ = "duration_change"
    __mapper_args__ = {"polymorphic_identity": ProposalKind.DURATION}

    id: Mapped[uuid.UUID] = mapped_column(ForeignKey("proposal.id"), primary_key=True)
    stage_key: Mapped[str] = mapped_column(String(40), index=True)

    def target(self) -> str:
        return self.stage_key

    def present(self, content: Content) -> str:
        stage = content.stage(self.stage_key)
        return str(stage.weeks) if stage else "0"

    def applied(self, content: Content) -> Content:
        return content.with_weeks(self.stage_key, int(self.latest.after))

    def terms(self, content: Content, after: str) -> dict[str, Any]:
        changed = content.with_weeks(self.stage_key, int(after))
        return {
            "kind": self.kind.value,
            "clause": self.stage_key,
            "before": self.present(content),
            "after": after,
            "place": "",
            "weeks": [content.weeks, changed.weeks],
            "end": [str(content.end or ""), str(changed.end or "")],
        }

    def effect(self, content: Content, weeks: int) -> Effect:
        return effect(content, self.stage_key, weeks)


def effect(content: Content, stage_key: str, weeks: int) -> Effect:
    """What giving a stage so many weeks does to the end date and the review meetings."""
    changed = content.with_weeks(stage_key, weeks)
    pairs = zip(content.review_dates(), changed.review_dates(), strict=True)
    reviews = [(stage.title, before, after) for (stage, before), (_, after) in pairs if before != after]
    return Effect(content.weeks, changed.weeks, content.end, changed.end, reviews)
