"""Who looks after the people of the Trust and of PSR, and who of the Trust is on no case yet."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from portal.config import Settings
from portal.demonstration.cast import COLLEAGUE, PASSWORD, TRUST
from portal.domain.cases.roles import Role
from portal.domain.people.administrators import make_administrator
from portal.domain.people.organisation import enlist, healthcare_organisation, place_of, psr
from portal.domain.people.person import Person
from portal.domain.people.staff_invitation import Colleague, invite_colleague


def look_after(session: Session, cast: dict[Role, Person], limits: Settings, now: datetime) -> None:
    """The case manager looks after the Trust’s people, PSR’s adviser after PSR’s; one more is there, and one asked."""
    trust, began = healthcare_organisation(session, TRUST, now), now - timedelta(days=90)
    for organisation, role in ((trust, Role.EDITOR), (psr(session, now), Role.ADVISER)):
        make_administrator(session, enlist(session, organisation, cast[role], began), by=None, at=began)
    email, name, job = COLLEAGUE
    colleague = Person.register(session, email=email, name=name, job=job, password=PASSWORD, at=began)
    enlist(session, trust, colleague, now - timedelta(days=20))
    asked = Colleague("Nia Bowen", "n.bowen@example.org", "Head of medical staffing")
    by, at = place_of(session, trust, cast[Role.EDITOR]), now - timedelta(days=2)
    holds, most = limits.invitation_days, limits.max_open_invitations
    invite_colleague(session, trust, asked, by=by, at=at, days=holds, most=most)
