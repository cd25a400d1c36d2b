"""Somebody is asked to a case by a letter with a link, which shows a page whose button acts (design: people)."""

import uuid
from collections.abc import Mapping, Sequence, Set
from datetime import date, datetime

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from portal.domain import record
from portal.domain.base import Refused, words
from portal.domain.cases import events
from portal.domain.cases.case import Case, Membership
from portal.domain.cases.deputy import keep_for_good
from portal.domain.cases.leaving import end_place, in_words
from portal.domain.cases.on_paper import served_on_paper, sign_in_from_now_on
from portal.domain.cases.roles import Reach, Role, Side
from portal.domain.cases.wanted import Wanted, expect_askable
from portal.domain.dates import london_day
from portal.domain.people.asked_by_letter import AskedByLetter, use
from portal.domain.people.person import Person, address_of

TOLD = {
    Side.ORGANISATION: record.Stream.ORGANISATION_PSR,
    Side.PRACTITIONER: record.Stream.PRACTITIONER_PSR,
    Side.PSR: record.Stream.PSR,
    Side.OBSERVER: record.Stream.PSR,
}
READERS = {Side.ORGANISATION: {Side.ORGANISATION, Side.PSR}, Side.PRACTITIONER: {Side.PRACTITIONER, Side.PSR}}
TOO_MANY = "Your side has {most} open invitations to this case already. Take some back first."
OWN_CASE = "You are the practitioner of this case, and nobody represents themselves."
OTHER_SIDE = "You are on another side of this case already. One person is on one side of a case only."


class Invitation(AskedByLetter):
    """An invitation to a role on a case, for one address; that of a colleague's account was typed by nobody."""

    __tablename__ = "invitation"

    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    role: Mapped[Role] = mapped_column(words(Role))
    reach: Mapped[Reach | None] = mapped_column(words(Reach))
    last_day: Mapped[date | None]
    is_to_colleague: Mapped[bool]
    replaces_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("membership.id"))
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    case: Mapped[Case] = relationship()
    by: Mapped[Membership] = relationship(foreign_keys=[by_id], lazy="joined", innerjoin=True)
    replaces: Mapped[Membership | None] = relationship(foreign_keys=[replaces_id])

    @property
    def readers(self) -> Set[Side]:
        """Who may know of it: the side that is asked for, and PSR; PSR alone until the practitioner is on the case."""
        return {Side.PSR} if self.role is Role.PRACTITIONER else READERS.get(self.role.side, {Side.PSR})

    @property
    def typed_address(self) -> str:
        """Where the letter goes, as whoever reads of it may know it: "" for the address of a colleague's account."""
        return "" if self.is_to_colleague else self.email


def invite(
    session: Session, case: Case, wanted: Wanted, *, by: Membership, at: datetime, days: int, most: int
) -> tuple[Invitation, str]:
    """Ask somebody to the case; the token for the link in the letter, of which only the hash is kept.

    Raises Refused, naming each field, for what is missing, wrong, or asked already; and while the case is paused.
    """
    case.expect_going_on()
    waiting = open_invitations(session, case)
    expect_askable(session, case, wanted, waiting, at)
    if sum(one.by.side is by.side for one in waiting) >= most:
        raise Refused(TOO_MANY.format(most=most))
    invitation = Invitation(
        case=case,
        role=wanted.role,
        name=wanted.name,
        email=address_of(wanted.email),
        job=wanted.job,
        reach=wanted.reach,
        last_day=wanted.last_day,
        is_to_colleague=wanted.is_colleague,
        replaces=wanted.replaces,
        by=by,
        made_at=at,
    )
    token = invitation.new_link(at, days)
    session.add(invitation)
    session.flush()
    _tell(session, invitation, events.INVITED, by, at, {"checked": wanted.checked} if wanted.checked else {})
    return invitation, token


def send_again(session: Session, invitation: Invitation, *, by: Membership, at: datetime, days: int) -> str:
    """Let it hold anew, by another link: the one before is worth nothing any more.

    Raises Refused once it is settled, and while the case is paused: no letter leaves then.
    """
    invitation.expect_open()
    invitation.case.expect_going_on()
    token = invitation.new_link(at, days)
    _tell(session, invitation, events.INVITED_AGAIN, by, at)
    return token


def take_back(session: Session, invitation: Invitation, *, by: Membership | None, at: datetime) -> None:
    """Let the link be worth nothing any more. Refused once it is settled."""
    invitation.expect_open()
    invitation.ended_at = at
    _tell(session, invitation, events.INVITATION_TAKEN_BACK, by, at)


def take_off(session: Session, member: Membership, *, by: Membership | None, at: datetime) -> None:
    """Take somebody off the case, and back what they invited others to and nobody has accepted."""
    end_place(session, member, by=by, at=at)
    for one in open_invitations(session, member.case):
        if one.by_id == member.id:
            take_back(session, one, by=by, at=at)


def invitations_to(session: Session, case: Case) -> Sequence[Invitation]:
    """Every invitation to this case, the newest first."""
    wanted = select(Invitation).where(Invitation.case_id == case.id)
    return session.scalars(wanted.order_by(Invitation.made_at.desc(), Invitation.id)).unique().all()


def open_invitations(session: Session, case: Case) -> list[Invitation]:
    """Those that nobody accepted or took back."""
    return [one for one in invitations_to(session, case) if one.is_open]


def accept(session: Session, invitation: Invitation, person: Person, *, at: datetime) -> Membership:
    """Put this person on the case, once; whoever they take over from leaves it.

    Raises Refused where it no longer holds, was for another address, or the person is on another side of the case, or
    would represent themselves.
    """
    invitation.expect_for(person)
    case, known = invitation.case, invitation.case.membership_of(person)
    if known and known.side is not invitation.role.side:
        raise Refused(OTHER_SIDE)
    if known and invitation.role is Role.REPRESENTATIVE and known.has(Role.PRACTITIONER):
        raise Refused(OWN_CASE)
    use(session, invitation, at)
    on_paper = served_on_paper(case) if invitation.role is Role.PRACTITIONER else None
    if on_paper:
        member = sign_in_from_now_on(session, on_paper, person, by=invitation.by, at=at)
    else:
        member = case.add(session, person, invitation.role, by=invitation.by, at=at)
        keep_for_good(member, invitation.role)
    member.reach, member.last_day = invitation.reach, invitation.last_day
    leaving = invitation.replaces
    if leaving and leaving is not member and leaving.holds(london_day(at)):
        end_place(session, leaving, by=member, at=at)
    return member


def _tell(
    session: Session,
    invitation: Invitation,
    kind: record.Kind,
    by: Membership | None,
    at: datetime,
    more: Mapping[str, str] | None = None,
) -> None:
    role = invitation.role
    stream = record.Stream.PSR if role is Role.PRACTITIONER else TOLD[role.side]
    values = {"role": role.value, "name": invitation.name} | in_words(invitation.reach, invitation.last_day)
    values |= more or {}
    invitation.case.tell(session, stream, kind, by=by, subject=invitation.id, at=at, values=values)
