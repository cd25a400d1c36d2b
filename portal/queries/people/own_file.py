"""Everything that somebody may see about themselves, from their account and from each case that they are on."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from portal.actions import Action
from portal.documents.own_file import OwnFile, Place
from portal.domain.cases.case import Membership
from portal.domain.dates import london_day
from portal.domain.people import account_event, passkey, provider_account, recovery, second_factor
from portal.domain.people.bounce import Bounce
from portal.domain.people.mail import Mail
from portal.domain.people.mail_preference import MailPreference
from portal.domain.people.organisation import places_of
from portal.domain.people.person import Person
from portal.domain.people.sign_in import SignIn
from portal.domain.plans.access_row import AccessRow
from portal.domain.record import Event, in_order
from portal.policy import may
from portal.queries.plans.history import streams_of


def own_file_of(session: Session, person: Person, at: datetime) -> OwnFile:
    """What this person takes away about themselves: nothing that the pages do not show them now."""
    places = session.scalars(select(Membership).where(Membership.person_id == person.id)).unique().all()
    standing = [one for one in places if one.holds(london_day(at)) and may(one, Action.VIEW_RECORD, one.case)]
    return OwnFile(
        person=person,
        made_at=at,
        app=second_factor.of(session, person.id),
        passkeys=passkey.of(session, person.id),
        providers=provider_account.bound_to(session, person.id),
        staff=places_of(session, person),
        codes_left=recovery.left(session, person.id),
        preference=session.scalar(select(MailPreference).where(MailPreference.person_id == person.id)),
        mails=session.scalars(select(Mail).where(Mail.person_id == person.id).order_by(Mail.made_at, Mail.id)).all(),
        bounces=session.scalars(select(Bounce).where(Bounce.person_id == person.id).order_by(Bounce.at)).all(),
        changes=account_event.changes_of(session, person.id)[::-1],
        sign_ins=_sign_ins(session, person),
        openings=_openings(session, person),
        places=[Place(one, _did(session, one)) for one in sorted(standing, key=lambda one: one.case.reference)],
        former=len(places) - len(standing),
    )


def _sign_ins(session: Session, person: Person) -> Sequence[SignIn]:
    theirs = select(SignIn).where(SignIn.person_id == person.id)
    return session.scalars(theirs.order_by(SignIn.started_at, SignIn.id)).all()


def _openings(session: Session, person: Person) -> Sequence[AccessRow]:
    theirs = select(AccessRow).join(Membership).where(Membership.person_id == person.id)
    whose_case = joinedload(AccessRow.membership).joinedload(Membership.case)
    return session.scalars(theirs.options(whose_case).order_by(AccessRow.hour, AccessRow.id)).unique().all()


def _did(session: Session, member: Membership) -> Sequence[Event]:
    """What the record has of what this member did; nothing for who may not read what is about health."""
    if not member.reads_health:
        return []
    theirs = select(Event).where(Event.case_id == member.case_id, Event.actor == str(member.id))
    found = session.scalars(theirs.where(Event.stream.in_(streams_of(member.side))).order_by(Event.stream, Event.seq))
    return in_order([one for one in found if one.is_readable], lambda one: one.facts.at)
