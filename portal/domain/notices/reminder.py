"""Somebody is reminded that something waits for them: twice at most, and the practitioner once; then PSR rings them."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from portal.domain.base import Base, Identified
from portal.domain.cases.case import Membership
from portal.domain.cases.roles import Party
from portal.domain.dates import london_day
from portal.domain.people import mail as mails
from portal.domain.people.mail import Mail, MailKind
from portal.domain.people.mail_preference import Chosen
from portal.domain.plans.plan import Plan
from portal.domain.working_days import working_days_since

AFTER, MOST = 5, 2  # working days after which somebody is reminded, and after which once more


class Reminder(Identified, Base):
    """The first or second reminder of one member of what has waited for their side `since`; of a practitioner, the
    second is that PSR is asked to ring.
    """

    __tablename__ = "reminder"
    __table_args__ = (UniqueConstraint("plan_id", "membership_id", "since", "number"),)

    plan_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("plan.id"))
    membership_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"), index=True)
    since: Mapped[datetime]
    number: Mapped[int]
    at: Mapped[datetime]
    plan: Mapped[Plan] = relationship()
    membership: Mapped[Membership] = relationship()


@dataclass(frozen=True)
class Waiting:
    """What has waited for one member's side of a plan, `since` when, and for how many working days that count."""

    plan_id: uuid.UUID
    member: Membership
    since: datetime
    working_days: int

    def next(self, last: Reminder | None, at: datetime) -> int | None:
        """Which reminder is due now, after the `last` on this plan, of whatever; None where none is."""
        if last and working_days_since(london_day(last.at), london_day(at)) < AFTER:
            return None
        number = last.number + 1 if last and last.since == self.since else 1
        return number if number <= MOST and self.working_days >= AFTER * number else None


def last_reminder(session: Session, waiting: Waiting) -> Reminder | None:
    """The newest reminder of this member on this plan."""
    theirs = select(Reminder).where(Reminder.plan_id == waiting.plan_id, Reminder.membership_id == waiting.member.id)
    return session.scalar(theirs.order_by(Reminder.at.desc(), Reminder.number.desc()).limit(1))


def remind(session: Session, waiting: Waiting, chosen: Chosen, at: datetime, where: str) -> bool:
    """Write the reminder that is due, if one is; whether an e-mail was written.

    Nobody else does so for the same person meanwhile. Who has no account is written to by nobody.
    """
    number = waiting.next(last_reminder(session, waiting), at)
    if number is None:
        return False
    made = Reminder(plan_id=waiting.plan_id, membership_id=waiting.member.id, since=waiting.since, number=number, at=at)
    session.add(made)
    session.flush()
    person = waiting.member.person
    if person is None or person.closed_at or (number > 1 and waiting.member.party is Party.PRACTITIONER):
        return False
    taken = mails.days_with_mail(session, person.id, at - mails.A_DAY)
    due = chosen.reminder_due(at, where, taken)
    session.add(Mail(kind=MailKind.REMINDER, person_id=person.id, reminder_id=made.id, made_at=at, due_at=due))
    session.flush()
    return True
