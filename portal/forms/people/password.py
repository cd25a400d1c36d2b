"""The password given again before an act that binds: signing, and every yes to a variation of an agreed plan."""

from flask import request

from portal.database import lock_address
from portal.domain.cases.case import Membership
from portal.domain.people.person import expect_password
from portal.domain.plans.plan import Plan
from portal.web import identity
from portal.web.http import now, session, settings


def expect(member: Membership) -> None:
    """Refuse, under the field, unless the form holds this person's password."""
    limits = settings()
    lock_address(session(), member.person.email)
    expect_password(
        session(),
        member.person,
        request.form.get("password", ""),
        at=now(),
        attempts=limits.sign_in_attempts,
        minutes=limits.sign_in_window_minutes,
    )
    identity.refresh(now())


def expect_for_assent(plan: Plan, member: Membership) -> None:
    """The same where this act says yes to a variation, unless the password was given a moment ago (002 §8.2–8.3)."""
    if asked_for(plan, member):
        expect(member)


def asked_for(plan: Plan, member: Membership) -> bool:
    """Whether a form by which this member says yes to a change of this plan asks for the password."""
    binding = plan.agreed is not None and plan.voice_of(member) is not None
    return binding and not identity.is_fresh(now(), settings().reauth_minutes)
