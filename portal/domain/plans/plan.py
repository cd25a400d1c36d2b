"""A plan: the draft of whoever writes it before it is issued, and every revision after."""

import json
import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, Session, mapped_column, object_session, relationship

from portal.domain import record
from portal.domain.base import Base, Identified, Refused, words
from portal.domain.cases.case import Case, Membership
from portal.domain.cases.roles import SIGNING_ROLES, Party, Side
from portal.domain.plans import events
from portal.domain.plans.closing import NotAgreed, PlanWithdrawal
from portal.domain.plans.content import Content, fingerprint, parse
from portal.domain.plans.designated import Designation
from portal.domain.plans.draft_version import keep_version
from portal.domain.plans.final_text import FinalText
from portal.domain.plans.revision import FirstSight, Issue, Revision, newest_revision

DRAFTED_IN = {Side.PSR: record.Stream.PSR, Side.ORGANISATION: record.Stream.ORGANISATION}


class Plan(Identified, Base):
    """An action plan of a case; `draft` is theirs to edit who drafted it until it is issued, and nobody's after.

    `drafted_by` is PSR or the organisation: neither sees what the other drafts (000 L15).
    """

    __tablename__ = "plan"

    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    draft: Mapped[str] = mapped_column(Text, deferred=True)
    drafted_by: Mapped[Side] = mapped_column(words(Side))
    imported_at: Mapped[datetime]
    case: Mapped[Case] = relationship(lazy="joined", innerjoin=True)
    issues: Mapped[list[Issue]] = relationship(lazy="joined")
    agreements: Mapped[list[FinalText]] = relationship(
        "Agreement", back_populates="plan", order_by="Agreement.opened_at"
    )
    designation: Mapped[Designation | None] = relationship(lazy="joined")
    withdrawal: Mapped[PlanWithdrawal | None] = relationship(lazy="joined")
    not_agreed: Mapped[NotAgreed | None] = relationship(lazy="joined")

    @property
    def draft_fingerprint(self) -> str:
        """The fingerprint of the draft, which a form sends back to show what it was read from."""
        return self.draft_content.fingerprint

    @classmethod
    def from_draft(cls, session: Session, *, case: Case, content: Content, by: Membership, at: datetime) -> "Plan":
        """A new plan in the hands of this member's side, seen by nobody else.

        Raises ValueError for a side that drafts no plans.
        """
        if by.side not in DRAFTED_IN:
            raise ValueError(f"{by.side.value} drafts no plans")
        plan = cls(case=case, draft=content.canonical(), drafted_by=by.side, imported_at=at)
        session.add(plan)
        session.flush()
        plan._keep(session, content, by, at, did="The draft as it was read")
        return plan

    def mend(
        self,
        session: Session,
        content: Content,
        *,
        by: Membership,
        at: datetime,
        did: str = "The whole draft was written anew",
        about: str = "",
        restores: int | None = None,
    ) -> None:
        """Replace the draft's words, and keep what they are now as its next version.

        Raises Refused once the plan is issued.
        """
        if self.is_issued:
            raise Refused(
                "The plan has been issued. Its words change only when both parties agree to a suggested change."
            )
        self.draft = content.canonical()
        self._keep(session, content, by, at, did=did, about=about, restores=restores)

    def issue(
        self,
        session: Session,
        *,
        consequences: Sequence[str] = (),
        standard_agreement: str = "",
        by: Membership,
        at: datetime,
    ) -> Revision:
        """Give the plan to both parties at the same moment (002 §7.1), and name the clauses that they confirm later.

        Raises Refused when it is issued already, the case is paused, it has no title or no paragraphs, what is named is
        not in it, or a party has nobody on the case.
        """
        if self.is_issued:
            raise Refused("The plan has been issued already.")
        self.case.expect_going_on()
        if not self.draft_content.title:
            raise Refused("The plan has no title yet. Give it one before you issue it.")
        if not self.draft_content.clauses:
            raise Refused("The plan has no paragraphs yet.")
        if any(self.draft_content.clause(key) is None for key in (*consequences, *filter(None, [standard_agreement]))):
            raise Refused("A paragraph that you chose is no longer in the draft. Choose again.", "consequences")
        self.case.expect_both_parties()
        named = {"consequences": json.dumps(list(consequences)), "standard_agreement": standard_agreement}
        if consequences or standard_agreement:
            self.designation = Designation(**named, by_id=by.id, at=at)
        if by.party:
            session.add(FirstSight(plan_id=self.id, membership_id=by.id, at=at))  # who shares a plan has read it
        self.issues += [Issue(plan_id=self.id, party=party, by_id=by.id, at=at) for party in Party]
        session.flush()
        revision = self.revise(session, self.draft_content, by=by, at=at)
        moments = {party.value: at.isoformat() for party in Party}
        told, shared = moments | (named if self.designation else {}), record.Stream.SHARED
        self.case.tell(session, shared, events.PLAN_ISSUED, by=by, subject=self.id, at=at, values=told)
        return revision

    def revise(
        self,
        session: Session,
        content: Content,
        *,
        former: Revision | None = None,
        by: Membership,
        at: datetime,
        proposal_id: uuid.UUID | None = None,
    ) -> Revision:
        """Add the revision that these words make, after the `former` one, which is the newest."""
        number = former.number + 1 if former else 1
        canonical = content.canonical()
        revision = Revision(
            plan_id=self.id,
            number=number,
            canonical=canonical,
            fingerprint=fingerprint(canonical),
            made_at=at,
            by_id=by.id,
            proposal_id=proposal_id,
        )
        revision.content = content
        session.add(revision)
        values = {"number": str(number), "fingerprint": revision.fingerprint}
        self.case.tell(
            session,
            record.Stream.SHARED,
            events.REVISION_MADE,
            by=by,
            subject=self.id,
            at=at,
            values=values,
        )
        return revision

    @property
    def is_issued(self) -> bool:
        return bool(self.issues)

    def expect_issued(self) -> None:
        """Refuse what is only possible with a plan that both parties have."""
        if not self.is_issued:
            raise Refused("The plan has not been issued yet. Until then its draft can be changed itself.")

    def expect_standing(self) -> None:
        """Refuse what is not possible with a plan that is closed, or whose case is paused: anything but to read it."""
        self.case.expect_going_on()
        if self.withdrawal:
            raise Refused("PSR has withdrawn this plan, because it was issued in error. It stays here to be read.")
        if self.not_agreed:
            raise Refused("This plan ended without an agreement. It stays here to be read.")

    @property
    def closure(self) -> PlanWithdrawal | NotAgreed | None:
        """What closed the plan, so that it is only read from then on; None while it stands."""
        return self.withdrawal or self.not_agreed

    @property
    def rests(self) -> bool:
        """Whether nothing can be done on it now: it is closed, or PSR has paused its case."""
        return self.closure is not None or self.case.paused_at is not None

    def issued_to(self, party: Party) -> datetime | None:
        return next((issue.at for issue in self.issues if issue.party is party), None)

    @property
    def newest_agreement(self) -> FinalText | None:
        """The latest text that was frozen, whatever became of it."""
        return self.agreements[-1] if self.agreements else None

    @property
    def agreed(self) -> FinalText | None:
        """The agreement that holds: the latest that both parties signed; None while the plan is a draft."""
        return next((one for one in reversed(self.agreements) if one.is_complete), None)

    @property
    def is_frozen(self) -> bool:
        """Whether a text waits for signatures."""
        return bool(self.newest_agreement and self.newest_agreement.is_open)

    def expect_unfrozen(self) -> None:
        """Refuse what would change the text that the parties are signing, or a plan that is closed."""
        self.expect_standing()
        if self.is_frozen:
            raise Refused("The text is final and ready to sign. To change it, reopen it first.")

    def voice_of(self, member: Membership) -> Party | None:
        """The party whose yes this member gives; once agreed only those who sign for it give it (002 §8.2–8.3)."""
        if self.agreed and not member.has(*SIGNING_ROLES.values()):
            return None
        return member.voice

    def variations(self, revision: Revision) -> int:
        """How many changes both parties have agreed to since they signed; none while the plan is a draft."""
        return revision.number - self.agreed.revision.number if self.agreed else 0

    @property
    def is_signed(self) -> bool:
        """Whether a signature on it counts: it is agreed, or a text that waits for signatures has its first."""
        newest = self.newest_agreement
        return bool(self.agreed or (newest and newest.is_open and newest.signatures))

    @property
    def draft_content(self) -> Content:
        return parse(self.draft)

    @property
    def current(self) -> Revision:
        """The newest revision, read anew each time: nobody answers words that another request has just replaced."""
        session = object_session(self)
        newest = newest_revision(session, self.id) if session else None
        if newest is None:
            raise LookupError("the plan has not been issued")
        return newest

    @property
    def content(self) -> Content:
        """What the plan says now."""
        return self.current.content if self.is_issued else self.draft_content

    def _keep(self, session: Session, content: Content, by: Membership, at: datetime, **facts: Any) -> None:
        keep_version(session, self.id, self.draft, by=by, at=at, **facts)
        kind, values = events.PLAN_IMPORTED, {"fingerprint": content.fingerprint}
        self.case.tell(session, DRAFTED_IN[self.drafted_by], kind, by=by, subject=self.id, at=at, values=values)
