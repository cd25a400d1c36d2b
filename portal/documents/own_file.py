"""What the portal holds about one person, as one file of plain text that they take away."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from textwrap import indent

from portal.documents.words_of_events import NOTHING, entry, part
from portal.domain.cases.case import Membership
from portal.domain.cases.hold import Hold
from portal.domain.dates import day, moment
from portal.domain.people.account_event import AccountEvent
from portal.domain.people.bounce import Bounce
from portal.domain.people.mail import Mail
from portal.domain.people.mail_preference import Cadence, MailPreference
from portal.domain.people.organisation import Staff
from portal.domain.people.passkey import Passkey
from portal.domain.people.person import Person
from portal.domain.people.provider_account import ProviderAccount
from portal.domain.people.second_factor import Authenticator
from portal.domain.people.sign_in import SignIn
from portal.domain.plans.access_row import AccessRow
from portal.domain.record import Event

NAME = "what-is-held-about-me.txt"
FORMER = "You were on {count} more. What is kept there you can ask for: the page Privacy says whom."


@dataclass(frozen=True)
class Place:
    """Somebody's place on a case, and what its record has of what they did, the oldest first.

    `pauses` is what PSR keeps of pauses of the case, beside its record.
    """

    member: Membership
    did: Sequence[Event]
    pauses: Sequence[Hold] = ()


@dataclass(frozen=True)
class OwnFile:
    """All of it, each sequence the oldest first; `former` is how many cases they are no longer on."""

    person: Person
    made_at: datetime
    app: Authenticator | None
    passkeys: Sequence[Passkey]
    providers: Sequence[ProviderAccount]
    staff: Sequence[Staff]
    codes_left: int
    preference: MailPreference | None
    mails: Sequence[Mail]
    bounces: Sequence[Bounce]
    changes: Sequence[AccountEvent]
    sign_ins: Sequence[SignIn]
    openings: Sequence[AccessRow]
    places: Sequence[Place]
    former: int


def write_own_file(file: OwnFile) -> bytes:
    """The file, in UTF-8."""
    head = f"What is held about you\nMade for {file.person.name} on {moment(file.made_at)}\n"
    parts = [
        *account_parts(file),
        *(_place(one) for one in file.places),
        *([("Other cases", [FORMER.format(count=file.former)])] if file.former else []),
    ]
    return "\n".join([head, *(part(heading, list(lines)) for heading, lines in parts)]).encode()


def account_parts(file: OwnFile) -> Sequence[tuple[str, Iterable[str]]]:
    """What is held beside the cases, each part with its heading and its lines."""
    return [
        ("Your account", _account(file)),
        ("What happened to your account", (f"{moment(one.at)}: {one.sentence}" for one in file.changes)),
        ("E-mails to you", [*map(_mail, file.mails), *map(_bounce, file.bounces)]),
        ("Where you signed in", map(_signed_in, file.sign_ins)),
        ("Plans that you opened", map(_opened, file.openings)),
    ]


def _account(file: OwnFile) -> Iterator[str]:
    person = file.person
    yield f"Name: {person.name}"
    yield f"E-mail address: {person.email}"
    yield f"Job: {person.job or 'not given'}"
    yield "Password: kept in a form that nobody can read"
    yield f"App for signing in: {f'since {moment(file.app.confirmed_at)}' if file.app else 'none'}"
    yield from (f"Passkey: {one.name}, added on {moment(one.added_at)}" for one in file.passkeys)
    yield from (
        f"Signed in by your organisation: as {one.subject} at {one.issuer}, since {moment(one.bound_at)}"
        for one in file.providers
    )
    yield from (
        f"Acts for: {one.organisation.name}, since {day(one.joined_at)}{', an administrator' * one.administrates}"
        for one in file.staff
    )
    yield f"Recovery codes that are left: {file.codes_left}"
    yield f"How often we write to you: {(file.preference.cadence if file.preference else Cadence.DAILY).value}"
    if file.preference and file.preference.at_any_hour:
        yield "We write to you at any hour"
    if file.preference and file.preference.sealed_phrase:
        yield "Your phrase for e-mail: kept sealed; the page E-mail to you shows it"


def _mail(one: Mail) -> str:
    return f"{moment(one.made_at)}: {one.kind.value}, {one.state.value}"


def _bounce(one: Bounce) -> str:
    return f"{moment(one.at)}: an e-mail to {one.address} came back"


def _signed_in(one: SignIn) -> str:
    until = f"ended on {moment(one.ended_at)}" if one.ended_at else f"ends by {moment(one.expires_at)}"
    return f"{moment(one.started_at)}: {one.device}; {until}"


def _opened(row: AccessRow) -> str:
    return f"In the hour from {moment(row.hour)}: a plan of case {row.membership.case.reference}"


def _place(place: Place) -> tuple[str, Iterable[str]]:
    member, case = place.member, place.member.case
    heading = f"Case {case.reference}: {case.practitioner} and {case.organisation}"
    roles = ", ".join(one.role.in_words for one in member.roles)
    facts = [f"Your place: {roles}, since {day(member.begun_at)}"]
    if member.last_day:
        facts.append(f"Your last day: {day(member.last_day)}")
    if member.wishes:
        facts += ["How PSR should reach you, and what would help:", indent(member.wishes, "    ")]
    return heading, [*facts, "", "What you did:", *(map(entry, place.did) if place.did else [NOTHING])]
