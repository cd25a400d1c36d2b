"""Who may do something to the people of an organisation, or to an account: the same way in for every such page."""

from typing import TypeVar
from uuid import UUID

from flask import abort, g

from portal.actions import OwnAction, StaffAction
from portal.domain.people.organisation import Organisation, Staff, places_of
from portal.domain.people.person import Person
from portal.domain.people.staff_invitation import StaffInvitation
from portal.domain.staff.away import Absence
from portal.policy_of_staff import may_for_all, may_for_oneself, may_in
from portal.web.http import session, signed_in
from portal.web.patients import expect_no_patient

OfStaff = TypeVar("OfStaff", Staff, StaffInvitation)
OfOneself = TypeVar("OfOneself", Staff, Absence)


def load_organisation(organisation_id: UUID, action: StaffAction) -> tuple[Organisation, Staff]:
    """The organisation, and the reader as who they act: 404 for who may not see its people, then the policy: 403."""
    places = places_of(session(), signed_in())
    organisation = session().get(Organisation, organisation_id)
    if organisation is None or not any(may_in(one, StaffAction.VIEW_STAFF, organisation) for one in places):
        abort(404)
    actor = next((one for one in places if may_in(one, action, organisation)), None)
    if actor is None:
        abort(403)
    _expect_no_patient()
    return organisation, actor


def load_of_staff(kind: type[OfStaff], thing_id: UUID, action: StaffAction) -> tuple[OfStaff, Staff]:
    """The member of staff, or the invitation, and the reader as who they act for that organisation."""
    signed_in()
    thing = session().get(kind, thing_id)
    if thing is None:
        abort(404)
    _, actor = load_organisation(thing.organisation_id, action)
    if isinstance(thing, Staff) and thing.left_at and g.reads:
        abort(404)
    return thing, actor


def load_of_oneself(kind: type[OfOneself], thing_id: UUID, action: OwnAction) -> OfOneself:
    """One's own place in an organisation, or an absence: one's own, or a colleague's to cover; 404 for all others."""
    places = places_of(session(), signed_in())
    thing = session().get(kind, thing_id)
    if thing is None or not any(may_for_oneself(one, action, thing) for one in places):
        abort(404)
    _expect_no_patient()
    return thing


def load_for_all(action: StaffAction) -> Staff:
    """The reader, who may do this for the whole service; 404 for all but PSR's administrators."""
    return _acting_for_all(action, None)


def load_account(person_id: UUID, action: StaffAction) -> tuple[Person, Staff]:
    """The account, and the reader: 404 for all but PSR's administrators, then the policy: 403."""
    load_for_all(StaffAction.VIEW_ACCOUNTS)
    owner = session().get(Person, person_id)
    if owner is None:
        abort(404)
    return owner, _acting_for_all(action, owner)


def _acting_for_all(action: StaffAction, owner: Person | None) -> Staff:
    places = places_of(session(), signed_in())
    actor = next((one for one in places if may_for_all(one, action, owner)), None)
    if actor is None:
        abort(403 if owner else 404)
    _expect_no_patient()
    return actor


def _expect_no_patient() -> None:
    if not g.reads and g.refused is None:
        expect_no_patient()
