"""What the page after an act on a request for feedback says that it did."""

import enum
from collections.abc import Sequence

from portal.domain.cases.case import Membership
from portal.domain.feedback.document import FeedbackDocument
from portal.domain.feedback.request import FeedbackRequest, Step
from portal.queries.negotiation.panel import Panel

BOTH = "Your organisation’s people on this case, and PSR’s. The practitioner does not."


class RequestAct(enum.Enum):
    """What a page was asked to do, as its address says it afterwards."""

    ASKED = "asked"
    DECIDED = "decided"
    GAVE_MORE = "gave-more"
    TAKEN_BACK = "taken-back"
    ASSIGNED = "assigned"
    DOCUMENTS_SENT = "documents-sent"


def request_panel(
    request: FeedbackRequest, member: Membership, act: str, documents: Sequence[FeedbackDocument]
) -> Panel | None:
    """The panel after this member's act on a request; None where the request does not bear it out."""
    newest, assigned = request.newest_step, request.assigned
    if act == RequestAct.ASKED.value and request.by_id == member.id and newest is None:
        return Panel(
            "PSR has your request",
            [f"PSR sees version {request.version.number} of your draft, and what you wrote. It sees no later one."],
            BOTH,
            "PSR says here whether it can help. You can go on with your draft meanwhile.",
            "You can take the request back on this page.",
        )
    if act == RequestAct.DOCUMENTS_SENT.value and any(one.by_id == member.id for one in documents):
        return Panel("PSR has your document", ["It is listed on this page, and stays with the request."], BOTH)
    if act == RequestAct.ASSIGNED.value and assigned and assigned.by_id == member.id:
        can = (
            "They can correct the feedback, on its page."
            if request.is_answered
            else "They find it among what waits for them."
        )
        return Panel("It is said who reviews it", [can], "Only PSR sees who.")
    if newest is None or newest.by_id != member.id or act != _ACTS.get(newest.step):
        return None
    return _PANELS[newest.step]


_ACTS = {
    Step.ACCEPTED: RequestAct.DECIDED.value,
    Step.MORE_ASKED: RequestAct.DECIDED.value,
    Step.ELSEWHERE: RequestAct.DECIDED.value,
    Step.MORE_GIVEN: RequestAct.GAVE_MORE.value,
    Step.TAKEN_BACK: RequestAct.TAKEN_BACK.value,
}
_TOLD = "The organisation’s people on this case, and PSR’s. The practitioner does not."
_PANELS = {
    Step.ACCEPTED: Panel(
        "The request is accepted",
        ["The organisation is told that PSR looks at its draft."],
        _TOLD,
        "Say who reviews it.",
    ),
    Step.MORE_ASKED: Panel(
        "The organisation is asked for more", ["It reads what you wrote."], _TOLD, "It waits for them now."
    ),
    Step.ELSEWHERE: Panel(
        "Another service is suggested", ["The organisation reads what you wrote. The request ends with it."], _TOLD
    ),
    Step.MORE_GIVEN: Panel("PSR has it", ["PSR reads what you wrote."], BOTH, "PSR says here whether it can help."),
    Step.TAKEN_BACK: Panel(
        "The request is taken back",
        ["PSR looks at it no longer. What was asked stays in the record."],
        BOTH,
        way_back="You can ask again at any time.",
    ),
}
