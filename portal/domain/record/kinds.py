"""What can happen on a case, and who may see it: two closed lists."""

import enum


class Stream(enum.Enum):
    """Who may see an event: a closed list, the same words as the audiences of threads."""

    SHARED = "shared"
    ORGANISATION = "organisation"
    PRACTITIONER = "practitioner"
    PSR = "psr"
    ORGANISATION_PSR = "organisation_psr"
    PRACTITIONER_PSR = "practitioner_psr"


class Kind(enum.Enum):
    """What can happen: a closed list."""

    CASE_OPENED = "case.opened"
    PARTICIPANT_ADDED = "participant.added"
    PLAN_IMPORTED = "plan.imported"
    PLAN_ISSUED = "plan.issued"
    PROPOSAL_DRAFTED = "proposal.drafted"
    PROPOSAL_CHANGED = "proposal.changed"
    PROPOSAL_PUT_FORWARD = "proposal.put_forward"
    PROPOSAL_WITHDRAWN = "proposal.withdrawn"
    PROPOSAL_REBASED = "proposal.rebased"
    PROPOSAL_CONFIRMED = "proposal.confirmed"
    PROPOSAL_SUPERSEDED = "proposal.superseded"
    BUNDLE_PUT_FORWARD = "bundle.put_forward"
    ANSWER_KEPT = "answer.kept"
    ANSWER_REMOVED = "answer.removed"
    CAUTIONED = "answer.cautioned"
    CAUTION_REMOVED = "answer.caution_removed"
    ASSENTED = "proposal.assented"
    DECLINED = "proposal.declined"
    REVISION_MADE = "plan.revised"
    THREAD_STARTED = "thread.started"
    COMMENTED = "thread.commented"
    THREAD_SETTLED = "thread.settled"
    THREAD_REOPENED = "thread.reopened"
    QUESTION_ASKED = "question.asked"
    COMMENTS_COPIED = "comments.copied"
    ADVICE_TIME_TAKEN = "advice_time.taken"
    AGREEMENT_OPENED = "agreement.opened"
    AGREEMENT_CANCELLED = "agreement.cancelled"
    AGREEMENT_DECLINED = "agreement.declined"
    SIGNED = "agreement.signed"
    PLAN_AGREED = "plan.agreed"
    PLAN_WITHDRAWN = "plan.withdrawn"
    SAFETY_ACTION_TAKEN = "safety_action.taken"
    SAFETY_ACTION_DISCUSSED = "safety_action.discussed"
    SAFETY_ACTION_ENDED = "safety_action.ended"
