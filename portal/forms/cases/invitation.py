"""The forms by which somebody is invited to a case, joins it, or is limited in it."""

from collections.abc import Sequence
from datetime import date
from typing import TypedDict

from flask import request

from portal.domain.base import Refused, all_at_once
from portal.domain.cases.case import Membership
from portal.domain.cases.roles import Reach, Role
from portal.domain.cases.wanted import Wanted
from portal.domain.people.organisation import Staff
from portal.domain.people.person import LONGEST_NAME
from portal.domain.staff.taking_off import SIDE_OF
from portal.forms.people.asked import Named, read_named
from portal.web import fields
from portal.web.http import settings

NO_ROLE = "Choose what they do on this case."
ANOTHER_ROLE = "{name} does something else on this case. Somebody takes the place of who does the same."
ELSEWHERE = "{name} acts for {organisation}. Choose what they do there, or somebody else."
NO_REACH = "Choose what your representative may do."


def wanted(roles: list[Role], people: list[Membership], colleagues: Sequence[Staff] = ()) -> Wanted:
    """Who is asked, to which of these roles, and in the place of whom among these people.

    Who is chosen among the colleagues need not be named.

    Raises Refused, naming each field, for all that is missing or wrong.
    """
    with all_at_once() as tried:
        role = roles[0] if len(roles) == 1 else tried(_role, roles)
        colleague = tried(_colleague, colleagues, role)
        named = _as_named(colleague) if colleague else tried(read_named)
        checked = tried(fields.text, "checked", settings().max_reason_characters)
        bounds = tried(read_limits) if role is Role.REPRESENTATIVE else (None, None)
        replaces = tried(_replaced, people, role)
    return Wanted(
        role=role,
        name=named.name,
        email=named.email,
        job=named.job,
        checked=checked if role is Role.PRACTITIONER else "",
        reach=bounds[0],
        last_day=bounds[1],
        replaces=replaces,
        is_colleague=colleague is not None,
    )


class ServedOnPaper(TypedDict):
    """What `serve_on_paper` wants to know."""

    name: str
    checked: str


def read_served_on_paper() -> ServedOnPaper:
    """The practitioner without an account in the form that was sent."""
    with all_at_once() as tried:
        return ServedOnPaper(
            name=tried(fields.text, "invited_name", LONGEST_NAME, lines=False),
            checked=tried(fields.text, "checked", settings().max_reason_characters),
        )


def read_limits() -> tuple[Reach, date | None]:
    """How far a representative may go, and their last day, if any."""
    with all_at_once() as tried:
        reach, last_day = tried(_reach), tried(_last_day)
    return reach, last_day


def _colleague(colleagues: Sequence[Staff], role: Role | None) -> Staff | None:
    chosen = next((one for one in colleagues if str(one.id) == request.form.get("colleague")), None)
    if chosen and role and role.side is not SIDE_OF[chosen.organisation.kind]:
        raise Refused(ELSEWHERE.format(name=chosen.name, organisation=chosen.organisation.name), "colleague")
    return chosen


def _as_named(colleague: Staff) -> Named:
    return Named(colleague.name, colleague.person.email, colleague.person.job)


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
