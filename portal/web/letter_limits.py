"""How many letters may be asked for: few to one address, not many from one place, nor for one case or organisation."""

from portal.database import lock_names
from portal.domain.base import Refused
from portal.domain.cases.case import Case
from portal.domain.cases.roles import Side
from portal.domain.people.guesses import WAIT, Limit, TooManyGuesses, count_guess
from portal.domain.people.organisation import Organisation
from portal.domain.people.person import address_of
from portal.domain.people.sign_in import hash_of
from portal.web.http import now, session, settings
from portal.web.sources import source

HOUR = 60
TOO_MANY_OF_SIDE = (
    "Your side sent as many invitations to this case as may be within an hour: {most}. "
    "Wait an hour, then send it again."
)
TOO_MANY_OF_ORGANISATION = (
    "As many invitations were sent within an hour as may be: {most}. Wait an hour, then send it again."
)
TOO_MANY_LINKS = "As many letters as may be were sent to this address within {minutes} minutes. Try again later."
TOO_MANY = f"Too many letters were asked for from the network that you use. {WAIT}"


def count_letter(address: str) -> bool:
    """Count a letter to this address; whether it may be sent, which nobody who asks for it is told.

    Raises TooManyGuesses where as many were asked for from this source as may be.
    """
    limits, minutes = settings(), settings().reset_window_minutes
    to = Limit(f"Letter {hash_of(address_of(address))}", limits.resets_per_address, TOO_MANY)
    asked_from = Limit(f"Letters {source()}", limits.resets_per_source, TOO_MANY)
    lock_names(session(), [to.whose, asked_from.whose])
    count_guess(session(), [asked_from], now(), minutes=minutes)
    try:
        count_guess(session(), [to], now(), minutes=minutes)
    except TooManyGuesses:
        return False
    return True


def expect_letter(address: str) -> None:
    """Count a letter that somebody else sends to this address; Refused where as many were sent as may be."""
    if not count_letter(address):
        raise Refused(TOO_MANY_LINKS.format(minutes=settings().reset_window_minutes))


def count_invitation(case: Case, side: Side) -> None:
    """Count a letter by which this side invites somebody to the case, so that no side learns how many others sent.

    Raises Refused where it sent as many within an hour as may be.
    """
    _count_invitation(f"{case.id} {side.value}", TOO_MANY_OF_SIDE)


def count_staff_invitation(organisation: Organisation) -> None:
    """Count a letter that asks somebody to act for this organisation; Refused where as many were sent as may be."""
    _count_invitation(str(organisation.id), TOO_MANY_OF_ORGANISATION)


def _count_invitation(to: str, refusal: str) -> None:
    most = settings().invitation_letters_per_hour
    limit = Limit(f"Invitations {to}", most, refusal.format(most=most))
    try:
        count_guess(session(), [limit], now(), minutes=HOUR)
    except TooManyGuesses as refused:
        raise Refused(limit.sentence) from refused
