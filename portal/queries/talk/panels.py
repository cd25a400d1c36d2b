"""What the page after an act says that it did: asking for a call, offering to talk, asking to meet, giving a view."""

import enum
from collections.abc import Callable

from portal.domain.cases.case import Membership
from portal.domain.cases.roles import Party
from portal.domain.dates import day
from portal.domain.plans.ending import PartyView
from portal.domain.plans.plan import Plan
from portal.domain.talk.call import CallRequest, StepKind
from portal.domain.talk.meeting import MeetingEnd, MeetingRequest
from portal.domain.talk.offer import OfferEnd, TalkOffer
from portal.queries.negotiation.panel import Panel
from portal.text.english import counted

NOTHING_TO_DO = "There is nothing you need to do now."
BOTH_AND_PSR = "Both parties and PSR see it."
PLAN_STAYS = "It changes no word of the plan."


class Act(enum.Enum):
    """What a page was asked to do, as its address says it afterwards."""

    ASKED = "asked"
    RANG = "rang"
    TRIED = "tried"
    TAKEN_BACK = "taken-back"
    OFFERED = "offered"
    ANSWERED = "answered"
    NOTED = "noted"
    REPLIED = "replied"
    SETTLED = "settled"
    VIEWS_ASKED = "views-asked"
    VIEW = "view"
    ENDED = "ended"


def call_panel(call: CallRequest | None, member: Membership, act: str) -> Panel | None:
    """The panel after this member's act on a call; None where the call does not bear it out."""
    if call is None:
        return None
    name, last = call.by.name, call.steps[-1] if call.steps else None
    if act == Act.ASKED.value and call.by_id == member.id and call.is_open:
        return Panel(
            "PSR has your note",
            ["You asked PSR to ring you. You need not say more before the call."],
            f"Only you, your own side and PSR see it. {_other(member)} cannot see that you asked.",
            "PSR rings on working days. If it cannot reach you, it says so here, and tries again.",
            "You can take the note back on this page until PSR has spoken with you.",
        )
    if last is None or last.by_id != member.id:
        return None
    if act == Act.TAKEN_BACK.value and last.kind is StepKind.TAKEN_BACK:
        return Panel(
            "You took your note back",
            ["PSR need not ring you."],
            "Only you, your own side and PSR see that you asked, and that you took it back.",
            NOTHING_TO_DO,
            "You can ask for a call again at any time.",
        )
    if act == Act.RANG.value and last.kind is StepKind.SPOKE:
        happened = [f"You noted that PSR spoke with {name} on {day(last.day)}."]
        return Panel(
            "The call is noted", happened, _side_of(call), "It no longer waits for PSR.", "Ring again, if need be."
        )
    if act == Act.TRIED.value and last.kind is StepKind.TRIED:
        happened = [f"You noted that you tried to ring {name} on {day(last.day)}, without an answer."]
        return Panel(
            "Your try is noted",
            happened,
            _side_of(call),
            "The call still waits for PSR.",
            "Try again when it suits them.",
        )
    return None


def talk_panel(offer: TalkOffer, member: Membership, act: str) -> Panel | None:
    """The panel after this member's act on an offer to talk; None where the offer does not bear it out."""
    write = _TALK_PANELS.get(act)
    return write(offer, member) if write else None


def meeting_panel(meeting: MeetingRequest | None, member: Membership, act: str) -> Panel | None:
    """The panel after this member's act on a meeting with PSR; None where the meeting does not bear it out."""
    if meeting is None:
        return None
    end = meeting.outcome
    if act == Act.ASKED.value and meeting.by_id == member.id and end is None:
        return Panel(
            "You asked PSR to meet both of you",
            ["PSR will speak with each of you about a day that suits."],
            BOTH_AND_PSR,
            f"Nothing is decided by it. {NOTHING_TO_DO}",
            "You can take it back on this page until PSR has met you both.",
        )
    if end is None or end.by_id != member.id:
        return None
    if act == Act.TAKEN_BACK.value and end.kind is MeetingEnd.TAKEN_BACK:
        return Panel(
            "You took it back",
            ["PSR need not meet you both."],
            BOTH_AND_PSR,
            NOTHING_TO_DO,
            "You can ask again at any time.",
        )
    if act == Act.SETTLED.value and end.kind is not MeetingEnd.TAKEN_BACK:
        met = end.kind is MeetingEnd.HELD
        happened = [
            f"You noted that PSR met both parties on {day(end.day)}." if met else "You said why PSR did not meet both."
        ]
        return Panel(
            "The meeting is noted", happened, BOTH_AND_PSR, "The plan stays as it is.", "Either party can ask again."
        )
    return None


def view_panel(view: PartyView | None, member: Membership, act: str) -> Panel | None:
    """The panel after this member gave their party's view; None where it is no longer the one that counts."""
    if view is None or act != Act.VIEW.value or view.by_id != member.id:
        return None
    return Panel(
        "Your view is kept" if view.words else "You prefer to give no view",
        ["PSR has it." if view.words else "PSR knows, and nobody asks why."],
        f"Only your own side and PSR see it now. If the plan ends, {_other(member)} sees it too.",
        f"Nothing ends by itself: you can still agree. {NOTHING_TO_DO}",
        "You can write another view until the plan ends. The newest one counts.",
    )


def views_asked_panel(plan: Plan, member: Membership, act: str, asked_by: object, wait: int) -> Panel | None:
    """The panel after PSR's adviser asked both parties for their view."""
    if act != Act.VIEWS_ASKED.value or asked_by != member.id:
        return None
    names = " and ".join(plan.case.name_of(party) for party in Party)
    return Panel(
        "Both parties are asked for their view",
        [f"{names} can each write how they see it, or say that they prefer to give no view."],
        "Both parties see that you asked. Each view is for its own side and PSR until the plan ends.",
        "The plan stays open. You can end it when both have answered. Where one does not, you can do so after "
        f"{counted(wait, 'working day')}, once you have asked again.",
        "If both agree after all, nothing ends.",
    )


def ended_panel(plan: Plan, member: Membership, act: str) -> Panel | None:
    """The panel after PSR's adviser recorded that the plan ended."""
    if act != Act.ENDED.value or plan.not_agreed is None or plan.not_agreed.by_id != member.id:
        return None
    return Panel(
        "The plan has ended without an agreement",
        ["Nothing in it can be suggested, answered or signed any more. Everything stays to be read."],
        "Both parties and PSR read what you wrote, and how each party sees it.",
        "Ring both, if you have not spoken with them yet.",
        "This cannot be undone. You can issue another plan on the same case.",
    )


def _offered(offer: TalkOffer, member: Membership) -> Panel | None:
    if offer.by_id != member.id or offer.outcome:
        return None
    return Panel(
        "Your offer is sent",
        [f"You offered to talk {offer.how.value}. {PLAN_STAYS}"],
        BOTH_AND_PSR,
        f"{_other(member)} can take one of your times, offer others, or stay in writing. {NOTHING_TO_DO}",
        f"You can take the offer back until {_other(member)} has answered.",
    )


def _answered(offer: TalkOffer, member: Membership) -> Panel | None:
    end = offer.outcome
    if end is None or end.by_id != member.id:
        return None
    if end.kind is OfferEnd.ACCEPTED:
        return Panel(
            "You will talk",
            [f"You settled it: {offer.chosen}, {offer.how.value}. {PLAN_STAYS}"],
            BOTH_AND_PSR,
            "After the talk, either of you writes down in a few words what was said.",
            "If the time no longer suits, comment on the plan or ring PSR.",
        )
    if end.kind is OfferEnd.IN_WRITING:
        return Panel(
            "You go on in writing",
            [f"{_other(member)} reads that you prefer to write for now. {PLAN_STAYS}"],
            BOTH_AND_PSR,
            "The change, or the plan, waits as before. There is no last day.",
            "You can offer to talk at any time.",
        )
    return None


def _taken_back(offer: TalkOffer, member: Membership) -> Panel | None:
    end = offer.outcome
    if end is None or end.by_id != member.id or end.kind is not OfferEnd.TAKEN_BACK:
        return None
    return Panel(
        "You took your offer back",
        ["It no longer waits for an answer."],
        BOTH_AND_PSR,
        NOTHING_TO_DO,
        "You can offer to talk again.",
    )


def _noted(offer: TalkOffer, member: Membership) -> Panel | None:
    if offer.note is None or offer.note.by_id != member.id or offer.note.reply:
        return None
    return Panel(
        "Your note is sent",
        [f"You wrote down what was said. {PLAN_STAYS}"],
        BOTH_AND_PSR,
        f"{_other(member)} can call it a fair account, or say what differs. {NOTHING_TO_DO}",
        "The note stays. What you want to add, write as a comment.",
    )


def _replied(offer: TalkOffer, member: Membership) -> Panel | None:
    reply = offer.note.reply if offer.note else None
    if reply is None or reply.by_id != member.id:
        return None
    return Panel(
        "Your reply is sent",
        ["You called the note a fair account." if reply.is_fair else "Your words stand beside the note."],
        BOTH_AND_PSR,
        "The plan says what it said before. If other words would help, either of you can suggest them.",
        "Your reply stays as it is. What you want to add, write as a comment.",
    )


_TALK_PANELS: dict[str, Callable[[TalkOffer, Membership], Panel | None]] = {
    Act.OFFERED.value: _offered,
    Act.ANSWERED.value: _answered,
    Act.TAKEN_BACK.value: _taken_back,
    Act.NOTED.value: _noted,
    Act.REPLIED.value: _replied,
}


def _other(member: Membership) -> str:
    """The other party, by name; both, for PSR's people."""
    return member.case.name_of(member.party.other) if member.party else "both parties"


def _side_of(call: CallRequest) -> str:
    """Who sees what PSR notes of a call."""
    return f"{call.by.name}, their own side and PSR see it. The other party cannot see that a call was asked for."
