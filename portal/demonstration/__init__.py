"""The demonstration: one person of each role, and eight cases, each at another point of the story."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session

from portal.config import Settings
from portal.demonstration.begun import begin_from_template
from portal.demonstration.cast import CAST, PASSWORD, address, sign_ins
from portal.demonstration.ends import not_agreed, paused, ready_to_sign, signed
from portal.demonstration.feedback import own_drafts
from portal.demonstration.mail import written_so_far
from portal.demonstration.organisations import look_after
from portal.demonstration.stories import in_negotiation
from portal.demonstration.telling import PLANS, Telling
from portal.documents.reading import Reading, in_new_form, read
from portal.domain.cases.roles import Role
from portal.domain.notices.notice import Notice
from portal.domain.people.person import Person, find
from portal.domain.plans.plan import Plan

__all__ = ["PASSWORD", "build", "is_there", "read_so_far", "sign_ins", "written_so_far"]

READ_BEFORE_DAYS = 5
THEIRS = {  # what the organisation drafts by itself: each by its title
    "The Trust’s plan for safe surgery": "remediation.txt",
    "The Trust’s plan for good records": "record_keeping.txt",
    "The Trust’s plan for coming back": "return_after_leave.md",
    "The Trust’s plan for theatre days": "remediation.txt",
}


def is_there(session: Session) -> bool:
    """Whether this database holds the demonstration already."""
    return find(session, address(Role.ADVISER)) is not None


def build(session: Session, *, limits: Settings, now: datetime) -> None:
    """Make the accounts and the eight cases, with a past that ends yesterday."""
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
    first_form = {file: _plan(file, limits).content for file in ("record_keeping.txt", "return_to_work.txt")}
    not_agreed(Telling.begin(session, cast, "2026-0114", first_form["record_keeping.txt"], limits, now, days=84))
    paused(Telling.begin(session, cast, "2026-0126", first_form["record_keeping.txt"], limits, now, days=60))
    signed(Telling.begin(session, cast, "2026-0139", first_form["record_keeping.txt"], limits, now, days=70))
    in_negotiation(
        Telling.begin(session, cast, "2026-0152", first_form["return_to_work.txt"], limits, now, days=24), limits
    )
    files = ("remediation.txt", "record_keeping.txt", "return_after_leave.md")
    new_form = {file: in_new_form(_plan(file, limits)).content for file in files}
    ready_to_sign(Telling.begin(session, cast, "2026-0144", new_form["record_keeping.txt"], limits, now, days=30))
    Telling.begin(session, cast, "2026-0147", new_form["remediation.txt"], limits, now, days=2)
    draft = new_form["return_after_leave.md"]
    prepared = Telling.begin(session, cast, "2026-0158", draft, limits, now, days=1, issued=False)
    by, at = prepared.members[Role.ADVISER], prepared.ago(0.5)
    Plan.from_draft(session, case=prepared.plan.case, content=first_form["record_keeping.txt"], by=by, at=at)
    begin_from_template(prepared, "record_keeping", 0.25)
    own, *others = (replace(new_form[file], title=title) for title, file in THEIRS.items())
    theirs = Telling.begin(session, cast, "2026-0163", own, limits, now, days=25, issued=False, by=Role.EDITOR)
    own_drafts(theirs, others)
    look_after(session, cast, limits, now)


def read_so_far(session: Session, now: datetime) -> None:
    """Everybody has read their messages up to the last few days."""
    before = Notice.at < now - timedelta(days=READ_BEFORE_DAYS)
    session.execute(update(Notice).where(before).values(read_at=now - timedelta(days=READ_BEFORE_DAYS)))


def _plan(file: str, limits: Settings) -> Reading:
    return read((PLANS / file).read_bytes(), limits=limits)
