"""Who looks after the people of the Trust and of PSR, who is away, and which defence organisation advises."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from portal.config import Settings
from portal.demonstration.cast import COLLEAGUE, DEFENCE, PASSWORD, TRUST
from portal.domain.cases.roles import Role
from portal.domain.dates import london_day
from portal.domain.people.administrators import make_administrator
from portal.domain.people.organisation import (
    Organisation,
    Staff,
    add_defence_organisation,
    enlist,
    healthcare_organisation,
    place_of,
    psr,
)
from portal.domain.people.person import Person
from portal.domain.people.staff_invitation import Colleague, invite_colleague
from portal.domain.staff.away import agree_to_cover, go_away
from portal.domain.staff.taking_off import held_by

COVERED = ("2026-0152", "2026-0144")


def look_after(session: Session, cast: dict[Role, Person], limits: Settings, now: datetime) -> None:
    """The case manager looks after the Trust’s people, PSR’s adviser after PSR’s; one more is there, and one asked."""
    trust, began = healthcare_organisation(session, TRUST, now), now - timedelta(days=90)
    for organisation, role in ((trust, Role.EDITOR), (psr(session, now), Role.ADVISER)):
        make_administrator(session, enlist(session, organisation, cast[role], began), by=None, at=began)
    email, name, job = COLLEAGUE
    colleague = Person.register(session, email=email, name=name, job=job, password=PASSWORD, at=began)
    covers = enlist(session, trust, colleague, now - timedelta(days=20))
    _stand_in(session, cast, trust, covers, now)
    defence = add_defence_organisation(session, DEFENCE, began)
    enlist(session, defence, cast[Role.REPRESENTATIVE], began)
    asked = Colleague("Nia Bowen", "n.bowen@example.org", "Head of medical staffing")
    by, at = place_of(session, trust, cast[Role.EDITOR]), now - timedelta(days=2)
    holds, most = limits.invitation_days, limits.max_open_invitations
    invite_colleague(session, trust, asked, by=by, at=at, days=holds, most=most)


def _stand_in(session: Session, cast: dict[Role, Person], trust: Organisation, covers: Staff, now: datetime) -> None:
    """The medical director is away for two weeks. The colleague covers on one of the cases that are in negotiation."""
    director, at = place_of(session, trust, cast[Role.SIGNATORY]), now - timedelta(days=3)
    if director is None:
        return
    until, places = london_day(now + timedelta(days=14)), held_by(session, director, london_day(at))
    locked = [one.case_id for one in places]
    absence = go_away(session, director, until=until, cover=covers, at=at, locked=locked)
    covered = {one.case_id for one in places if one.case.reference in COVERED}
    agree_to_cover(session, absence, covered, at=at + timedelta(days=1), locked=locked)
