"""E-mail that did not leave, for PSR's administrators: whom it was to, and why; what it says is nobody's to read."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.people.mail import STOPPED_STATES, Mail
from portal.domain.people.person import Person


@dataclass(frozen=True)
class StoppedMail:
    """One e-mail, and its reader; None where it is to an address of no account."""

    mail: Mail
    person: Person | None

    @property
    def address(self) -> str:
        """Where it goes, or should have gone."""
        return self.mail.address or (self.person.email if self.person else "")


def stopped_mail(session: Session, most: int) -> Sequence[StoppedMail]:
    """The e-mails that are parked or were given up, the newest first, so many at most."""
    wanted = select(Mail, Person).outerjoin(Person, Person.id == Mail.person_id)
    wanted = wanted.where(Mail.state.in_(STOPPED_STATES)).order_by(Mail.settled_at.desc(), Mail.id)
    return [StoppedMail(row.Mail, row.Person) for row in session.execute(wanted.limit(most))]
