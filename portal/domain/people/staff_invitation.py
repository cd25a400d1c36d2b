"""Somebody is asked to act for an organisation, by its administrator or by those who run the service."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from portal.domain.base import Refused, all_at_once
from portal.domain.people.asked_by_letter import AskedByLetter, expect_named, use
from portal.domain.people.organisation import Organisation, Staff, expect_acting, hold_still, staff_of
from portal.domain.people.person import address_of

HERE_ALREADY = "They act for {organisation} already."
ASKED_ALREADY = "This address has an invitation already. You can send that one again."
TOO_MANY = "There are {most} open invitations already. Take some back first."


@dataclass(frozen=True)
class Colleague:
    """Who is asked to act for an organisation."""

    name: str
    email: str
    job: str = ""
    is_administrator: bool = False


class StaffInvitation(AskedByLetter):
    """An invitation to act for an organisation, for one address; `by` is None for those who run the service."""

    __tablename__ = "staff_invitation"

    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    is_administrator: Mapped[bool]
    by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("staff.id"))
    organisation: Mapped[Organisation] = relationship(lazy="joined", innerjoin=True)
    by: Mapped[Staff | None] = relationship(lazy="joined")


def invite_colleague(
    session: Session,
    organisation: Organisation,
    wanted: Colleague,
    *,
    by: Staff | None,
    at: datetime,
    days: int,
    most: int,
) -> tuple[StaffInvitation, str]:
    """Ask somebody to act for the organisation; the token for the link in the letter.

    Raises Refused, naming each field, for what is missing, wrong, or asked already.
    """
    hold_still(session, organisation)
    expect_acting(session, by)
    waiting = waiting_for(session, organisation)
    with all_at_once() as tried:
        tried(expect_named, wanted.name, wanted.email)
        tried(_expect_new, session, organisation, address_of(wanted.email), waiting)
    if len(waiting) >= most:
        raise Refused(TOO_MANY.format(most=most))
    invitation = StaffInvitation(
        organisation=organisation,
        name=wanted.name,
        email=address_of(wanted.email),
        job=wanted.job,
        is_administrator=wanted.is_administrator,
        by=by,
        made_at=at,
    )
    token = invitation.new_link(at, days)
    session.add(invitation)
    session.flush()
    return invitation, token


def send_again(session: Session, invitation: StaffInvitation, *, at: datetime, days: int) -> str:
    """Let it hold anew, by another link. Refused once it is settled."""
    _hold_open(session, invitation)
    return invitation.new_link(at, days)


def take_back(session: Session, invitation: StaffInvitation, *, at: datetime) -> None:
    """Let the link be worth nothing any more. Refused once it is settled."""
    _hold_open(session, invitation)
    invitation.ended_at = at


def take_back_those_of(session: Session, staff: Staff, at: datetime) -> None:
    """Let nobody come by an invitation of somebody who looks after the people of an organisation no longer."""
    mine = (
        StaffInvitation.by_id == staff.id,
        StaffInvitation.accepted_at.is_(None),
        StaffInvitation.ended_at.is_(None),
    )
    session.execute(update(StaffInvitation).where(*mine).values(ended_at=at))


def settle(session: Session, invitation: StaffInvitation, at: datetime) -> None:
    """Let it be accepted, once. Refused where it no longer holds."""
    hold_still(session, invitation.organisation)
    use(session, invitation, at)


def waiting_for(session: Session, organisation: Organisation) -> Sequence[StaffInvitation]:
    """Every open invitation to act for this organisation, the newest first."""
    kind = StaffInvitation
    waiting = select(kind).where(kind.organisation_id == organisation.id)
    waiting = waiting.where(kind.accepted_at.is_(None), kind.ended_at.is_(None))
    return session.scalars(waiting.order_by(kind.made_at.desc(), kind.id)).unique().all()


def _hold_open(session: Session, invitation: StaffInvitation) -> None:
    """Hold it still, and refuse what somebody has accepted or taken back meanwhile."""
    hold_still(session, invitation.organisation)
    session.refresh(invitation)
    invitation.expect_open()


def _expect_new(session: Session, organisation: Organisation, email: str, waiting: Sequence[StaffInvitation]) -> None:
    if any(one.person.email == email for one in staff_of(session, organisation)):
        raise Refused(HERE_ALREADY.format(organisation=organisation.name), "invited_email")
    if any(one.email == email for one in waiting):
        raise Refused(ASKED_ALREADY, "invited_email")
