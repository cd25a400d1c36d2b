"""Whom a provider of single sign-on may speak for: asked when it signs somebody in, and at each request after that."""

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.cases.case import Case, Membership
from portal.domain.cases.invitation import Invitation
from portal.domain.cases.roles import Side
from portal.domain.cases.standing import Standing
from portal.domain.people.organisation import places_of
from portal.domain.people.person import Person
from portal.domain.people.provider_account import ProviderAccount, bound_to
from portal.domain.people.staff_invitation import StaffInvitation
from portal.domain.staff.taking_off import SIDE_OF
from portal.policy_of_staff import may_vouch
from portal.providers import Provider


class Offer(NamedTuple):
    """A provider, on the page of somebody's account: theirs there, if it is bound, and whether it signs them in."""

    provider: Provider
    account: ProviderAccount | None
    signs_in: bool


def offers(session: Session, providers: Iterable[Provider], person: Person) -> list[Offer]:
    """The providers that may sign this person in, and those to which they have bound their account."""
    bound = {one.provider: one for one in bound_to(session, person.id)}
    every = [Offer(one, bound.get(one.key), can_vouch(session, one, person)) for one in providers]
    return [one for one in every if one.account or one.signs_in]


def is_vouched_for(session: Session, providers: Iterable[Provider], account: ProviderAccount) -> bool:
    """Whether this account at a provider signs its owner in: it is theirs still, and may speak for them."""
    known = next((one for one in providers if (one.key, one.issuer) == (account.provider, account.issuer)), None)
    return known is not None and account.ended_at is None and can_vouch(session, known, account.person)


def can_vouch(session: Session, provider: Provider, person: Person) -> bool:
    """Whether this provider may sign this person in, once they have bound their account there to theirs here."""
    is_open = person.closed_at is None and provider.covers(person.email)
    return is_open and may_vouch(provider, standing_of(session, person))


def standing_of(session: Session, person: Person) -> Standing:
    """On which sides this person is or is asked to be, or ever was where that is the practitioner's.

    Who acts for an organisation is on its side, and who is asked to PSR on PSR's: nobody else's provider lets them in.
    """
    places = select(Membership.side, Membership.ended_at, Case.organisation).join(Membership.case)
    had = session.execute(places.where(Membership.person_id == person.id)).all()
    asked = select(Invitation.role, Case.organisation).join(Invitation.case).where(Invitation.email == person.email)
    asked = asked.where(Invitation.accepted_at.is_(None), Invitation.ended_at.is_(None))
    here = [(side, name) for side, ended_at, name in had if ended_at is None or side is Side.PRACTITIONER]
    here += [(role.side, name) for role, name in session.execute(asked)]
    here += _as_staff(session, person)
    return Standing(
        sides=frozenset(side for side, _ in here),
        organisations=frozenset(name for side, name in here if side is Side.ORGANISATION),
        opens_cases=person.opens_cases,
    )


def _as_staff(session: Session, person: Person) -> list[tuple[Side, str]]:
    places = [one.organisation for one in places_of(session, person)]
    asked = select(StaffInvitation).where(StaffInvitation.email == person.email)
    asked = asked.where(StaffInvitation.accepted_at.is_(None), StaffInvitation.ended_at.is_(None))
    places += [one.organisation for one in session.scalars(asked).unique() if one.organisation.is_psr]
    return [(SIDE_OF.get(one.kind, Side.PRACTITIONER), one.name) for one in places]
