"""A practitioner who does not use a computer is on the case by name, without an account (design: papers)."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy.orm import Session

from portal.domain import record
from portal.domain.base import Fault, Refused, expect_none
from portal.domain.cases import events
from portal.domain.cases.case import Case, Membership
from portal.domain.cases.roles import Role, Side
from portal.domain.cases.wanted import ONE_PRACTITIONER
from portal.domain.people.asked_by_letter import NO_NAME
from portal.domain.people.person import Person

NOT_CHECKED = "Say how you made sure who the practitioner is, and where paper reaches them."
HERE_ALREADY = "You are on this case already, beside the practitioner. Only they accept this invitation."


def serve_on_paper(
    session: Session, case: Case, *, name: str, checked: str, by: Membership, at: datetime
) -> Membership:
    """Put the practitioner on the case without an account: PSR sends them paper, and enters what comes back.

    `checked` is how PSR made sure who they are, which stays with PSR. Raises Refused, naming each field, for what is
    missing; where the case has its practitioner; and while it is paused.
    """
    case.expect_going_on()
    expect_none(_faults(case, name, checked))
    member = Membership(case=case, name_on_paper=name, side=Side.PRACTITIONER, roles=[], begun_at=at)
    session.add(member)
    member.take(Role.PRACTITIONER)
    session.flush()
    shared, role = record.Stream.SHARED, {"role": Role.PRACTITIONER.value}
    case.tell(session, shared, events.PARTICIPANT_ADDED, by=by, subject=member.id, at=at, values=role)
    kind, values = events.SERVED_ON_PAPER, {"name": name, "checked": checked}
    case.tell(session, record.Stream.PSR, kind, by=by, subject=member.id, at=at, values=values)
    return member


def served_on_paper(case: Case) -> Membership | None:
    """The practitioner of this case, where they have no account."""
    return next((one for one in case.holders(Role.PRACTITIONER) if one.person_id is None), None)


def sign_in_from_now_on(
    session: Session, member: Membership, person: Person, *, by: Membership, at: datetime
) -> Membership:
    """Let who was served on paper act by this account; all that was said on paper stays theirs.

    Raises Refused where the account is on the case in another role.
    """
    if member.case.membership_of(person):
        raise Refused(HERE_ALREADY)
    member.person, member.name_on_paper = person, None
    session.flush()
    kind, shared = events.SIGNS_IN_NOW, record.Stream.SHARED
    member.case.tell(session, shared, kind, by=by, subject=member.id, at=at)
    return member


def _faults(case: Case, name: str, checked: str) -> Iterator[Fault]:
    if case.holders(Role.PRACTITIONER):
        yield Fault(ONE_PRACTITIONER)
    if not name:
        yield Fault(NO_NAME, "invited_name")
    if not checked:
        yield Fault(NOT_CHECKED, "checked")
