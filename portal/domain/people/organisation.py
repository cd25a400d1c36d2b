"""Organisations, with the people who act for them (design: people)."""

import enum
import uuid
from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from portal.domain.base import Base, Identified, Refused, words
from portal.domain.people.person import LONGEST_NAME, Person
from portal.text import as_compared

GONE = "They are no longer among the people of {organisation}."
NOT_YOURS = "You no longer look after the people of {organisation}."
OF_ANOTHER_KIND = "{name} is no healthcare organisation. Check the name."
THERE_ALREADY = "There is an organisation that is called {name} already."
PSR_IS_CALLED = "PSR, NHS Resolution"
LONGEST_COMPARED = 2 * LONGEST_NAME


class OrganisationKind(enum.Enum):
    """What an organisation is. There is one PSR; a defence organisation advises practitioners, and is on no case."""

    HEALTHCARE = "healthcare organisation"
    PSR = "PSR"
    DEFENCE = "defence organisation"


_IS_PSR = text(f"kind = '{OrganisationKind.PSR.value}'")


class Organisation(Identified, Base):
    """An organisation. `known_as` is its name as names are compared, so that no other one reads the same."""

    __tablename__ = "organisation"
    __table_args__ = (
        Index("ix_organisation_psr", "kind", unique=True, sqlite_where=_IS_PSR, postgresql_where=_IS_PSR),
    )

    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    known_as: Mapped[str] = mapped_column(String(LONGEST_COMPARED), unique=True)
    kind: Mapped[OrganisationKind] = mapped_column(words(OrganisationKind))
    made_at: Mapped[datetime]

    @property
    def is_psr(self) -> bool:
        return self.kind is OrganisationKind.PSR

    @property
    def is_defence(self) -> bool:
        return self.kind is OrganisationKind.DEFENCE


class Staff(Identified, Base):
    """One person who acts for an organisation, until `left_at`."""

    __tablename__ = "staff"
    __table_args__ = (UniqueConstraint("organisation_id", "person_id"),)

    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"))
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), index=True)
    is_administrator: Mapped[bool] = mapped_column(default=False)
    joined_at: Mapped[datetime]
    left_at: Mapped[datetime | None]
    organisation: Mapped[Organisation] = relationship(lazy="joined", innerjoin=True)
    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)

    @property
    def name(self) -> str:
        return self.person.name

    @property
    def administrates(self) -> bool:
        """Whether they look after the people of their organisation now."""
        return self.is_administrator and self.left_at is None


def healthcare_organisation(session: Session, name: str, at: datetime) -> Organisation:
    """The healthcare organisation that a reader takes this name for; a new one where there is none.

    Raises Refused for the name of an organisation of another kind.
    """
    found = named(session, name) or _made(session, name, OrganisationKind.HEALTHCARE, at)
    if found.kind is not OrganisationKind.HEALTHCARE:
        raise Refused(OF_ANOTHER_KIND.format(name=found.name), "organisation")
    return found


def add_defence_organisation(session: Session, name: str, at: datetime) -> Organisation:
    """A new defence organisation; Refused where a reader would take its name for that of another one."""
    if found := named(session, name):
        raise Refused(THERE_ALREADY.format(name=found.name), "organisation")
    return _made(session, name, OrganisationKind.DEFENCE, at)


def defence_places(session: Session, people: Collection[uuid.UUID]) -> Sequence[Staff]:
    """Of these people, who is or was with a defence organisation."""
    theirs = select(Staff).join(Staff.organisation).where(Staff.person_id.in_(people))
    theirs = theirs.where(Organisation.kind == OrganisationKind.DEFENCE)
    return session.scalars(theirs.order_by(Organisation.name, Staff.id)).all()


def psr(session: Session, at: datetime) -> Organisation:
    """PSR itself."""
    found = session.scalar(select(Organisation).where(Organisation.kind == OrganisationKind.PSR))
    return found or _made(session, PSR_IS_CALLED, OrganisationKind.PSR, at)


def named(session: Session, name: str) -> Organisation | None:
    """The organisation that a reader takes this name for."""
    return session.scalar(select(Organisation).where(Organisation.known_as == _compared(name)))


def enlist(session: Session, organisation: Organisation, person: Person, at: datetime) -> Staff:
    """Let this person be among the people of the organisation from now on, if they are not."""
    hold_still(session, organisation)
    found = place_of(session, organisation, person)
    if found is None:
        found = Staff(organisation=organisation, person=person, joined_at=at)
        session.add(found)
    elif found.left_at:
        found.joined_at, found.left_at = at, None
    session.flush()
    return found


def staff_of(session: Session, organisation: Organisation) -> Sequence[Staff]:
    """The people of an organisation, by their names."""
    here = select(Staff).join(Staff.person).where(Staff.organisation_id == organisation.id, Staff.left_at.is_(None))
    here = here.order_by(Person.name, Staff.id)
    return session.scalars(here.execution_options(populate_existing=True)).all()


def place_of(session: Session, organisation: Organisation, person: Person) -> Staff | None:
    """The place of this person in the organisation, also one that they have left."""
    theirs = select(Staff).where(Staff.organisation_id == organisation.id, Staff.person_id == person.id)
    return session.scalar(theirs.execution_options(populate_existing=True))


def places_of(session: Session, person: Person) -> Sequence[Staff]:
    """For which organisations this person acts, by their names."""
    theirs = select(Staff).join(Staff.organisation).where(Staff.person_id == person.id, Staff.left_at.is_(None))
    return session.scalars(theirs.order_by(Organisation.name, Staff.id)).all()


def hold_still(session: Session, organisation: Organisation) -> None:
    """Wait until this session alone changes who acts for the organisation; a case's lock is taken before."""
    session.get_one(Organisation, organisation.id, with_for_update=True, populate_existing=True)


def expect_here(session: Session, staff: Staff) -> None:
    """Refuse, once the organisation is held still, whoever has left it."""
    session.refresh(staff)
    if staff.left_at:
        raise Refused(GONE.format(organisation=staff.organisation.name))


def expect_acting(session: Session, by: Staff | None) -> None:
    """Refuse, once the organisation is held still, who is no administrator any more; None is who runs the service."""
    if by is None:
        return
    session.refresh(by)
    if not by.administrates:
        raise Refused(NOT_YOURS.format(organisation=by.organisation.name))


def _made(session: Session, name: str, kind: OrganisationKind, at: datetime) -> Organisation:
    """A new organisation; that of somebody else who made it at the same moment."""
    made = Organisation(name=name, known_as=_compared(name), kind=kind, made_at=at)
    try:
        with session.begin_nested():
            session.add(made)
    except IntegrityError:
        return session.scalars(select(Organisation).where(Organisation.known_as == made.known_as)).one()
    return made


def _compared(name: str) -> str:
    return as_compared(name)[:LONGEST_COMPARED]
