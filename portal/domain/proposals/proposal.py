"""Suggested changes: what they say, version by version, and what became of them (design: proposals and assent)."""

import enum
import hashlib
import json
import uuid
from collections.abc import Sequence, Set
from datetime import datetime

import rfc8785
from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint, false, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from portal.domain import record
from portal.domain.base import Base, Identified, Refused, words
from portal.domain.cases.case import Membership
from portal.domain.cases.roles import EVERY_SIDE, Party, Side
from portal.domain.plans.content import Content
from portal.domain.plans.of_plan import OfPlan
from portal.domain.plans.revision import Revision
from portal.domain.plans.structure import Place
from portal.domain.proposals.kind import Kind
from portal.domain.proposals.said import ProposalKind
from portal.domain.proposals.version import Fit, Outcome, OutcomeKind, ProposalVersion


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


ONLY_PARTIES = "Only the parties themselves answer a suggested change."
WRITABLE = {Status.PRIVATE, Status.CONFLICT, Status.TO_CONFIRM}


class Proposal(Kind, OfPlan, Identified, Base):
    """One suggested change to a plan; `number` is given when it is put forward."""

    __tablename__ = "proposal"
    __table_args__ = (
        UniqueConstraint("plan_id", "number"),
        CheckConstraint("(side = 'psr') = (asked_by IS NOT NULL)", name="only_psr_is_asked"),
    )
    __mapper_args__ = {"polymorphic_on": "kind", "with_polymorphic": "*"}

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
    health: Mapped[bool] = mapped_column(default=False, server_default=false())
    bundle_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("bundle.id"), index=True)
    versions: Mapped[list[ProposalVersion]] = relationship(order_by=ProposalVersion.number, lazy="selectin")
    outcome: Mapped[Outcome | None] = relationship(lazy="joined")
    answered: Mapped["Proposal | None"] = relationship(remote_side="Proposal.id", foreign_keys=[answers_to])

    @property
    def readers(self) -> Set[Side]:
        """The sides that may know of it: its own until it is put forward, then all who read the plan."""
        return EVERY_SIDE if self.put_forward_at else {self.side}

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

    def awaits(self, party: Party | None) -> bool:
        """Whether it waits for this party's yes or no to the exact words that stand now."""
        return party is not None and self.status is Status.OPEN and not self.assented(party)

    @property
    def lacks_its_own_yes(self) -> bool:
        """Whether it was put forward for a party whose own yes is still to come."""
        return self.awaits(self.side.party)

    @property
    def waits_for_its_author(self) -> bool:
        """Whether its author has to look at it again, because the words of the plan changed under it."""
        return self.status in (Status.CONFLICT, Status.TO_CONFIRM)

    @property
    def can_be_written_now(self) -> bool:
        """Whether its words can still be chosen: it is private, or no longer fits the plan."""
        return self.status in WRITABLE and not self.plan.rests

    @property
    def can_be_confirmed(self) -> bool:
        return self.status is Status.TO_CONFIRM and not self.plan.rests

    @property
    def can_be_sent(self) -> bool:
        """Whether it could be put forward: it is private and fits, and the plan takes changes now."""
        ready = self.status is Status.PRIVATE and not (self.plan.rests or self.plan.is_frozen)
        return ready and not self.needs_fitting(self.plan.content)

    @property
    def can_be_withdrawn(self) -> bool:
        return self.outcome is None and not self.plan.rests and not self.held_by_a_yes

    @property
    def held_by_a_yes(self) -> str:
        """Why it can no longer be taken back: another party said yes to the words that stand now; "" if none has."""
        agreed = [party for party in Party if party is not self.side.party and self.assented(party)]
        if self.outcome or not agreed:
            return ""
        name, waiting = self.case.name_of(agreed[0]), self.case.name_of(agreed[0].other)
        return (
            f"{name} has agreed to this change, so it can no longer be taken back. {waiting} answers it now, with a "
            "yes or a no. If other words would be better, suggest them as another change."
        )

    def needs_fitting(self, content: Content) -> bool:
        """Whether the plan has changed under a suggestion that is still private: its own side fits it when it likes."""
        if self.status is not Status.PRIVATE:
            return False
        return self.is_settled_with_another or not self.fits(content, self.latest.said)

    @property
    def is_settled_with_another(self) -> bool:
        """Whether the change that it answers took effect, or was settled by one that did."""
        outcome = self.answered.outcome if self.answered else None
        return outcome is not None and outcome.kind in (OutcomeKind.IN_EFFECT, OutcomeKind.SUPERSEDED)

    def expect(self, status: Status) -> None:
        """Refuse what is only possible while it stands so."""
        if self.status is not status:
            raise Refused(f"This suggested change is {self.status.value} now, so that can no longer be done.")

    def expect_answerable(self, by: Membership) -> None:
        """Refuse what is only possible while it waits for an answer of this member's party."""
        self.expect(Status.OPEN)
        if by.voice is None:
            raise Refused(ONLY_PARTIES)
        if self.assented(by.party):
            raise Refused("Your side has agreed to this change already. The other party answers it.")
        self.plan.expect_unfrozen()

    def expect_changeable(self) -> None:
        """Refuse to write it anew while what is sent may not change, or the plan is closed."""
        if self.put_forward_at:
            self.plan.expect_unfrozen()
        else:
            self.plan.expect_standing()

    def tell(
        self, session: Session, kind: record.Kind, by: Membership, at: datetime, reason: str = "", scan: str = ""
    ) -> None:
        """Record what happened to it, in its own side's stream until it is put forward; `scan` is a paper's SHA-256."""
        stream = record.Stream.SHARED if self.put_forward_at else record.Stream(self.side.value)
        values = {"terms": self.latest.terms, "reason": reason or self.reason}
        if self.asked_by:
            values["asked_by"] = self.asked_by.value
        values |= {"scan": scan} if scan else {}
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
        self.health = bool(self.health) or self.is_about_health(content, place)
        before = self.present(content)
        facts = {"kind": self.kind.value, "answers": str(self.answers_to or "")}
        canonical = rfc8785.dumps(self.terms(content, after, place) | facts)
        edits, pointed_out = self.compare(content, after)
        version = ProposalVersion(
            number=len(self.versions) + 1,
            base_revision=revision,
            before=before,
            after=after,
            stored_edits=json.dumps(edits),
            stored_flags=json.dumps(pointed_out),
            terms=canonical.decode(),
            digest=hashlib.sha256(canonical).hexdigest(),
            fit=fit,
            suggestion=suggestion,
            by_id=by.id,
            made_at=at,
        )
        self.versions.append(version)
        return version


def class_of(kind: ProposalKind) -> type[Proposal]:
    """The class of a kind of change."""
    found: type[Proposal] = Proposal.__mapper__.polymorphic_map[kind].class_
    return found


def chain_of(one: uuid.UUID, links: Sequence[tuple[uuid.UUID, uuid.UUID]]) -> set[uuid.UUID]:
    """A change with every other that answers it or is answered by it, however far; `links` are (answer, answered)."""
    chain, grown = {one}, 0
    while grown != len(chain):
        grown = len(chain)
        chain |= {end for link in links if chain & set(link) for end in link}
    return chain


def answer_links(session: Session, plan_id: uuid.UUID) -> list[tuple[uuid.UUID, uuid.UUID]]:
    """Every (answer, answered) pair among the changes of a plan that were sent."""
    linked = select(Proposal.id, Proposal.answers_to).where(
        Proposal.plan_id == plan_id, Proposal.answers_to.is_not(None), Proposal.put_forward_at.is_not(None)
    )
    return [(one, other) for one, other in session.execute(linked) if other]
