"""A case that must be kept, for a court or an inquiry: while it is, nothing of it is erased or covered."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from portal.domain import record
from portal.domain.base import Base, Identified, Refused
from portal.domain.cases.case import Case
from portal.domain.keeping import events

NO_REASON = "Say who asks for it, and why."
KEPT_ALREADY = "Case {reference} is kept for a court already."
NOT_KEPT = "Case {reference} is not kept for a court."
IS_KEPT = "Kept for a court, so that nothing of it goes: case {references}. End that first. Nothing was changed."
STANDING = text("ended_at IS NULL")


class LegalHold(Identified, Base):
    """A case must be kept: who said so and why, until `ended_at`."""

    __tablename__ = "legal_hold"
    __table_args__ = (
        Index("ix_legal_hold_standing", "case_id", unique=True, sqlite_where=STANDING, postgresql_where=STANDING),
    )

    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    by: Mapped[str] = mapped_column(String(200))
    why: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    case: Mapped[Case] = relationship()


def keep_for_court(session: Session, case: Case, *, by: str, why: str, at: datetime) -> None:
    """From now on nothing of this case goes. PSR reads in its record that it is kept; why stays with the service.

    Raises Refused without a name and a reason, and while it is kept already.
    """
    expect_said(by, why)
    if _standing(session, case):
        raise Refused(KEPT_ALREADY.format(reference=case.reference))
    row = LegalHold(case=case, by=by.strip(), why=why.strip(), at=at)
    session.add(row)
    session.flush()
    _tell(session, row, events.KEPT_FOR_COURT, at)


def keep_no_longer(session: Session, case: Case, at: datetime) -> None:
    """The case may go as any other. Raises Refused where it is not kept."""
    row = _standing(session, case)
    if row is None:
        raise Refused(NOT_KEPT.format(reference=case.reference))
    row.ended_at = at
    _tell(session, row, events.KEPT_NO_LONGER, at)


def expect_none_kept(session: Session, case_ids: Iterable[uuid.UUID]) -> None:
    """Raise Refused, naming them, where one of these cases must be kept."""
    kept = select(Case.reference).join(LegalHold).where(LegalHold.ended_at.is_(None), Case.id.in_(set(case_ids)))
    references = session.scalars(kept.order_by(Case.reference)).all()
    if references:
        raise Refused(IS_KEPT.format(references=", ".join(references)))


def expect_said(by: str, why: str) -> None:
    """Raise Refused where nobody is named, or no reason is given."""
    if not (by.strip() and why.strip()):
        raise Refused(NO_REASON)


def _standing(session: Session, case: Case) -> LegalHold | None:
    return session.scalar(select(LegalHold).where(LegalHold.case_id == case.id, LegalHold.ended_at.is_(None)))


def _tell(session: Session, row: LegalHold, kind: record.Kind, at: datetime) -> None:
    actor = str(record.SERVICE)
    record.append(session, row.case_id, record.Stream.PSR, kind, actor=actor, subject=row.id, at=at)
