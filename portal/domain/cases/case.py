"""A case: one practitioner, one organisation, PSR's key contact, and the people who act on it."""

import enum
import uuid
from collections.abc import Mapping, Set
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, String, Text, UniqueConstraint
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from portal.domain import record
from portal.domain.base import Base, Identified, Refused, words
from portal.domain.cases import events
from portal.domain.cases.roles import EVERY_SIDE, SIDES, TOLD_IN_PRIVATE, Party, Reach, Role, Side
from portal.domain.people.person import Person

PAUSED = "PSR has paused this case. Until it goes on nothing can be done here, and nothing is expected of you."
NOT_HERE = {
    Party.PRACTITIONER: "{name} is not on the case yet. Invite them first.",
    Party.ORGANISATION: "Nobody of {name} is on the case yet. Invite them first.",
}


class Profession(enum.Enum):
    DOCTOR = "doctor"
    DENTIST = "dentist"
    PHARMACIST = "pharmacist"


class Case(Identified, Base):
    """One practitioner, one organisation and the plans between them."""

    __tablename__ = "case_file"

    reference: Mapped[str] = mapped_column(String(40), unique=True)
    organisation: Mapped[str] = mapped_column(String(200))
    practitioner: Mapped[str] = mapped_column(String(200))
    profession: Mapped[Profession] = mapped_column(words(Profession))
    key_contact: Mapped[str] = mapped_column(String(200))
    opened_at: Mapped[datetime]
    paused_at: Mapped[datetime | None]
    memberships: Mapped[list["Membership"]] = relationship(back_populates="case")

    @classmethod
    def open(
        cls,
        session: Session,
        *,
        by: Person,
        reference: str,
        organisation: str,
        practitioner: str,
        profession: Profession,
        key_contact: str,
        at: datetime,
    ) -> "Case":
        """Open a case with its first adviser on it (002 §4.1).

        Raises Refused when another case has this reference; the transaction cannot go on after that.
        """
        case = cls(
            reference=reference,
            organisation=organisation,
            practitioner=practitioner,
            profession=profession,
            key_contact=key_contact,
            opened_at=at,
        )
        session.add(case)
        try:
            session.flush()
        except IntegrityError as taken:
            raise Refused(f"There is a case with the reference {reference} already.", "reference") from taken
        adviser = case._enrol(session, by, Role.ADVISER)
        case.tell(session, record.Stream.SHARED, events.CASE_OPENED, by=adviser, subject=case.id, at=at)
        return case

    def add(self, session: Session, person: Person, role: Role, *, by: "Membership", at: datetime) -> "Membership":
        """Put a person on the case in one more role; their side never changes.

        Who advises one side, and since when, is told to those alone who know them by name; parties, signatories,
        PSR's adviser and observers are told to everybody.
        """
        known = self.membership_of(person)
        if known and known.has(role) and not known.ended_at:
            return known
        membership = self._enrol(session, person, role)
        private = TOLD_IN_PRIVATE.get(role)
        kind = events.PARTICIPANT_ADDED_IN_PRIVATE if private else events.PARTICIPANT_ADDED
        stream, values = private or record.Stream.SHARED, {"role": role.value}
        self.tell(session, stream, kind, by=by, subject=membership.id, at=at, values=values)
        return membership

    def _enrol(self, session: Session, person: Person, role: Role) -> "Membership":
        membership = self.membership_of(person)
        if membership is None:
            membership = Membership(case=self, person=person, side=role.side, roles=[])
            session.add(membership)
        if membership.ended_at:
            membership.come_back()
            session.flush()
        membership.take(role)
        session.flush()
        return membership

    def tell(
        self,
        session: Session,
        stream: record.Stream,
        kind: record.Kind,
        *,
        by: "Membership",
        subject: uuid.UUID,
        at: datetime,
        values: Mapping[str, str] | None = None,
    ) -> record.Event:
        """Record what somebody did on this case, in the transaction in which it was done."""
        return record.append(session, self.id, stream, kind, actor=str(by.id), subject=subject, at=at, values=values)

    def membership_of(self, person: Person) -> "Membership | None":
        return next((one for one in self.memberships if one.person_id == person.id or one.person is person), None)

    @property
    def people(self) -> list["Membership"]:
        """Who has a place on the case that nobody ended."""
        return [one for one in self.memberships if not one.ended_at]

    def present(self, today: date) -> list["Membership"]:
        """Who has a place on the case today."""
        return [one for one in self.memberships if one.holds(today)]

    def expect_going_on(self) -> None:
        """Refuse while PSR has paused the case."""
        if self.paused_at:
            raise Refused(PAUSED)

    def expect_both_parties(self) -> None:
        """Refuse where a party has nobody on the case."""
        for party in Party:
            if not any(one.party is party for one in self.people):
                raise Refused(NOT_HERE[party].format(name=self.name_of(party)))

    @property
    def case(self) -> "Case":
        """Itself: everything that can be loaded knows its case."""
        return self

    def name_of(self, party: Party) -> str:
        return self.organisation if party is Party.ORGANISATION else self.practitioner


class Membership(Identified, Base):
    """One person on one side of a case; the constraint allows no second side."""

    __tablename__ = "membership"
    __table_args__ = (UniqueConstraint("case_id", "person_id"), UniqueConstraint("id", "side"))

    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case_file.id"))
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), index=True)
    side: Mapped[Side] = mapped_column(words(Side))
    case: Mapped[Case] = relationship(back_populates="memberships")
    person: Mapped[Person] = relationship(lazy="joined")
    roles: Mapped[list["Participation"]] = relationship(lazy="joined", overlaps="side", cascade="all, delete-orphan")
    reach: Mapped[Reach | None] = mapped_column(words(Reach))
    last_day: Mapped[date | None]
    ended_at: Mapped[datetime | None]
    wishes: Mapped[str | None] = mapped_column(Text)

    def holds(self, today: date) -> bool:
        """Whether this person still has a place on the case: nobody ended it, and its last day has not passed."""
        return self.ended_at is None and (self.last_day is None or today <= self.last_day)

    def come_back(self) -> None:
        """Begin anew after the place on the case had ended, on the same side and with no role yet."""
        self.ended_at, self.reach, self.last_day, self.roles = None, None, None, []

    def take(self, role: Role) -> None:
        """One more role on the same side.

        Raises ValueError for a role of another side.
        """
        if role.side is not self.side:
            raise ValueError(f"{self.person.name} is on the {self.side.value} side of this case")
        if not self.has(role):
            self.roles.append(Participation(role=role, side=self.side))

    def has(self, *roles: Role) -> bool:
        return any(one.role in roles for one in self.roles)

    @property
    def name(self) -> str:
        return self.person.name

    @property
    def party(self) -> Party | None:
        return self.side.party

    @property
    def reads_health(self) -> bool:
        """Whether this member may read what is about health: both sides, and the case's PSR adviser."""
        return self.party is not None or self.has(Role.ADVISER)

    @property
    def readers(self) -> Set[Side]:
        """Who may know that they are on the case: a representative is known to their own side and to PSR."""
        return {Side.PRACTITIONER, Side.PSR} if self.has(Role.REPRESENTATIVE) else EVERY_SIDE

    @property
    def voice(self) -> Party | None:
        """The party this member may say yes or no for; a representative advises and speaks for nobody."""
        return self.party if self.has(Role.EDITOR, Role.SIGNATORY, Role.PRACTITIONER) else None


_ROLE_FITS_SIDE = " OR ".join(f"(role = '{role.value}' AND side = '{side.value}')" for role, side in SIDES.items())


class Participation(Identified, Base):
    """A role that a member of a case holds; the database refuses a role of another side."""

    __tablename__ = "participation"
    __table_args__ = (
        UniqueConstraint("membership_id", "role"),
        ForeignKeyConstraint(["membership_id", "side"], ["membership.id", "membership.side"]),
        CheckConstraint(_ROLE_FITS_SIDE, name="role_fits_side"),
    )

    membership_id: Mapped[uuid.UUID]
    side: Mapped[Side] = mapped_column(words(Side))
    role: Mapped[Role] = mapped_column(words(Role))
