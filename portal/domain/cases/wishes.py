"""How PSR should reach the practitioner, and what would help them: their own side and PSR alone can read it (003)."""

from datetime import datetime

from sqlalchemy.orm import Session

from portal.domain import record
from portal.domain.cases import events
from portal.domain.cases.case import Membership


def say_wishes(session: Session, member: Membership, wishes: str, *, at: datetime) -> None:
    """Say it, or say it anew; nothing takes it back."""
    member.wishes = wishes
    told = {"wishes": wishes}
    stream, kind = record.Stream.PRACTITIONER_PSR, events.WISHES_SAID
    member.case.tell(session, stream, kind, by=member, subject=member.id, at=at, values=told)
