"""A representative asks that somebody else takes their place: it becomes so with the practitioner's yes alone."""

import uuid
from collections.abc import Sequence, Set
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from portal.domain import record
from portal.domain.base import Base, Identified, Refused
from portal.domain.cases import events
from portal.domain.cases.case import Case, Membership
from portal.domain.cases.invitation import Invitation, invite, open_invitations
from portal.domain.cases.leaving import end_place
from portal.domain.cases.presence import expect_here
from portal.domain.cases.roles import Role, Side
from portal.domain.cases.wanted import Wanted, expect_askable
from portal.domain.dates import london_day
from portal.domain.people.person import address_of

ASKED_ALREADY = "You have asked this already. Take it back first to name somebody else."
SETTLED = "This has been answered or taken back already."
OPEN = text("answered_at IS NULL AND taken_back_at IS NULL")


class Handover(Identified, Base):
    """Whom a representative names to take their place. `invitation` is what came of the practitioner's yes.

    A representative has one open at a time. Nobody beyond the practitioner's own side learns of it.
    """

    __tablename__ = "handover"
    __table_args__ = (
        Index("ix_handover_open", "representative_id", unique=True, sqlite_where=OPEN, postgresql_where=OPEN),
    )

    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    representative_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    name: Mapped[str] = mapped_column(String(200))
    email: Mapped[str] = mapped_column(String(254))
    job: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    taken_back_at: Mapped[datetime | None]
    invitation_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("invitation.id"))
    case: Mapped[Case] = relationship()
    representative: Mapped[Membership] = relationship(lazy="joined", innerjoin=True)
    invitation: Mapped[Invitation | None] = relationship(lazy="joined")

    @property
    def readers(self) -> Set[Side]:
        """Who may know of it: the practitioner's own side."""
        return {Side.PRACTITIONER}

    def waits(self, today: date) -> bool:
        """Whether it waits for the practitioner: it is neither answered nor taken back, and its author still here."""
        return self.answered_at is None and self.taken_back_at is None and self.representative.holds(today)


def ask_to_hand_over(
    session: Session, by: Membership, *, name: str, email: str, job: str = "", at: datetime
) -> Handover:
    """Name somebody to take one's place. Nothing is sent to them before the practitioner's yes.

    Raises Refused, naming each field, for what is missing or wrong; while another one is open; and while the case is
    paused.
    """
    case = by.case
    case.expect_going_on()
    if open_handover(session, by, london_day(at)):
        raise Refused(ASKED_ALREADY)
    expect_askable(session, case, _wanted(by, name, email, job), open_invitations(session, case), at)
    handover = Handover(case=case, representative=by, name=name, email=address_of(email), job=job, at=at)
    session.add(handover)
    session.flush()
    _tell(session, handover, events.HANDOVER_ASKED, by, at)
    return handover


def take_back_handover(session: Session, handover: Handover, *, by: Membership, at: datetime) -> None:
    """Ask it no longer. Refused once it is settled."""
    _expect_waiting(handover, at)
    handover.taken_back_at = at
    _tell(session, handover, events.HANDOVER_TAKEN_BACK, by, at)


def agree_to_handover(
    session: Session, handover: Handover, *, by: Membership, at: datetime, days: int, most: int, at_once: bool = False
) -> tuple[Invitation, str]:
    """Invite whom the representative named, with the same reach and last day; the token for the link in the letter.

    The representative leaves when the invitation is accepted, or `at_once`. Raises Refused once it is settled, for what
    an invitation is refused for, and while the case is paused.
    """
    _expect_waiting(handover, at)
    leaving = handover.representative
    wanted = _wanted(leaving, handover.name, handover.email, handover.job)
    invitation, token = invite(session, handover.case, wanted, by=by, at=at, days=days, most=most)
    handover.answered_at, handover.invitation = at, invitation
    _tell(session, handover, events.HANDOVER_AGREED, by, at)
    if at_once:
        end_place(session, leaving, by=by, at=at)
    return invitation, token


def refuse_handover(session: Session, handover: Handover, *, by: Membership, at: datetime) -> None:
    """Leave everything as it is; nobody asks why. Refused once it is settled."""
    _expect_waiting(handover, at)
    handover.answered_at = at
    _tell(session, handover, events.HANDOVER_REFUSED, by, at)


def open_handover(session: Session, representative: Membership, today: date) -> Handover | None:
    """What this representative asks, while it waits for the practitioner."""
    found = handovers_of(session, representative.case, today)
    return next((one for one in found if one.representative_id == representative.id), None)


def handovers_of(session: Session, case: Case, today: date) -> Sequence[Handover]:
    """What waits for the practitioner of this case, the earliest first."""
    wanted = select(Handover).where(Handover.case_id == case.id, OPEN).order_by(Handover.at, Handover.id)
    return [one for one in session.scalars(wanted).unique() if one.waits(today)]


def _wanted(representative: Membership, name: str, email: str, job: str) -> Wanted:
    return Wanted(
        Role.REPRESENTATIVE,
        name,
        email,
        job,
        reach=representative.reach,
        last_day=representative.last_day,
        replaces=representative,
    )


def _expect_waiting(handover: Handover, at: datetime) -> None:
    expect_here(handover.representative, at)
    if not handover.waits(london_day(at)):
        raise Refused(SETTLED)


def _tell(session: Session, handover: Handover, kind: record.Kind, by: Membership, at: datetime) -> None:
    values = {"role": Role.REPRESENTATIVE.value, "name": handover.name}
    stream = record.Stream.PRACTITIONER
    handover.case.tell(session, stream, kind, by=by, subject=handover.id, at=at, values=values)
