"""What the page after an act on the people of a case says that it did."""

import enum
from collections.abc import Sequence

from portal.domain.cases.account import account_of
from portal.domain.cases.case import Case, Membership
from portal.domain.cases.deputy import deputises_for
from portal.domain.cases.invitation import Invitation
from portal.domain.cases.on_paper import served_on_paper
from portal.domain.cases.roles import Role
from portal.domain.dates import day
from portal.policy_of_staff import may_open_cases
from portal.queries.negotiation.panel import Panel

NOT_OPENED = "Opening the letter does nothing yet: a button on the page of its link does."
AN_ACCOUNT = "the address of their account"
STAYS = "What they wrote and did stays, under their name."


class Act(enum.Enum):
    """What a page was asked to do, as its address says it afterwards."""

    OPENED = "opened"
    INVITED = "invited"
    TAKEN_BACK = "taken-back"
    JOINED = "joined"
    ENDED = "ended"
    LIMITED = "limited"
    WISHED = "wished"
    NAMED = "named"
    UNNAMED = "not-named"
    PAUSED = "paused"
    LOOKS_LATER = "looks-later"
    WENT_ON = "went-on"
    SERVED = "served"
    DEPUTY = "deputy"
    NO_DEPUTY = "no-deputy"


def people_panel(case: Case, member: Membership, act: str, invitations: Sequence[Invitation]) -> Panel | None:
    """The panel after this member's act, the newest invitations first; None where the case does not bear it out."""
    own = next((one for one in invitations if one.by_id == member.id), None)
    if act == Act.INVITED.value:
        return _invited(own) if own and own.is_open else None
    if act == Act.OPENED.value and may_open_cases(account_of(member)):
        return Panel(
            "The case is open",
            ["Nobody but you is on it yet."],
            "Only PSR.",
            f"Invite {case.practitioner}, once you have spoken with them, and whoever signs for {case.organisation}.",
            "You can take an invitation back until it is accepted.",
        )
    known = [one for one in case.memberships if member.side in one.readers]
    is_own = member.has(Role.PRACTITIONER)
    borne_out = {
        Act.TAKEN_BACK.value: any(one.ended_at and member.side in one.readers for one in invitations),
        Act.JOINED.value: any(one.accepted_at and one.email == account_of(member).email for one in invitations),
        Act.ENDED.value: any(one.ended_at for one in known),
        Act.NAMED.value: is_own and any(one.is_named for one in known),
        Act.UNNAMED.value: is_own and any(one.unnamed_at for one in known),
        Act.WISHED.value: member.wishes is not None,
        Act.LIMITED.value: is_own and any(one.reach for one in known),
        Act.DEPUTY.value: member.has(Role.SIGNATORY) and any(map(deputises_for, known)),
        Act.SERVED.value: member.has(Role.ADVISER) and served_on_paper(case) is not None,
    }
    return _PLAIN[act] if borne_out.get(act) else None


def deputy_panel(somebody: Membership, act: str) -> Panel | None:
    """The panel after it was taken back that somebody may sign; None while they may."""
    if act != Act.NO_DEPUTY.value or somebody.has(Role.SIGNATORY):
        return None
    happened, seen = ["They do not sign here. What they have signed stays."], "Everybody on the case, but observers."
    return Panel(f"{somebody.name} signs in nobody’s place", happened, seen, way_back="You can name them on this page.")


def case_panel(case: Case, act: str) -> Panel | None:
    """The panel on the page of a case that PSR paused, or let go on; None where the case does not bear it out."""
    went_on = act == Act.WENT_ON.value
    return _PAUSES.get(act) if went_on != bool(case.paused_at) else None


def _invited(invitation: Invitation) -> Panel:
    known = "Only PSR sees it" if invitation.role is Role.PRACTITIONER else "Your side and PSR see it"
    to, until = invitation.typed_address or AN_ACCOUNT, day(invitation.expires_at)
    return Panel(
        "The invitation is sent",
        [f"A letter to {to} has a link, which holds until {until}. {NOT_OPENED}"],
        f"{known}, until {invitation.name} is on the case.",
        f"{invitation.name} accepts it, and is on the case from then on.",
        "You can send it again, or take it back, on this page.",
    )


_PAUSES = {
    Act.PAUSED.value: Panel(
        "The case is paused",
        ["Nothing can be answered, sent or signed until it goes on, and no days count."],
        "Everybody on the case sees that it is paused. Why, PSR’s advisers alone see.",
        "PSR looks at it again on the day that you gave.",
        "You can let it go on at any time.",
    ),
    Act.LOOKS_LATER.value: Panel(
        "The day is saved",
        ["The case stays paused."],
        "Only PSR’s advisers see the day.",
        "PSR looks at it again on that day.",
    ),
    Act.WENT_ON.value: Panel(
        "The case goes on",
        ["Everything is as it was. The days of the pause do not count."],
        "Everybody on the case.",
        way_back="You can pause it again.",
    ),
}
_PLAIN = {
    Act.TAKEN_BACK.value: Panel(
        "The invitation is taken back",
        ["Its link does nothing any more."],
        "Those who saw the invitation see this too.",
    ),
    Act.JOINED.value: Panel(
        "You are on the case",
        ["You accepted the invitation."],
        "Those named on this page can see it.",
        "Read who is who here. The plan waits for you as soon as it is issued.",
    ),
    Act.ENDED.value: Panel(
        "They are off the case",
        [f"From now on they cannot see anything of it. {STAYS}"],
        "Those who knew that they were on the case.",
        way_back="You can invite them again.",
    ),
    Act.NAMED.value: Panel(
        "The organisation is told",
        ["It finds your representative among the people on this case. They can write where both of you read."],
        "Everybody on the case, but observers.",
        way_back="You can take it back.",
    ),
    Act.UNNAMED.value: Panel(
        "The organisation finds their name no more",
        ["What they wrote for both of you stays, as from your representative."],
        "Your side and PSR see that you took it back. The organisation is told nothing.",
        way_back="You can tell it again.",
    ),
    Act.WISHED.value: Panel(
        "PSR has it", ["It stands beside your name."], "You, your side and PSR see it.", way_back="You can change it."
    ),
    Act.SERVED.value: Panel(
        "They are on the case, on paper",
        ["The practitioner has no account. You send paper, and enter what comes back."],
        "Everybody on the case sees their name, and that they answer on paper. Only PSR sees how you made sure.",
        "Issue the plan, and send it to them.",
        "If they want an account later, invite them.",
    ),
    Act.DEPUTY.value: Panel(
        "They may sign in your place",
        ["You may sign as before: one of you does."],
        "Everybody on the case, but observers.",
        way_back="You can take it back.",
    ),
    Act.LIMITED.value: Panel(
        "It is changed", ["It holds from now on."], "Your side and PSR see it.", way_back="You can change it again."
    ),
}
