"""The final text, its signatures and its seal (002 §7.2–7.4, §8.3)."""

import enum
import json
import uuid
from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.domain.base import APPEND_ONLY, Base, Identified, words
from portal.domain.cases.roles import Party, Role
from portal.domain.plans.of_plan import OfPlan
from portal.domain.plans.plan import Plan
from portal.domain.plans.revision import Revision
from portal.domain.record.stored_file import StoredFile

SCHEMA = "agreement-v1"


class EndKind(enum.Enum):
    CANCELLED = "cancelled"
    DECLINED = "declined"


class Agreement(OfPlan, Identified, Base):
    """One revision, frozen for both parties to sign; `digest` is what they sign."""

    __tablename__ = "agreement"

    revision_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("revision.id"))
    consequences: Mapped[str] = mapped_column(Text)
    kept: Mapped[str] = mapped_column(Text, default="[]", server_default="[]")
    standard_agreement: Mapped[str] = mapped_column(String(40))
    digest: Mapped[str] = mapped_column(String(64))
    opened_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    opened_at: Mapped[datetime]
    previous_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("agreement.id"))
    plan: Mapped[Plan] = relationship(back_populates="agreements")
    revision: Mapped[Revision] = relationship()
    signatures: Mapped[list["Signature"]] = relationship(lazy="selectin", order_by="Signature.at")
    end: Mapped["AgreementEnd | None"] = relationship(lazy="joined")
    explanation_request: Mapped["ExplanationRequest | None"] = relationship(lazy="joined")

    @property
    def is_complete(self) -> bool:
        return len(self.signatures) == len(Party)

    @property
    def is_open(self) -> bool:
        return self.end is None and not self.is_complete and self.plan.closure is None

    @property
    def waits_for_explanation(self) -> bool:
        """Whether the practitioner has asked for the consequences to be explained, and has not signed since."""
        asked = self.explanation_request is not None
        return asked and self.is_open and self.signature_of(Party.PRACTITIONER) is None

    @property
    def agreed_at(self) -> datetime | None:
        """When the second party signed; None before."""
        return max(one.at for one in self.signatures) if self.is_complete else None

    @property
    def consequence_keys(self) -> list[str]:
        """The clauses that state what follows from insufficient progress (002 §8.3)."""
        return list(json.loads(self.consequences))

    @property
    def kept_ids(self) -> list[uuid.UUID]:
        """The decisions to keep words that held when the text was frozen, in reading order (002 §7.4)."""
        return [uuid.UUID(one) for one in json.loads(self.kept)]

    @property
    def replaces(self) -> "Agreement | None":
        """The agreement that this one cites as the one before."""
        return next((one for one in agreements_of(self.plan) if one.id == self.previous_id), None)

    @property
    def replaced_by(self) -> "Agreement | None":
        """The agreement that both parties signed in the place of this one."""
        later = (one for one in agreements_of(self.plan) if one.previous_id == self.id)
        return next((one for one in later if one.is_complete), None)

    def signature_of(self, party: Party) -> "Signature | None":
        return next((one for one in self.signatures if one.party is party), None)


class Signature(Identified, Base):
    """One party's signature over an agreement's digest, with the wording of all it declared and a note beside it.

    `record_head` is the event that told of it: the shared stream cannot end before it unseen. None where an earlier
    release told of none.
    """

    __tablename__ = "signature"
    __table_args__ = (UniqueConstraint("agreement_id", "party"), APPEND_ONLY)

    agreement_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("agreement.id"))
    party: Mapped[Party] = mapped_column(words(Party))
    role: Mapped[Role] = mapped_column(words(Role))
    typed_name: Mapped[str] = mapped_column(String(200))
    statements: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Text, default="", server_default="")
    digest: Mapped[str] = mapped_column(String(64))
    record_head: Mapped[str | None] = mapped_column(String(64))
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    at: Mapped[datetime]
    on_paper: Mapped["SignedOnPaper | None"] = relationship(lazy="joined")

    @property
    def declared(self) -> list[str]:
        return list(json.loads(self.statements))


class SignedOnPaper(Identified, Base):
    """A signature was given on paper on this day: its scan is sealed with the text, in the place of a typed name."""

    __tablename__ = "signed_on_paper"
    __table_args__ = (UniqueConstraint("signature_id"), APPEND_ONLY)

    signature_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("signature.id"))
    file_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("stored_file.id"))
    day: Mapped[date]
    scan: Mapped[StoredFile] = relationship(lazy="joined", innerjoin=True)


class ExplanationRequest(Identified, Base):
    """The practitioner asks, before signing, that the consequences be explained (002 §8.3); signing answers it."""

    __tablename__ = "explanation_request"
    __table_args__ = (UniqueConstraint("agreement_id"), APPEND_ONLY)

    agreement_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("agreement.id"))
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    at: Mapped[datetime]


class AgreementEnd(Identified, Base):
    """A frozen text was reopened before both had signed."""

    __tablename__ = "agreement_end"
    __table_args__ = (UniqueConstraint("agreement_id"), APPEND_ONLY)

    agreement_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("agreement.id"))
    kind: Mapped[EndKind] = mapped_column(words(EndKind))
    reason: Mapped[str] = mapped_column(Text)
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    at: Mapped[datetime]


def agreements_of(plan: Plan) -> list[Agreement]:
    """Every text of the plan that was frozen for signing, the oldest first."""
    return [one for one in plan.agreements if isinstance(one, Agreement)]
