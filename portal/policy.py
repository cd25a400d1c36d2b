"""Who may do what: the one table. *When* an act is possible is the domain's to say; who sees it: `policy_of_sight`."""

from portal.actions import Action
from portal.domain.cases.case import Membership
from portal.domain.cases.handover import Handover
from portal.domain.cases.invitation import Invitation
from portal.domain.cases.roles import EVERY_SIDE, Reach, Role, Side
from portal.domain.feedback.request import FeedbackRequest
from portal.domain.negotiation.blocker import Blocker
from portal.domain.plans.plan import Plan
from portal.domain.proposals.proposal import Proposal
from portal.domain.showing.showing import Showing
from portal.policy_of_sight import DRAFTERS, EVERYONE, ORGANISATION, PARTIES, PSR, SIDES, Subject, plan_of, sees

AUTHORS = PARTIES | {Role.ADVISER}

TABLE: dict[Action, set[Role]] = {
    Action.VIEW_CASE: EVERYONE,
    Action.IMPORT_DRAFT: DRAFTERS,
    Action.EDIT_DRAFT: DRAFTERS,
    Action.ISSUE: DRAFTERS,
    Action.ASK_FOR_FEEDBACK: ORGANISATION,
    Action.VIEW_FEEDBACK_REQUEST: ORGANISATION | PSR,
    Action.ANSWER_ABOUT_REQUEST: ORGANISATION,
    Action.ATTACH_DOCUMENT: ORGANISATION,
    Action.READ_DOCUMENT: ORGANISATION | PSR,
    Action.TAKE_BACK_REQUEST: ORGANISATION,
    Action.DECIDE_REQUEST: {Role.ADVISER},
    Action.ASSIGN_REVIEW: {Role.ADVISER},
    Action.WRITE_REVIEW: PSR,
    Action.READ_SECOND: PSR,
    Action.COMMENT_ON_REVIEW: PSR,
    Action.VIEW_REVIEW: SIDES | PSR,
    Action.SEND_URGENT_POINT: PSR,
    Action.VIEW_URGENT_POINT: ORGANISATION | PSR,
    Action.HEAR_URGENT_POINT: ORGANISATION,
    Action.REPLY_TO_FEEDBACK: ORGANISATION,
    Action.SHOW_FEEDBACK: ORGANISATION,
    Action.VIEW_PLAN: EVERYONE,
    Action.TAKE_PACK: SIDES,
    Action.VIEW_ACCESS: {Role.ADVISER},
    Action.VIEW_RECORD: EVERYONE,
    Action.TAKE_RECORD: EVERYONE,
    Action.SUGGEST: SIDES | {Role.ADVISER},
    Action.REWRITE: SIDES | {Role.ADVISER},
    Action.PUT_FORWARD: AUTHORS,
    Action.CONFIRM: AUTHORS,
    Action.WITHDRAW: SIDES | {Role.ADVISER},
    Action.VIEW_PROPOSAL: EVERYONE,
    Action.ASSENT: PARTIES,
    Action.DECLINE: PARTIES,
    Action.KEEP_ANSWER: PARTIES,
    Action.CAUTION: {Role.REPRESENTATIVE},
    Action.VIEW_KEPT_ANSWERS: SIDES,
    Action.ANSWER_TOGETHER: PARTIES,
    Action.PUT_FORWARD_TOGETHER: PARTIES,
    Action.CONFIRM_TOGETHER: PARTIES,
    Action.COMMENT: SIDES | {Role.ADVISER},
    Action.REPLY: SIDES | {Role.ADVISER},
    Action.SETTLE: SIDES | {Role.ADVISER},
    Action.REOPEN: SIDES | {Role.ADVISER},
    Action.PUT_FORWARD_COPY: AUTHORS,
    Action.RAISE_CONCERN: SIDES,
    Action.VIEW_CONCERN: SIDES | {Role.ADVISER},
    Action.ANSWER_CONCERN: {Role.ADVISER},
    Action.ASK: PARTIES,
    Action.TAKE_ADVICE: PARTIES,
    Action.NAME_BLOCKER: PARTIES,
    Action.END_BLOCKER: PARTIES,
    Action.KEEP_FINDING: PARTIES,
    Action.OPEN_AGREEMENT: PARTIES,
    Action.CANCEL_AGREEMENT: PARTIES,
    Action.VIEW_AGREEMENT: EVERYONE,
    Action.SIGN: {Role.SIGNATORY, Role.PRACTITIONER},
    Action.DECLINE_TO_SIGN: {Role.SIGNATORY, Role.PRACTITIONER},
    Action.WITHDRAW_PLAN: {Role.ADVISER},
    Action.TAKE_SAFETY_ACTION: ORGANISATION,
    Action.VIEW_SAFETY_ACTION: EVERYONE,
    Action.COMMENT_ON_SAFETY: SIDES | {Role.ADVISER},
    Action.END_SAFETY_ACTION: ORGANISATION,
    Action.SAY_WHO_TOLD: ORGANISATION,
    Action.NOTE_SAFETY_CALL: {Role.ADVISER},
    Action.VIEW_CALLS: EVERYONE,
    Action.ASK_FOR_CALL: SIDES,
    Action.TAKE_BACK_CALL: SIDES,
    Action.NOTE_CALL: {Role.ADVISER},
    Action.VIEW_TALK: EVERYONE,
    Action.OFFER_TALK: PARTIES,
    Action.ANSWER_TALK: PARTIES,
    Action.NOTE_TALK: PARTIES,
    Action.ASK_TO_MEET: PARTIES,
    Action.TAKE_BACK_MEETING: PARTIES,
    Action.SETTLE_MEETING: {Role.ADVISER},
    Action.GIVE_VIEW: PARTIES,
    Action.END_PLAN: {Role.ADVISER},
    Action.PAUSE: {Role.ADVISER},
    Action.INVITE: PARTIES | {Role.ADVISER},
    Action.CHANGE_INVITATION: PARTIES | {Role.ADVISER},
    Action.TAKE_OFF: PARTIES | {Role.ADVISER},
    Action.LIMIT: {Role.PRACTITIONER},
    Action.NAME: {Role.PRACTITIONER},
    Action.NAME_DEPUTY: {Role.SIGNATORY},
    Action.SAY_WISHES: {Role.PRACTITIONER},
    Action.SERVE_ON_PAPER: {Role.ADVISER},
    Action.VIEW_PAPERS: SIDES | {Role.ADVISER},
    Action.MAKE_PAPER: {Role.ADVISER},
    Action.ENTER_PAPER: {Role.ADVISER},
    Action.CONFIRM_PAPER: {Role.ADVISER},
    Action.DISPUTE_PAPER: PARTIES,
    Action.LEAVE: ORGANISATION | PSR | {Role.REPRESENTATIVE},
    Action.HAND_OVER: {Role.REPRESENTATIVE},
    Action.VIEW_HANDOVER: {Role.PRACTITIONER, Role.REPRESENTATIVE},
    Action.ANSWER_HANDOVER: {Role.PRACTITIONER},
    Action.TAKE_BACK_HANDOVER: {Role.REPRESENTATIVE},
    Action.VIEW_SHOWINGS: EVERYONE,
    Action.OFFER_SHOWING: PARTIES,
    Action.ANSWER_SHOWING: PARTIES,
    Action.END_SHOWING: PARTIES,
    Action.READ_SHOWN: {Role.OBSERVER},
}

# who puts whom on a case, and takes them off: PSR alone the practitioner, the practitioner alone a representative
PUT_ON_BY: dict[Role, set[Role]] = {
    Role.PRACTITIONER: {Role.ADVISER},
    Role.REPRESENTATIVE: {Role.PRACTITIONER},
    Role.EDITOR: ORGANISATION | {Role.ADVISER},
    Role.SIGNATORY: ORGANISATION | {Role.ADVISER},
    Role.ADVISER: {Role.ADVISER},
    Role.REVIEWER: {Role.ADVISER},
    Role.OBSERVER: {Role.ADVISER},
}

OF_A_REPRESENTATIVE = {Action.LIMIT, Action.NAME}

# what a representative who may only read and comment does not do
DRAFTING = {Action.SUGGEST, Action.REWRITE, Action.WITHDRAW}

AFTER_AGREEMENT: dict[Action, set[Role]] = {
    Action.ASSENT: {Role.SIGNATORY, Role.PRACTITIONER},
    Action.DECLINE: {Role.SIGNATORY, Role.PRACTITIONER},
    Action.ASK: {Role.SIGNATORY, Role.PRACTITIONER},
    Action.OFFER_SHOWING: {Role.SIGNATORY, Role.PRACTITIONER},
    Action.ANSWER_SHOWING: {Role.SIGNATORY, Role.PRACTITIONER},
}

# who wrote a draft, writes on in it and gives it to both parties
OF_WHO_DRAFTED_IT = {Action.EDIT_DRAFT, Action.ISSUE, Action.ASK_FOR_FEEDBACK}

# what is for the two of PSR's people who were named for it
OF_THE_ASSIGNED = {Action.WRITE_REVIEW, Action.SEND_URGENT_POINT, Action.READ_SECOND}

ONCE_SENT: dict[Action, set[Role]] = {Action.REWRITE: AUTHORS, Action.WITHDRAW: AUTHORS}

# what others of their side prepared is not theirs to discard
ONLY_THEIR_OWN: dict[Action, set[Role]] = {Action.WITHDRAW: {Role.REPRESENTATIVE}}

# what the other party reads as said by whoever does it
SAID_TO_READERS = {Action.REPLY, Action.SETTLE, Action.REOPEN, Action.COMMENT_ON_SAFETY}

OWN_SIDE_ONLY = {Action.REWRITE, Action.PUT_FORWARD, Action.CONFIRM, Action.WITHDRAW}


def may(actor: Membership, action: Action, subject: Subject) -> bool:
    """Whether this member of the case may do this to a thing that they can see."""
    if not actor.has(*_roles(action, subject)) or not sees(actor, subject):
        return False
    if _is_barred(actor, action, subject):
        return False
    if isinstance(subject, Plan) and not _may_on_draft(actor, action, subject):
        return False
    if isinstance(subject, Membership):
        return _may_change(actor, action, subject)
    if isinstance(subject, Invitation):
        return may_put_on(actor, subject.role)
    if isinstance(subject, Handover):
        return action is not Action.TAKE_BACK_HANDOVER or subject.representative_id == actor.id
    if isinstance(subject, Blocker):
        return actor.party is subject.party
    if isinstance(subject, Showing):
        return _may_on_showing(actor, action, subject)
    return not isinstance(subject, Proposal) or _is_theirs(actor, action, subject)


def _is_barred(actor: Membership, action: Action, subject: Subject) -> bool:
    """Whether the act is for others of these roles only."""
    if actor.reach is Reach.COMMENT and action in DRAFTING:
        return True
    if action in OF_THE_ASSIGNED and not _is_assigned(actor, action, subject):
        return True
    return action in SAID_TO_READERS and not _is_heard(actor, subject)


def _may_on_draft(actor: Membership, action: Action, plan: Plan) -> bool:
    """Whether a draft stands in the way: it is for who wrote it, and a party does nothing else with its own."""
    if action in OF_WHO_DRAFTED_IT:
        return plan.drafted_by is actor.side
    return plan.is_issued or actor.party is None or action is Action.VIEW_PLAN


def _is_assigned(actor: Membership, action: Action, subject: Subject) -> bool:
    """Whether a request for feedback names this member for it: as the reviewer, or to read second."""
    request = subject if isinstance(subject, FeedbackRequest) else getattr(subject, "request", None)
    assigned = request.assigned if request else None
    if assigned is None:
        return False
    return actor.id == (assigned.second_reader_id if action is Action.READ_SECOND else assigned.reviewer_id)


def _may_change(actor: Membership, action: Action, member: Membership) -> bool:
    """Whether it is for this member to take that one off the case, or to limit them; one leaves by oneself."""
    for_all = all(may_put_on(actor, one.role) for one in member.roles)
    here = member.ended_at is None and actor is not member
    return for_all and here and (action not in OF_A_REPRESENTATIVE or member.has(Role.REPRESENTATIVE))


def _is_theirs(actor: Membership, action: Action, proposal: Proposal) -> bool:
    """Whether it is of this member's side where the act asks for that, and written by them where it asks for that."""
    of_side = action not in OWN_SIDE_ONLY or proposal.side is actor.side
    by_them = not actor.has(*ONLY_THEIR_OWN.get(action, ())) or proposal.by_id == actor.id
    return of_side and by_them


def _is_heard(actor: Membership, subject: Subject) -> bool:
    """Whether those who read it may know of this member: the organisation knows no representative but a named one."""
    return actor.speaks_to_the_other_party or Side.ORGANISATION not in getattr(subject, "readers", EVERY_SIDE)


def _may_on_showing(actor: Membership, action: Action, showing: Showing) -> bool:
    """Whether it is for this member: the other party answers a choice; what waits, its own party alone takes back."""
    if action is Action.ANSWER_SHOWING:
        return actor.party is showing.party.other
    return action is not Action.END_SHOWING or not showing.is_open or actor.party is showing.party


def may_put_on(actor: Membership, role: Role) -> bool:
    """Whether this member may invite somebody to this role."""
    return actor.has(*PUT_ON_BY[role])


def _roles(action: Action, subject: Subject) -> set[Role]:
    plan = plan_of(subject)
    if action in AFTER_AGREEMENT and plan and plan.agreed:
        return AFTER_AGREEMENT[action]
    if action in ONCE_SENT and isinstance(subject, Proposal) and subject.put_forward_at:
        return ONCE_SENT[action]
    return TABLE[action]
