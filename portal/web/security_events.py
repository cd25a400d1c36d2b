"""What whoever watches over the service wants to hear of, in the log: who gets in, and who is turned away.

It names nobody and no page. A sign-in is told by how the hash begins that its row keeps, and a network by a hash with
our key, so that those alone who run the service can put lines together.
"""

import logging

from flask import Response, g, request

from portal.domain.people.sign_in import hash_of
from portal.web.identity import SignedIn
from portal.web.logs import logger
from portal.web.sources import source

NOT_THEIRS = {401: "not signed in", 403: "not allowed", 404: "not found", 413: "too large", 429: "too many tries"}
SIGNING = {
    "sessions.create": "password to sign in",
    "sessions.finish": "code to sign in",
    "sessions.finish_by_passkey": "passkey to sign in",
    "sessions.delete": "signing out",
    "sign_ins.end": "signed out on another device",
    "sign_ins.end_others": "signed out on all other devices",
    "passwords.update": "another password",
    "password_resets.update": "another password by a link",
    "second_steps.create": "app for the second step",
    "recovery_codes.create": "recovery codes",
    "passkeys.create": "passkey",
    "passkey_removals.create": "passkey taken off",
    "password_resets.create": "link for another password asked for",
    "address_changes.create": "another address asked for",
    "address_changes.update": "another address by a link",
    "provider_accounts.create": "single sign-on set up",
    "provider_account_removals.create": "single sign-on taken off",
    "invitations.create": "somebody asked to a case",
    "staff_invitations.create": "somebody asked to an organisation",
    "invitation_withdrawals.create": "invitation to a case taken back",
    "staff_invitation_withdrawals.create": "invitation to an organisation taken back",
    "joins.create": "invitation accepted",
    "deputies.create": "deputy named",
    "deputy_endings.create": "deputy no more",
    "covers.create": "cover of somebody who is away accepted",
    "case_handovers.create": "cases offered to a colleague",
    "handover_answers.create": "cases of a colleague answered for",
    "cases_taken_over.create": "cases of a colleague taken over",
    "handovers.create": "somebody asked to take a place on a case over",
    "served_on_paper.create": "somebody put on a case without an account",
    "removals.create": "taken off a case",
    "departures.create": "left a case",
    "account_closures.create": "account closed by PSR",
    "account_openings.create": "account opened by PSR",
    "account_names.create": "name changed by PSR",
    "account_sign_outs.create": "signed out by PSR",
    "account_links.create": "link for a password sent by PSR",
    "account_restorations.create": "second step taken off by PSR",
    "administrators.create": "administrator named",
    "administrators.end": "administrator no more",
    "staff_removals.create": "taken off an organisation",
    "case_openers.create": "may open cases",
    "case_openers.end": "may open no cases any more",
}
SHOWN = 16


def told(response: Response) -> Response:
    """This answer, with a line in the log where it lets somebody in, or turns somebody away."""
    what = _what(response.status_code)
    if what:
        level = logging.INFO if response.status_code < 400 else logging.WARNING
        logger().log(level, what, extra=_facts(response.status_code))
    return response


def _what(status: int) -> str:
    """What happened, in words of ours alone; "" for what is nobody's concern, as a page that there is not."""
    if request.method == "POST" and request.endpoint in SIGNING:
        return f"{SIGNING[request.endpoint]}: {'taken' if status < 400 else 'refused'}"
    return NOT_THEIRS.get(status, "") if request.endpoint else ""


def _facts(status: int) -> dict[str, object]:
    facts: dict[str, object] = {"endpoint": request.endpoint, "status": status, "source": source()[:SHOWN]}
    user = g.get("_login_user")
    return facts | ({"sign_in": hash_of(user.token)[:SHOWN]} if isinstance(user, SignedIn) else {})
