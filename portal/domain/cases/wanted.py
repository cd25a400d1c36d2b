"""Whom somebody asks to a case, and why they cannot be asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from sqlalchemy.orm import Session

from portal.domain.base import Refused, all_at_once
from portal.domain.cases.case import Case, Membership
from portal.domain.cases.leaving import expect_to_come
from portal.domain.cases.roles import Reach, Role
from portal.domain.dates import london_day
from portal.domain.people.asked_by_letter import expect_named
from portal.domain.people.person import address_of, find

NOT_CHECKED = "Say how you made sure who the practitioner is, and that this address is their own."
HERE_ALREADY = "They are on this case already."
ASKED_ALREADY = "This address has an invitation to the same role already. You can send that one again."
ONE_PRACTITIONER = "This case has its practitioner already."


@dataclass(frozen=True)
class Wanted:
    """Who is asked, and to what: `checked` is how PSR made sure who the practitioner is."""

    role: Role
    name: str
    email: str
    job: str = ""
    checked: str = ""
    reach: Reach | None = None
    last_day: date | None = None
    replaces: Membership | None = None
    is_colleague: bool = False


class Asked(Protocol):
    """What an open invitation says of whom it asks."""

    email: str
    role: Role


def expect_askable(session: Session, case: Case, wanted: Wanted, waiting: Iterable[Asked], at: datetime) -> None:
    """Refuse, naming each field, what is missing, wrong, or asked already by one of those that are `waiting`."""
    with all_at_once() as tried:
        tried(_expect_whole, wanted)
        tried(expect_to_come, wanted.last_day, at)
        tried(_expect_new, session, case, wanted, waiting, london_day(at))


def _expect_whole(wanted: Wanted) -> None:
    with all_at_once() as tried:
        signs = wanted.role.side.party is not None and wanted.role is not Role.REPRESENTATIVE
        tried(expect_named, wanted.name, wanted.email, signs=signs)
        tried(_expect, wanted.role is not Role.PRACTITIONER or bool(wanted.checked), NOT_CHECKED, "checked")


def _expect_new(session: Session, case: Case, wanted: Wanted, waiting: Iterable[Asked], today: date) -> None:
    """Whoever is on another side is refused when they accept, so that nobody learns here who is on it."""
    if wanted.role is Role.PRACTITIONER and any(one.person_id for one in case.holders(wanted.role)):
        raise Refused(ONE_PRACTITIONER, "role")
    person = find(session, wanted.email)
    known = case.membership_of(person) if person else None
    if known and known.holds(today) and _is_so_already(known, wanted.role):
        raise Refused(HERE_ALREADY, "invited_email")
    if any(one.email == address_of(wanted.email) and one.role is wanted.role for one in waiting):
        raise Refused(ASKED_ALREADY, "invited_email")


def _is_so_already(known: Membership, role: Role) -> bool:
    """Whether they hold the role, or it is to represent somebody who is themselves."""
    return known.has_for_good(role) or (role is Role.REPRESENTATIVE and known.has(Role.PRACTITIONER))


def _expect(is_so: bool, sentence: str, field: str) -> None:
    if not is_so:
        raise Refused(sentence, field)
