"""The form that opens a case: what it is about. The people are invited afterwards."""

from typing import TypedDict

from flask import request

from portal.domain.base import Refused, all_at_once
from portal.domain.cases.case import Profession
from portal.web.fields import required

LONGEST_REFERENCE, LONGEST_NAME = 40, 200


class CaseFacts(TypedDict):
    """What `Case.open` wants to know."""

    reference: str
    organisation: str
    practitioner: str
    profession: Profession
    key_contact: str


def read_case() -> CaseFacts:
    """The case in the form that was sent.

    Raises Refused, naming each field, for all that is missing or wrong.
    """
    with all_at_once() as tried:
        return CaseFacts(
            reference=tried(required, "reference", LONGEST_REFERENCE, "Give the case its reference."),
            organisation=tried(required, "organisation", LONGEST_NAME, "Name the healthcare organisation."),
            practitioner=tried(required, "practitioner", LONGEST_NAME, "Name the practitioner."),
            profession=tried(_profession),
            key_contact=tried(
                required, "key_contact", LONGEST_NAME, "Name the person at PSR whom both parties can call."
            ),
        )


def _profession() -> Profession:
    try:
        return Profession(request.form.get("profession"))
    except ValueError:
        raise Refused("Choose the practitioner's profession.", "profession") from None
