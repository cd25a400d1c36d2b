"""The password given again before an act that binds, such as signing or a yes to a variation of an agreed plan."""

from flask import request

from portal.domain.base import Refused
from portal.domain.cases.account import account_of
from portal.domain.cases.case import Membership
from portal.domain.people.person import Person, has_password
from portal.domain.plans.plan import Plan
from portal.web import identity, passwords
from portal.web.http import now, settings

NONE_GIVEN = "Give your password again, so that nobody else can do this for you."
WRONG = "That is not your password. Check it and try again. Nothing was done."


def prepare(person: Person) -> None:
    """Try the password in the form before the act; Refused, under the field, unless it is this person's."""
    password = request.form.get("password", "")
    if not password:
        raise Refused(NONE_GIVEN, "password")
    if not passwords.is_right(person, password, counted_as=person.given_again):
        raise Refused(WRONG, "password")


def prepare_for_assent(plan: Plan, member: Membership) -> None:
    """The same where this act says yes to a variation, unless the password was given a moment ago (002 §8.2–8.3)."""
    if asked_for(plan, member):
        prepare(account_of(member))


def expect(person: Person) -> None:
    """Refuse, under the field, unless the password that was tried before is still this person's."""
    if not has_password(person, request.form.get("password", "")):
        raise Refused(WRONG, "password")
    identity.refresh(now())


def expect_for_assent(plan: Plan, member: Membership) -> None:
    """The same where this act says yes to a variation, unless the password was given a moment ago."""
    if asked_for(plan, member):
        expect(account_of(member))


def asked_for(plan: Plan, member: Membership) -> bool:
    """Whether a form by which this member says yes to a change of this plan asks for the password."""
    binding = plan.agreed is not None and plan.voice_of(member) is not None
    return binding and not identity.is_fresh(now(), settings().reauth_minutes)
