"""The form that opens a case: what it is about, and who is on it."""

from dataclasses import dataclass
from typing import TypedDict

from flask import request
from sqlalchemy.orm import Session

from portal.domain.base import Fault, Refused, all_at_once, expect_none
from portal.domain.cases.case import Profession, Role, Side
from portal.domain.people.person import Person, find
from portal.web.fields import required, text

ROWS = 8
LONGEST_REFERENCE, LONGEST_NAME, LONGEST_ADDRESS = 40, 200, 254
NEEDED = {
    Role.PRACTITIONER: "Add the practitioner.",
    Role.SIGNATORY: "Add the person who signs for the organisation.",
}


class CaseFacts(TypedDict):
    """What `Case.open` wants to know."""

    reference: str
    organisation: str
    practitioner: str
    profession: Profession
    key_contact: str


@dataclass(frozen=True)
class OpenedCase:
    """A case as the form describes it."""

    facts: CaseFacts
    participants: list[tuple[Person, Role]]


def read_case(session: Session, adviser: Person) -> OpenedCase:
    """The case in the form that was sent.

    Raises Refused, naming each field, for all that is missing or wrong.
    """
    with all_at_once() as tried:
        facts = CaseFacts(
            reference=tried(required, "reference", LONGEST_REFERENCE, "Give the case its reference."),
            organisation=tried(required, "organisation", LONGEST_NAME, "Name the healthcare organisation."),
            practitioner=tried(required, "practitioner", LONGEST_NAME, "Name the practitioner."),
            profession=tried(_profession),
            key_contact=tried(
                required, "key_contact", LONGEST_NAME, "Name the person at PSR whom both parties can call."
            ),
        )
        participants = tried(_participants, session, adviser)
    return OpenedCase(facts, participants)


def _profession() -> Profession:
    try:
        return Profession(request.form.get("profession"))
    except ValueError:
        raise Refused("Choose the practitioner's profession.", "profession") from None


def _participants(session: Session, adviser: Person) -> list[tuple[Person, Role]]:
    sides: dict[Person, Side] = {adviser: Side.PSR}
    with all_at_once() as tried:
        rows = [tried(_participant, session, sides, row) for row in range(1, ROWS + 1)]
    found = [row for row in rows if row]
    _expect_both_parties(found)
    return found


def _participant(session: Session, sides: dict[Person, Side], row: int) -> tuple[Person, Role] | None:
    """Who stands in this row; None where nobody does."""
    address = text(f"email_{row}", LONGEST_ADDRESS, lines=False)
    if not address:
        return None
    with all_at_once() as tried:
        person, role = tried(_person, session, address, row), tried(_role, address, row)
    if sides.setdefault(person, role.side) is not role.side:
        raise Refused(
            f"{person.name} is on the other side of this case. One person is on one side only.", f"role_{row}"
        )
    return person, role


def _person(session: Session, address: str, row: int) -> Person:
    person = find(session, address)
    if person is None:
        raise Refused(f"There is no account for {address}. Check the address, or ask for an account.", f"email_{row}")
    if person.closed_at:
        raise Refused(f"The account for {address} is closed. Ask for it to be opened again.", f"email_{row}")
    return person


def _role(address: str, row: int) -> Role:
    try:
        return Role(request.form.get(f"role_{row}"))
    except ValueError:
        raise Refused(f"Choose what {address} does on this case.", f"role_{row}") from None


def _expect_both_parties(found: list[tuple[Person, Role]]) -> None:
    roles = [role for _, role in found]
    expect_none(Fault(sentence, "email_1") for role, sentence in NEEDED.items() if role not in roles)
    practitioners = {person for person, role in found if role is Role.PRACTITIONER}
    if len(practitioners) > 1:
        raise Refused("A case has one practitioner. Leave the others out, or open a case for each.", "email_1")
