"""The organisation learns who represents the practitioner when the practitioner says so, and not before."""

from datetime import datetime

from sqlalchemy.orm import Session

from portal.domain import record
from portal.domain.base import Refused
from portal.domain.cases import events
from portal.domain.cases.case import Membership
from portal.domain.cases.presence import expect_here

NAMED_ALREADY = "The organisation has been told already."
NOT_NAMED = "The organisation is not told of them."


def name_representative(session: Session, member: Membership, *, by: Membership, at: datetime) -> None:
    """Tell the organisation that this member represents the practitioner.

    From then on they may speak where it reads. Raises Refused when it has been told, and for whoever is off the case.
    """
    expect_here(member, at)
    if member.is_named:
        raise Refused(NAMED_ALREADY)
    member.named_at, member.unnamed_at = member.named_at or at, None
    member.case.tell(session, record.Stream.SHARED, events.REPRESENTATIVE_NAMED, by=by, subject=member.id, at=at)


def stop_naming(session: Session, member: Membership, *, by: Membership, at: datetime) -> None:
    """Name them to the organisation no longer. It is not told so: their name stands no more where it stood.

    Raises Refused where they are not named, and for whoever is off the case.
    """
    expect_here(member, at)
    if not member.is_named:
        raise Refused(NOT_NAMED)
    member.unnamed_at = at
    stream, kind = record.Stream.PRACTITIONER_PSR, events.REPRESENTATIVE_NOT_NAMED
    member.case.tell(session, stream, kind, by=by, subject=member.id, at=at)
