"""What the page after an act on the people of an organisation, or on an account, says that it did."""

import enum
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.dates import day
from portal.domain.people.account_event import AccountChange, AccountEvent
from portal.domain.people.organisation import Organisation, Staff
from portal.domain.people.person import Person
from portal.domain.people.staff_invitation import StaffInvitation, waiting_for
from portal.queries.cases.panels import NOT_OPENED, STAYS
from portal.queries.negotiation.panel import Panel


class StaffAct(enum.Enum):
    """What a page was asked to do, as its address says it afterwards."""

    ADDED = "added"
    INVITED = "invited"
    TAKEN_BACK = "taken-back"
    TAKEN_OFF = "taken-off"
    NAMED = "named"
    NOT_NAMED = "not-named"
    OPENS_CASES = "opens-cases"
    OPENS_NO_CASES = "opens-no-cases"
    ACCOUNT_CHANGED = "account-changed"


def organisation_panel(session: Session, act: str, organisation: Organisation, by: Staff) -> Panel | None:
    """The panel after an administrator's act on who acts for the organisation; None where that is not borne out."""
    newest = next((one for one in waiting_for(session, organisation) if one.by_id == by.id), None)
    if act == StaffAct.INVITED.value and newest:
        return Panel(
            "The invitation is sent",
            [f"A letter to {newest.email} has a link, which holds until {day(newest.expires_at)}. {NOT_OPENED}"],
            f"The administrators of {organisation.name}, and of PSR.",
            f"{newest.name} accepts it. Then they can be invited to cases.",
            "You can send it again, or take it back, on this page.",
        )
    if act == StaffAct.ADDED.value and organisation.is_defence and by.organisation.is_psr:
        return _ADDED
    kind, ended = _ENDED.get(act, (None, None))
    if kind is None:
        return None
    borne_out = select(kind.id).where(kind.organisation_id == organisation.id, ended.is_not(None)).limit(1)
    return _OF_ORGANISATIONS[act] if session.scalar(borne_out) else None


def staff_panel(act: str, staff: Staff) -> Panel | None:
    """The panel after somebody was made an administrator or let open cases, or no longer; None where it is not so."""
    is_so = {
        StaffAct.NAMED.value: staff.is_administrator,
        StaffAct.NOT_NAMED.value: not staff.is_administrator,
        StaffAct.OPENS_CASES.value: staff.person.opens_cases,
        StaffAct.OPENS_NO_CASES.value: not staff.person.opens_cases,
    }
    return _OF_STAFF[act] if is_so.get(act) else None


def joined_panel(places: Sequence[Staff]) -> Panel | None:
    """The panel after somebody accepted to act for an organisation."""
    if not places:
        return None
    called = max(places, key=lambda one: one.joined_at).organisation.name
    return Panel(
        f"You act for {called} now",
        ["You accepted the invitation."],
        f"The administrators of {called}, and of PSR, see your name and your job.",
        "Whoever acts on a case can invite you to it.",
        f"Ask an administrator of {called} to take you off.",
    )


def account_panel(changes: Sequence[AccountEvent], by: Person) -> Panel | None:
    """The panel after an administrator changed an account, by its newest change; None where that was not theirs."""
    newest = changes[0] if changes else None
    return _OF_ACCOUNTS.get(newest.change) if newest and newest.by_id == by.id else None


_ADDED = Panel(
    "The organisation is here",
    ["It has nobody yet."],
    "PSR’s administrators.",
    "Invite its first administrator on this page.",
)
_ENDED: dict[str, Any] = {
    StaffAct.TAKEN_BACK.value: (StaffInvitation, StaffInvitation.ended_at),
    StaffAct.TAKEN_OFF.value: (Staff, Staff.left_at),
}
_OF_ORGANISATIONS = {
    StaffAct.TAKEN_BACK.value: Panel(
        "The invitation is taken back",
        ["Its link does nothing any more. We do not write to tell them."],
        "The administrators of the organisation, and of PSR.",
        "Nothing has to be done.",
        "You can invite them again.",
    ),
    StaffAct.TAKEN_OFF.value: Panel(
        "They are off the organisation",
        [f"From now on they cannot see anything of its cases. {STAYS}"],
        "Everybody who knew that they were on a case. They read it on the page of their account.",
        "If nobody signs on a case any more, this page says so.",
        "You can invite them again.",
    ),
}
_CHANGED_AGAIN = "You can change it again on this page."
_OF_STAFF = {
    StaffAct.NAMED.value: Panel(
        "They are an administrator now",
        ["They can invite people, take people off, and name administrators."],
        "The people of the organisation.",
        "They find the page of these people from the page of their account.",
        _CHANGED_AGAIN,
    ),
    StaffAct.NOT_NAMED.value: Panel(
        "They are no longer an administrator",
        ["They act for the organisation as before. Whom they invited, and who has not come yet, is invited no longer."],
        "The people of the organisation.",
        "You can invite the same people yourself.",
        _CHANGED_AGAIN,
    ),
}
_SEEN_BY_PSR = "They read it on the page of their account, and PSR’s administrators on this one."
_OF_STAFF |= {
    StaffAct.OPENS_CASES.value: Panel(
        "They may open cases now",
        ["Whoever opens a case is its adviser."],
        _SEEN_BY_PSR,
        "They find “Open a case” on their first page.",
        _CHANGED_AGAIN,
    ),
    StaffAct.OPENS_NO_CASES.value: Panel(
        "They can no longer open cases",
        ["They stay on the cases that they are on."],
        _SEEN_BY_PSR,
        "Nothing has to be done.",
        _CHANGED_AGAIN,
    ),
}
_KNOWN_TO = "The owner reads on the page of their account that it happened. PSR’s administrators read why on this one."
_OF_ACCOUNTS = {
    AccountChange.CLOSED: Panel(
        "The account is closed",
        ["Nobody signs in with it, and whoever was signed in is out."],
        _KNOWN_TO,
        "Their places on cases stay. Whoever acts on a case can give their place to somebody else.",
        "You can open it again.",
    ),
    AccountChange.OPENED: Panel(
        "The account is open again",
        ["Its owner can sign in with the password that it had."],
        _KNOWN_TO,
        "Tell them that they can sign in.",
        "You can close it again.",
    ),
    AccountChange.RENAMED: Panel(
        "The name is changed",
        ["What was signed before keeps the name that it was signed with."],
        _KNOWN_TO,
        "Pages show the new name from now on.",
        "You can correct it again.",
    ),
    AccountChange.SIGNED_OUT: Panel(
        "They are signed out",
        ["They are out on every device, at once."],
        _KNOWN_TO,
        "They can sign in again. If somebody else knows their password, send them the letter.",
        "There is nothing to take back.",
    ),
    AccountChange.LINK_SENT: Panel(
        "The letter is on its way",
        ["It has a link to choose a new password. It holds for one hour, and works once."],
        _KNOWN_TO,
        "The owner of the address chooses a password. Until then the present one stays.",
        "If they do not use it, nothing changes.",
    ),
    AccountChange.FACTOR_REMOVED: Panel(
        "The second step is taken off",
        ["They sign in with the password alone, and are signed out everywhere. A letter tells them."],
        _KNOWN_TO,
        "They set up a new one on the page of their account.",
        "Nobody else can set it up for them.",
    ),
}
