"""What one controller holds about one person, as a file that a named person reads before it leaves."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from portal.documents.own_file import OwnFile, Place, account_parts
from portal.documents.words_of_events import NOTHING, entry, part
from portal.domain.base import Refused
from portal.domain.cases.case import Membership
from portal.domain.cases.roles import Side
from portal.domain.dates import day, moment

NOT_READ = "NOT READ YET. It must not leave before a named person has read it and let it go."
READ_FIRST = """Before it leaves, take out what the person must not have. Say in a few words what that was.
- Take out words by which others could be known, if they have not agreed, and it would not be fair to them.
- Take out what a doctor says would do grave harm.
- Take out what lawyers wrote to those whom they help.
Take nothing out because it is awkward."""
SAYS_WHO = {
    Side.ORGANISATION: "somebody of the organisation",
    Side.PRACTITIONER: "somebody of the practitioner’s side",
    Side.PSR: "somebody of PSR",
    Side.OBSERVER: "an observer",
}
NONE_OF_OURS = "That is no file of ours which waits to be read: its first line must be as it was made."


@dataclass(frozen=True)
class SubjectAccess:
    """`account` is what is held beside the cases, None where this controller does not hold it."""

    email: str
    name: str
    controller: str
    made_at: datetime
    account: OwnFile | None
    places: Sequence[Place]


def write_subject_access(file: SubjectAccess) -> str:
    """The file as it waits to be read."""
    head = [NOT_READ, READ_FIRST, "", *_head(file)]
    account = account_parts(file.account) if file.account else []
    parts = [*account, *((_heading(one.member), list(_told(one))) for one in file.places)]
    return "\n".join(["\n".join(head), "", *(part(heading, list(lines)) for heading, lines in parts)])


def _head(file: SubjectAccess) -> Iterator[str]:
    yield f"What {file.controller} holds about {file.name}"
    yield _whose(file.email)
    yield f"Made on {moment(file.made_at)}. Who did what is told by their side; names can still stand in what was said."


def released(text: str, *, email: str, by: str, left_out: str, at: datetime) -> str:
    """The file as it leaves, once somebody has read it.

    Raises Refused for one that is not ours, or not of this person.
    """
    if not text.startswith(f"{NOT_READ}\n{READ_FIRST}\n") or _whose(email) not in text.splitlines():
        raise Refused(NONE_OF_OURS)
    read = f"Read by {by} on {moment(at)}. Left out: {left_out or 'nothing'}."
    return read + "\n" + text.removeprefix(f"{NOT_READ}\n{READ_FIRST}\n").lstrip("\n")


def digest_of(text: str) -> str:
    """By which a file is known again: SHA-256, in hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def _whose(email: str) -> str:
    return f"Their address: {email}"


def _heading(member: Membership) -> str:
    return f"Case {member.case.reference}: {member.case.practitioner} and {member.case.organisation}"


def _told(place: Place) -> Iterator[str]:
    member, sides = place.member, {str(one.id): one.side for one in place.member.case.memberships}
    until = f", until {day(member.ended_at)}" if member.ended_at else ""
    yield f"Their place: the {member.side.value} side, since {day(member.begun_at)}{until}"
    for pause in place.pauses:
        yield f"PSR paused the case on {day(pause.at)}, because of {pause.why.value}. Its note: {pause.note or 'none'}"
    yield ""
    yield "What the record has:"
    if not place.did:
        yield NOTHING
    for event in place.did:
        actor = event.facts.actor
        yield entry(event, "they" if actor == str(member.id) else _who(sides.get(actor)))


def _who(side: Side | None) -> str:
    return SAYS_WHO[side] if side else "the service"
