"""Somebody's place on a case ends, or is limited: at once, and what they said and did stays (design: people)."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from portal.domain import record
from portal.domain.base import Refused
from portal.domain.cases import events
from portal.domain.cases.case import Membership
from portal.domain.cases.cover import cover_no_more, end_covers_for, told_in
from portal.domain.cases.deputy import end_deputies_of
from portal.domain.cases.presence import expect_here
from portal.domain.cases.roles import Reach, Role
from portal.domain.dates import day, london_day

NO_PRACTITIONER = "A case cannot be without its practitioner."
LAST_ADVISER = "A case always has an adviser of PSR. Put another adviser on the case first."
PASSED = "This day has passed. Give the last day on which they may see the case."


def end_place(session: Session, member: Membership, *, by: Membership | None, at: datetime) -> None:
    """Take somebody off the case: from now on it does not exist for them, and nobody acts in their place.

    Raises Refused for the practitioner, for the last adviser of PSR, and for whoever is off the case already.
    """
    expect_here(member, at)
    if why_needed(member):
        raise Refused(why_needed(member))
    cover_no_more(session, member, at)
    member.ended_at, stream = at, told_in(member)
    is_shared = stream is record.Stream.SHARED
    kind = events.PARTICIPANT_LEFT if is_shared else events.PARTICIPANT_LEFT_IN_PRIVATE
    _tell(session, member, stream, kind, by, at)
    end_covers_for(session, member, by=by, at=at)
    end_deputies_of(session, member, by=by, at=at)


def limit_representative(
    session: Session, member: Membership, *, reach: Reach, last_day: date | None, by: Membership, at: datetime
) -> None:
    """Say how far a representative may go, and until which day; at once.

    Raises Refused for a day that has passed, and for whoever is off the case already.
    """
    expect_here(member, at)
    expect_to_come(last_day, at)
    member.reach, member.last_day = reach, last_day
    _tell(session, member, record.Stream.PRACTITIONER_PSR, events.REPRESENTATIVE_LIMITED, by, at)


def expect_to_come(last_day: date | None, at: datetime) -> None:
    """Refuse, under its field, a last day that has passed."""
    if last_day and last_day < london_day(at):
        raise Refused(PASSED, "last_day")


def why_needed(member: Membership) -> str:
    """Why the case cannot be without this member; "" when it can."""
    if member.has(Role.PRACTITIONER):
        return NO_PRACTITIONER
    others = [one for one in member.case.holders(Role.ADVISER) if one is not member]
    return LAST_ADVISER if member.has(Role.ADVISER) and not others else ""


def in_words(reach: Reach | None, last_day: date | None) -> dict[str, str]:
    """What somebody may do and until when, as an event tells it; nothing where neither is limited."""
    return ({"may": reach.value} if reach else {}) | ({"until": day(last_day)} if last_day else {})


def _tell(
    session: Session,
    member: Membership,
    stream: record.Stream,
    kind: record.Kind,
    by: Membership | None,
    at: datetime,
) -> None:
    values = {"role": ", ".join(one.role.value for one in member.roles)} | in_words(member.reach, member.last_day)
    member.case.tell(session, stream, kind, by=by, subject=member.id, at=at, values=values)
