"""How many letters may be asked for: few to one address, not many from one place, nor for one case."""

from portal.database import lock_names
from portal.domain.base import Refused
from portal.domain.cases.case import Case
from portal.domain.cases.roles import Side
from portal.domain.people.guesses import WAIT, Limit, TooManyGuesses, count_guess
from portal.domain.people.person import address_of
from portal.domain.people.sign_in import hash_of
from portal.web.http import now, session, settings
from portal.web.sources import source

HOUR = 60
TOO_MANY_OF_CASE = (
    "Your side sent as many invitations to this case as may be within an hour: {most}. "
    "Wait an hour, then send it again."
)
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


def count_invitation(case: Case, side: Side) -> None:
    """Count a letter by which this side invites somebody to the case, so that no side learns how many others sent.

    Raises Refused where it sent as many within an hour as may be.
    """
    most = settings().invitation_letters_per_hour
    limit = Limit(f"Invitations {case.id} {side.value}", most, TOO_MANY_OF_CASE.format(most=most))
    try:
        count_guess(session(), [limit], now(), minutes=HOUR)
    except TooManyGuesses as refused:
        raise Refused(limit.sentence) from refused
