"""Suggested changes: what they say, version by version, and what became of them (design: proposals and assent)."""

import enum
import hashlib
import json
import secrets
import uuid
from collections.abc import Sequence, Set
from datetime import datetime
from typing import Any, ClassVar

import rfc8785
from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from portal.domain import record
from portal.domain.base import Base, Identified, Refused, words
from portal.domain.cases.case import Membership, Party, Side
from portal.domain.plans.content import Content
from portal.domain.plans.plan import Plan
from portal.domain.plans.revision import Revision
from portal.domain.plans.structure import Place
from portal.domain.proposals.version import Fit, Outcome, ProposalVersion
from portal.domain.typed import new_words
from portal.text import diff, flags


class ProposalKind(enum.Enum):
    REWORD = "reword"
    ADD = "add"
    REMOVE = "remove"
    MOVE = "move"
    STAGE = "stage"
    DURATION = "duration"
    START = "start"


class Asker(enum.Enum):
    """Who asked PSR for a change: PSR is no party, and suggests only when it is asked (002 §2.5)."""

    ORGANISATION = "organisation"
    PRACTITIONER = "practitioner"
    BOTH = "both"


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


class Proposal(Identified, Base):
    """One suggested change to a plan; `number` is given when it is put forward."""

    __tablename__ = "proposal"
    __table_args__ = (
        UniqueConstraint("plan_id", "number"),
        CheckConstraint("(side = 'psr') = (asked_by IS NOT NULL)", name="only_psr_is_asked"),
    )
    __mapper_args__ = {"polymorphic_on": "kind", "with_polymorphic": "*"}

    redlined: ClassVar[bool] = True
    needs_consent: ClassVar[bool] = False
    answered_alone: ClassVar[bool] = False

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
    asked_by: Mapped[Asker | None] = mapped_column(words(Asker))
    bundle_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("bundle.id"), index=True)
    plan: Mapped[Plan] = relationship(foreign_keys=[plan_id])
    versions: Mapped[list[ProposalVersion]] = relationship(order_by=ProposalVersion.number, lazy="selectin")
    outcome: Mapped[Outcome | None] = relationship(lazy="joined")

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

    def expect(self, status: Status) -> None:
        """Refuse what is only possible while it stands so."""
        if self.status is not status:
            raise Refused(f"This suggested change is {self.status.value} now, so that can no longer be done.")

    def expect_answerable(self, by: Membership) -> None:
        """Refuse what is only possible while it waits for an answer of this member's party."""
        self.expect(Status.OPEN)
        if by.voice is None:
            raise Refused("Only the parties themselves answer a suggested change.")
        if self.assented(by.party):
            raise Refused("Your side has agreed to this change already. The other party answers it.")
        self.plan.expect_unfrozen()

    def expect_changeable(self) -> None:
        """Refuse to write it anew while what is sent may not change, or the plan is withdrawn."""
        if self.put_forward_at:
            self.plan.expect_unfrozen()
        else:
            self.plan.expect_standing()

    def target(self) -> str:
        """The key of the clause or stage it is about."""
        raise NotImplementedError

    def present(self, content: Content) -> str:
        """What the plan says now where this would change it."""
        raise NotImplementedError

    def applied(self, content: Content, taken: Set[str] = frozenset()) -> Content:
        """The plan as it would be with this in effect; `taken` are the numbers of clauses removed before."""
        raise NotImplementedError

    def misfit(self, content: Content, place: Place | None) -> str:
        """Why it cannot take effect in this plan, at `place` where it names one, as a sentence; "" when it can."""
        return ""

    def expected(self, content: Content, after: str, place: Place | None, *, limit: int, most: int) -> str:
        """What its next version says, cleaned: words of `limit` characters, or at `most` so many weeks.

        Raises Refused when it says nothing new, or cannot be.
        """
        return new_words(self.present(content), after, limit)

    def terms(self, content: Content, after: str, place: Place | None) -> dict[str, Any]:
        """All that an answer depends on: what the digest covers, with a mark that no other version has.

        A number in its place would tell the other party how often a suggestion was written anew in private.
        """
        return {
            "kind": self.kind.value,
            "mark": secrets.token_hex(8),
            "answers": str(self.answers_to or ""),
            "clause": self.target(),
            "part": self.part,
            "before": self.present(content),
            "after": after,
            "place": list(place) if place else "",
        }

    @property
    def part(self) -> str:
        """Which part of its target it is about: a field of the clause, a fact of the stage, or "" for all of it."""
        return ""

    def tell(self, session: Session, kind: record.Kind, by: Membership, at: datetime, reason: str = "") -> None:
        """Record what happened to it: in its own side's stream until it is put forward."""
        stream = record.Stream.SHARED if self.put_forward_at else record.Stream(self.side.value)
        values = {"terms": self.latest.terms, "reason": reason or self.reason}
        if self.asked_by:
            values["asked_by"] = self.asked_by.value
        self.plan.case.tell(session, stream, kind, by=by, subject=self.id, at=at, values=values)

    def write(
        self,
        revision: Revision,
        after: str,
        *,
        by: Membership,
        at: datetime,
        place: Place | None = None,
        fit: Fit = Fit.WRITTEN,
        suggestion: str = "",
    ) -> ProposalVersion:
        """Add the version that suggests `after`, at `place` where it is about one, against what the plan says now."""
        content = revision.content
        before = self.present(content)
        canonical = rfc8785.dumps(self.terms(content, after, place))
        version = ProposalVersion(
            number=len(self.versions) + 1,
            base_revision=revision,
            before=before,
            after=after,
            stored_edits=json.dumps(diff(before, after) if self.redlined else []),
            stored_flags=json.dumps(flags(before, after) if self.redlined and before and after else []),
            terms=canonical.decode(),
            digest=hashlib.sha256(canonical).hexdigest(),
            fit=fit,
            suggestion=suggestion,
            by_id=by.id,
            made_at=at,
        )
        self.versions.append(version)
        return version


def chain_of(one: uuid.UUID, links: Sequence[tuple[uuid.UUID, uuid.UUID]]) -> set[uuid.UUID]:
    """A change with every other that answers it or is answered by it, however far; `links` are (answer, answered)."""
    chain, grown = {one}, 0
    while grown != len(chain):
        grown = len(chain)
        chain |= {end for link in links if chain & set(link) for end in link}
    return chain


def answer_links(session: Session, plan_id: uuid.UUID) -> list[tuple[uuid.UUID, uuid.UUID]]:
    """Every (answer, answered) pair among the changes of a plan."""
    linked = select(Proposal.id, Proposal.answers_to).where(
        Proposal.plan_id == plan_id, Proposal.answers_to.is_not(None)
    )
    return [(one, other) for one, other in session.execute(linked) if other]
