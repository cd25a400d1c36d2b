"""The letter with the link of an invitation, whichever act it follows."""

from flask import url_for

from portal.domain.cases.invitation import Invitation
from portal.domain.dates import day
from portal.web import letters
from portal.web.mailing import address_of_page, send


def send_invitation(invitation: Invitation, token: str) -> None:
    """Send it once the act of this request is committed; the token is kept nowhere else."""
    link = address_of_page(url_for("joins.new", token=token))
    send(letters.invitation(invitation.email, link, day(invitation.expires_at)))
