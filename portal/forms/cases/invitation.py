"""The forms by which somebody is invited to a case, joins it, or is limited in it."""

from datetime import date

from flask import request

from portal.domain.base import Refused, all_at_once
from portal.domain.cases.case import Membership
from portal.domain.cases.roles import Reach, Role
from portal.domain.cases.wanted import Wanted
from portal.web import fields
from portal.web.http import settings

LONGEST_NAME, LONGEST_ADDRESS = 200, 254
NO_ROLE = "Choose what they do on this case."
ANOTHER_ROLE = "{name} does something else on this case. Somebody takes the place of who does the same."
NO_REACH = "Choose what your representative may do."


def wanted(roles: list[Role], people: list[Membership]) -> Wanted:
    """Who is asked, to which of these roles, and in the place of whom among these people.

    Raises Refused, naming each field, for all that is missing or wrong.
    """
    with all_at_once() as tried:
        role = roles[0] if len(roles) == 1 else tried(_role, roles)
        name = tried(fields.text, "invited_name", LONGEST_NAME, lines=False)
        email = tried(fields.text, "invited_email", LONGEST_ADDRESS, lines=False)
        job = tried(fields.text, "invited_job", LONGEST_NAME, lines=False)
        checked = tried(fields.text, "checked", settings().max_reason_characters)
        bounds = tried(read_limits) if role is Role.REPRESENTATIVE else (None, None)
        replaces = tried(_replaced, people, role)
    return Wanted(
        role=role,
        name=name,
        email=email,
        job=job,
        checked=checked if role is Role.PRACTITIONER else "",
        reach=bounds[0],
        last_day=bounds[1],
        replaces=replaces,
    )


def read_limits() -> tuple[Reach, date | None]:
    """How far a representative may go, and their last day, if any."""
    with all_at_once() as tried:
        reach, last_day = tried(_reach), tried(_last_day)
    return reach, last_day


def _role(roles: list[Role]) -> Role:
    chosen = request.form.get("role", "")
    if chosen not in {role.value for role in roles}:
        raise Refused(NO_ROLE, "role")
    return Role(chosen)


def _reach() -> Reach:
    try:
        return Reach(request.form.get("reach"))
    except ValueError:
        raise Refused(NO_REACH, "reach") from None


def _last_day() -> date | None:
    return fields.day("last_day") if request.form.get("last_day", "").strip() else None


def _replaced(people: list[Membership], role: Role | None) -> Membership | None:
    """Whose place the invited person takes; None for nobody's."""
    chosen = next((one for one in people if str(one.id) == request.form.get("in_place_of")), None)
    if chosen and role and not chosen.has(role):
        raise Refused(ANOTHER_ROLE.format(name=chosen.name), "in_place_of")
    return chosen
