"""How somebody wants to be told by e-mail, and the phrase by which they know that an e-mail is from us."""

import enum
import uuid
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import ForeignKey, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from portal.domain.base import Base, Identified, words
from portal.domain.dates import london_day
from portal.domain.people.account_event import AccountChange, note
from portal.domain.people.mail_hours import MailHours
from portal.domain.people.person import Person, locked
from portal.domain.people.sealing import Sealing

PURPOSE = "phrase of e-mail"


class Cadence(enum.Enum):
    """How often somebody is told of what can wait."""

    DAILY = "daily"
    AT_ONCE = "at once"
    MY_TURN = "my turn"


class MailPreference(Identified, Base):
    """What somebody chose for their e-mail; who chose nothing has none, and is told once a day, within the hours.

    The phrase is sealed: who reads a copy of the database could else write e-mail that seems to be from us.
    """

    __tablename__ = "mail_preference"

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), unique=True)
    cadence: Mapped[Cadence] = mapped_column(words(Cadence))
    at_any_hour: Mapped[bool]
    sealed_phrase: Mapped[str] = mapped_column(Text)
    changed_at: Mapped[datetime]


@dataclass(frozen=True)
class Chosen:
    """What somebody chose, or what counts for who chose nothing; `phrase` is "" where there is none."""

    cadence: Cadence = Cadence.DAILY
    at_any_hour: bool = False
    phrase: str = ""

    def hours(self, where: str) -> MailHours:
        """When they take e-mail that can wait, in this part of the country."""
        return MailHours(self.at_any_hour, where)

    def reminder_due(self, at: datetime, where: str, taken: Collection[date]) -> datetime:
        """When to remind them of what waits for them: within their hours, on a day without another e-mail."""
        return replace(self, cadence=Cadence.MY_TURN).due(at, where, taken, is_urgent=False)

    def due(self, at: datetime, where: str, taken: Collection[date], *, is_urgent: bool) -> datetime:
        """When to tell them of what came up at this moment, in this part of the country.

        On the days that are `taken` an e-mail goes to them already: unless they want each at once, the next waits for
        another day.
        """
        hours = self.hours(where)
        if is_urgent:
            return at
        if self.cadence is Cadence.AT_ONCE:
            return hours.opens(at)
        due = hours.digest(at) if self.cadence is Cadence.DAILY else hours.opens(at)
        while london_day(due) in taken:
            due = hours.next_day(due)
        return due


def sealing(keys: tuple[str, ...]) -> Sealing:
    """How phrases are kept."""
    return Sealing(keys, PURPOSE)


def chosen_by(session: Session, person_id: uuid.UUID, seal: Sealing) -> Chosen:
    """What this person chose."""
    found = _of(session, person_id)
    if found is None:
        return Chosen()
    phrase = seal.opened(found.sealed_phrase) if found.sealed_phrase else ""
    return Chosen(found.cadence, found.at_any_hour, phrase or "")


def choose(session: Session, person: Person, chosen: Chosen, at: datetime, seal: Sealing) -> None:
    """Have this from now on; what changed is no secret to their account, the phrase itself is."""
    locked(session, person.id)
    found = _of(session, person.id)
    if found is None:
        found = MailPreference(person_id=person.id)
        session.add(found)
    found.cadence, found.at_any_hour, found.changed_at = chosen.cadence, chosen.at_any_hour, at
    found.sealed_phrase = seal.seal(chosen.phrase) if chosen.phrase else ""
    note(session, person.id, AccountChange.MAIL_CHOSEN, at, by_id=person.id)


def seal_phrases_anew(session: Session, seal: Sealing) -> tuple[int, int]:
    """Seal every phrase with the first key: how many, and how many could not be read with any."""
    every = session.scalars(select(MailPreference).where(MailPreference.sealed_phrase != "").with_for_update()).all()
    opened = [(one, seal.opened(one.sealed_phrase)) for one in every]
    for one, phrase in opened:
        one.sealed_phrase = seal.seal(phrase) if phrase else one.sealed_phrase
    return sum(bool(phrase) for _, phrase in opened), sum(not phrase for _, phrase in opened)


def _of(session: Session, person_id: uuid.UUID) -> MailPreference | None:
    return session.scalar(select(MailPreference).where(MailPreference.person_id == person_id))
