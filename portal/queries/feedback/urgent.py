"""The panels after an urgent point was sent or acknowledged, and by what name PSR shows who reviewed."""

import enum

from portal.domain.cases.case import Membership
from portal.domain.feedback.review import FeedbackReview
from portal.domain.feedback.urgent import UrgentPoint
from portal.queries.negotiation.panel import Panel

THE_TEAM = "Professional Support and Remediation service"


class UrgentAct(enum.Enum):
    """What a page was asked to do, as its address says it afterwards."""

    SENT = "sent"
    HEARD = "heard"


def urgent_panel(point: UrgentPoint, member: Membership, act: str) -> Panel | None:
    """The panel after this member's act on an urgent point; None where the point does not bear it out."""
    if act == UrgentAct.SENT.value and point.by_id == member.id:
        sees = "The organisation’s people on this case, and PSR’s. The practitioner does not."
        return Panel("The urgent point is sent", ["They are told at any hour."], sees, "They say here what they do.")
    if act == UrgentAct.HEARD.value and point.heard and point.heard.by_id == member.id:
        return Panel("PSR knows that you have it", [], "Your organisation’s people on this case, and PSR’s.")
    return None


def reviewer_shown(review: FeedbackReview, *, named: bool) -> str:
    """By what name the organisation reads who reviewed: theirs, where PSR's setting says so."""
    issuers = [one.name for one in review.case.memberships if one.id == review.issued_by_id]
    return issuers[0] if named and issuers else THE_TEAM
