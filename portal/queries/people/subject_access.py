"""What one controller, PSR or an organisation, holds about one person."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from portal.documents.own_file import Place
from portal.documents.subject_access import SubjectAccess
from portal.domain.base import Refused
from portal.domain.cases.case import Case, Membership
from portal.domain.cases.hold import Hold
from portal.domain.cases.roles import Role, Side
from portal.domain.people.person import Person
from portal.domain.record import Event, in_order
from portal.queries.people.own_file import own_file_of
from portal.queries.plans.history import streams_of

PSR = "PSR"
NO_CASE = "{controller} has no case here. Give PSR, or the name of an organisation just as its cases have it."


def subject_access_of(session: Session, person: Person, controller: str, at: datetime) -> SubjectAccess:
    """What PSR, or the organisation of this name, holds about a person, also of cases that they have left.

    PSR holds what is kept of accounts. Of a practitioner everything that its side may read of their case is told, of
    anybody else what they did and what was done about their place. An organisation tells who represents a practitioner
    only where it may know. Raises Refused for a controller that has no case.
    """
    is_psr = controller == PSR
    if not is_psr and session.scalar(select(Case.id).where(Case.organisation == controller).limit(1)) is None:
        raise Refused(NO_CASE.format(controller=controller))
    places = select(Membership).join(Case).where(Membership.person_id == person.id).order_by(Case.reference)
    theirs = places if is_psr else places.where(Case.organisation == controller)
    side = Side.PSR if is_psr else Side.ORGANISATION
    return SubjectAccess(
        email=person.email,
        name=person.name,
        controller=controller,
        made_at=at,
        account=own_file_of(session, person, at) if is_psr else None,
        places=[
            Place(one, _about(session, one, side), _pauses(session, one) if is_psr else ())
            for one in session.scalars(theirs).unique()
            if side in one.readers
        ],
    )


def _pauses(session: Session, member: Membership) -> Sequence[Hold]:
    """Why PSR paused the case of this practitioner, as that is about them; nothing for anybody else."""
    if not member.has(Role.PRACTITIONER):
        return ()
    return session.scalars(select(Hold).where(Hold.case_id == member.case_id).order_by(Hold.at)).all()


def _about(session: Session, member: Membership, side: Side) -> Sequence[Event]:
    """What the record that this side may read has about somebody."""
    wanted = select(Event).where(Event.case_id == member.case_id, Event.stream.in_(streams_of(side)))
    if not member.has(Role.PRACTITIONER):
        wanted = wanted.where(or_(Event.actor == str(member.id), Event.subject == str(member.id)))
    found = session.scalars(wanted.order_by(Event.stream, Event.seq))
    return in_order([one for one in found if one.is_readable], lambda one: one.facts.at)
