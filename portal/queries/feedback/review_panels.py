"""What the page after an act on a review says that it did."""

import enum

from portal.domain.cases.case import Membership
from portal.domain.feedback.reading import ReadingKind
from portal.domain.feedback.review import FeedbackReview
from portal.queries.negotiation.panel import Panel

PSR_ALONE = "Only PSR’s people on this case."


class ReviewAct(enum.Enum):
    """What a page was asked to do, as its address says it afterwards."""

    SAVED = "saved"
    POINTED = "pointed"
    READ = "read"
    ISSUED = "issued"


def review_panel(review: FeedbackReview, member: Membership, act: str) -> Panel | None:
    """The panel after this member's act on a review; None where the review does not bear it out."""
    if act == ReviewAct.ISSUED.value and review.issued_by_id == member.id:
        return _ISSUED
    if review.is_issued:
        return None
    if act == ReviewAct.SAVED.value and review.saved:
        return Panel("The form is saved", [], PSR_ALONE)
    if act == ReviewAct.POINTED.value:
        return Panel("Your points are saved", [], PSR_ALONE)
    newest = review.readings[-1] if review.readings else None
    return _READ[newest.kind] if act == ReviewAct.READ.value and newest and newest.by_id == member.id else None


_ISSUED = Panel(
    "The organisation has PSR’s feedback",
    ["It is told, and reads the feedback here. It stays as it is from now on."],
    "The organisation’s people on this case, and PSR’s. The practitioner does not, unless the organisation shows it.",
    "The organisation decides what it takes from it.",
)
_READ = {
    ReadingKind.HANDED_OVER: Panel(
        "The second reader has it", [], PSR_ALONE, "They agree, or hand it back with reasons. You can go on meanwhile."
    ),
    ReadingKind.COMMENTED: Panel("Your comment is there", [], PSR_ALONE),
    ReadingKind.AGREED: Panel("You agreed to this review", [], PSR_ALONE, "Its reviewer can issue it now."),
    ReadingKind.HANDED_BACK: Panel(
        "The review is with its reviewer again", ["They read your reasons."], PSR_ALONE, "They hand it to you again."
    ),
}
