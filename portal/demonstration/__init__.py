"""The demonstration: one person of each role, and three cases, each at another point of the story."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from portal.config import Settings
from portal.demonstration.cast import CAST, PASSWORD, address, sign_ins
from portal.demonstration.stories import in_negotiation, signed
from portal.demonstration.telling import Telling
from portal.domain.cases.case import Role
from portal.domain.people.person import Person, find

__all__ = ["PASSWORD", "build", "is_there", "sign_ins"]


def is_there(session: Session) -> bool:
    """Whether this database holds the demonstration already."""
    return find(session, address(Role.ADVISER)) is not None


def build(session: Session, *, limits: Settings, now: datetime) -> None:
    """Make the accounts and the three cases, with a past that ends yesterday."""
    cast = {
        role: Person.register(
            session,
            email=address(role),
            name=name,
            job=job,
            password=PASSWORD,
            at=now - timedelta(days=90),
            opens_cases=role is Role.ADVISER,
        )
        for role, (_, name, job) in CAST.items()
    }
    signed(Telling.begin(session, cast, "2026-0139", "record_keeping.txt", limits, now, days=70))
    in_negotiation(Telling.begin(session, cast, "2026-0152", "return_to_work.txt", limits, now, days=24))
    Telling.begin(session, cast, "2026-0147", "remediation.txt", limits, now, days=2)
