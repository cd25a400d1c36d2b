"""A case: one practitioner, one organisation, PSR's key contact, and the people who act on it."""

import enum
import uuid
from collections.abc import Mapping, Set
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from portal.domain import record
from portal.domain.base import Base, Identified, Refused, words
from portal.domain.cases import events
from portal.domain.cases.heard import Heard
from portal.domain.cases.participation import Participation
from portal.domain.cases.roles import EVERY_SIDE, TOLD_IN_PRIVATE, Party, Reach, Role, Side
from portal.domain.dates import london_day
from portal.domain.people.organisation import Organisation, enlist, healthcare_organisation, psr
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
    """One practitioner, one organisation, by the name that it had then, and the plans between them."""

    __tablename__ = "case_file"

    reference: Mapped[str] = mapped_column(String(40), unique=True)
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
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

        Raises Refused for the name of PSR, and when another case has this reference: then the transaction is over.
        """
        party = healthcare_organisation(session, organisation, at)
        case = cls(
            reference=reference,
            organisation_id=party.id,
            organisation=party.name,
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
        adviser = case.enrol(session, by, Role.ADVISER, at)
        case.tell(session, record.Stream.SHARED, events.CASE_OPENED, by=adviser, subject=case.id, at=at)
        return case

    def add(self, session: Session, person: Person, role: Role, *, by: "Membership", at: datetime) -> "Membership":
        """Put a person on the case in one more role; their side never changes.

        Who advises one side, and since when, is told to those alone who know them by name; of others everybody is told.
        """
        known = self.membership_of(person)
        if known and known.has_for_good(role) and known.holds(london_day(at)):
            return known
        membership = self.enrol(session, person, role, at)
        stream, values = TOLD_IN_PRIVATE.get(role, record.Stream.SHARED), {"role": role.value}
        kind = events.PARTICIPANT_ADDED_IN_PRIVATE if role in TOLD_IN_PRIVATE else events.PARTICIPANT_ADDED
        self.tell(session, stream, kind, by=by, subject=membership.id, at=at, values=values)
        return membership

    def enrol(self, session: Session, person: Person, role: Role, at: datetime) -> "Membership":
        """Let a person have a role here from now on; whoever calls it tells so."""
        if organisation := self.organisation_behind(session, role.side, at):
            enlist(session, organisation, person, at)
        membership = self.membership_of(person)
        if membership is None:
            membership = Membership(case=self, person=person, side=role.side, roles=[], begun_at=at)
            session.add(membership)
        if not membership.holds(london_day(at)):
            membership.come_back(at)
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
        by: "Membership | None",
        subject: uuid.UUID,
        at: datetime,
        values: Mapping[str, str] | None = None,
    ) -> record.Event:
        """Record what somebody did on this case, in the transaction in which it was done.

        `by` is None for an administrator of an organisation, who is not on the case.
        """
        actor = str(by.id if by else record.ADMINISTRATOR)
        return record.append(session, self.id, stream, kind, actor=actor, subject=subject, at=at, values=values)

    def organisation_behind(self, session: Session, side: Side, at: datetime) -> Organisation | None:
        """The organisation that those of this side act for: only the practitioner’s side and observers have none."""
        if side is Side.ORGANISATION:
            return session.get_one(Organisation, self.organisation_id)
        return psr(session, at) if side is Side.PSR else None

    def membership_of(self, person: Person) -> "Membership | None":
        return next((one for one in self.memberships if one.person_id == person.id or one.person is person), None)

    def present(self, today: date) -> list["Membership"]:
        """Who has a place on the case today."""
        return [one for one in self.memberships if one.holds(today)]

    def holders(self, role: Role) -> list["Membership"]:
        """Who has a role that is held until somebody ends it, in nobody’s place; a last day may pass: see `present`."""
        return [one for one in self.memberships if one.has_for_good(role) and not one.ended_at]

    def expect_going_on(self) -> None:
        """Refuse while PSR has paused the case."""
        if self.paused_at:
            raise Refused(PAUSED)

    def expect_both_parties(self) -> None:
        """Refuse where a party has nobody on the case."""
        for party in Party:
            if not any(one.voice is party and not one.ended_at for one in self.memberships):
                raise Refused(NOT_HERE[party].format(name=self.name_of(party)))

    @property
    def case(self) -> "Case":
        """Itself: everything that can be loaded knows its case."""
        return self

    def name_of(self, party: Party) -> str:
        return self.organisation if party is Party.ORGANISATION else self.practitioner


class Membership(Identified, Heard, Base):
    """One person on one side of a case, by a constraint; who is served on paper has a name, and no account."""

    __tablename__ = "membership"
    __table_args__ = (
        UniqueConstraint("case_id", "person_id"),
        UniqueConstraint("id", "side"),
        CheckConstraint("(person_id IS NULL) = (name_on_paper IS NOT NULL)", name="account_or_paper"),
    )

    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case_file.id"))
    person_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"), index=True)
    name_on_paper: Mapped[str | None] = mapped_column(String(200))
    side: Mapped[Side] = mapped_column(words(Side))
    case: Mapped[Case] = relationship(back_populates="memberships")
    person: Mapped[Person | None] = relationship(lazy="joined")
    roles: Mapped[list["Participation"]] = relationship(
        foreign_keys=[Participation.membership_id, Participation.side],
        lazy="joined",
        overlaps="side",
        cascade="all, delete-orphan",
    )
    reach: Mapped[Reach | None] = mapped_column(words(Reach))
    last_day: Mapped[date | None]
    begun_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    wishes: Mapped[str | None] = mapped_column(Text)

    def holds(self, today: date) -> bool:
        """Whether this person still has a place on the case: nobody ended it, and its last day has not passed."""
        return self.ended_at is None and (self.last_day is None or today <= self.last_day)

    def come_back(self, at: datetime) -> None:
        """Begin anew after the place on the case had ended, on the same side and with no role yet."""
        self.begun_at, self.ended_at, self.reach, self.last_day, self.roles = at, None, None, None, []
        self.unnamed_at = at if self.is_named else self.unnamed_at

    def take(self, role: Role) -> None:
        """One more role; ValueError for one of another side."""
        if role.side is not self.side:
            raise ValueError(f"{self.name} is on the {self.side.value} side of this case")
        if not self.has(role):
            self.roles.append(Participation(role=role, side=self.side))

    def has(self, *roles: Role) -> bool:
        return any(one.role in roles for one in self.roles)

    def has_for_good(self, role: Role) -> bool:
        """Whether they have this role in nobody’s place: neither while a colleague is away, nor as a deputy."""
        covers = self.last_day is not None and self.side is not Side.PRACTITIONER
        return not covers and any(one.role is role and not one.deputy_for_id for one in self.roles)

    @property
    def name(self) -> str:
        return self.person.name if self.person else self.name_on_paper or ""

    @property
    def party(self) -> Party | None:
        return self.side.party

    @property
    def reads_health(self) -> bool:
        """Whether this member may read what is about health: both sides, and the case's PSR adviser."""
        return self.party is not None or self.has(Role.ADVISER)

    @property
    def readers(self) -> Set[Side]:
        """Who may know that they are on the case: of a representative their side, PSR, and while named everybody."""
        if not self.has(Role.REPRESENTATIVE):
            return EVERY_SIDE
        return {Side.PRACTITIONER, Side.PSR} | ({Side.ORGANISATION} if self.is_named else set())

    @property
    def speaks_to_the_other_party(self) -> bool:
        """Whether the other party may read what they say as said by them: a representative has to be named to it."""
        return self.is_named or not self.has(Role.REPRESENTATIVE)

    @property
    def voice(self) -> Party | None:
        """The party this member may say yes or no for; a representative advises and speaks for nobody."""
        return self.party if self.has(Role.EDITOR, Role.SIGNATORY, Role.PRACTITIONER) else None
