"""What became of PSR's points: the latest reply to each, on the page of a review and beside a paragraph of the plan."""

import enum
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.actions import Action
from portal.domain.cases.case import Membership
from portal.domain.feedback.request import FeedbackRequest
from portal.domain.feedback.review import FeedbackReview, Remark
from portal.domain.feedback.standing import Reply, Standing, Took, must_points_open, standing_of
from portal.domain.plans.plan import Plan
from portal.domain.proposals.proposal import Proposal
from portal.policy import may
from portal.policy_of_sight import sees
from portal.queries.negotiation.panel import Panel

TOOK = {
    Took.ADOPTED: "Taken",
    Took.ADAPTED: "Taken, in other words",
    Took.NOT_ADOPTED: "Not taken",
    Took.LATER: "Later",
}
UNANSWERED = "Not answered yet"


def became(stands: Iterable[str]) -> list[tuple[str, int]]:
    """What became of points, in the words of `PointLine.stands`: each with how many, taken first."""
    counts = Counter(stands)
    return [(words, counts[words]) for words in (*TOOK.values(), UNANSWERED) if counts[words]]


class ReplyAct(enum.Enum):
    """What a page was asked to do, as its address says it afterwards."""

    REPLIED = "replied"
    SHOWN = "shown"


@dataclass(frozen=True)
class PointLine:
    """A point with what the organisation said to it last, also before a correction that left the point as it was."""

    remark: Remark
    standing: Standing
    reader: Membership

    @property
    def reply(self) -> Reply | None:
        """What stands for it; None where nothing was said to it as it is."""
        return self.standing.reply

    @property
    def stands(self) -> str:
        """What became of it, in words."""
        return TOOK[self.reply.took] if self.reply else UNANSWERED

    @property
    def change(self) -> Proposal | None:
        """The suggested change that taking it led to, where the reader may know of that: it may not be sent yet."""
        change = self.reply.proposal if self.reply else None
        return change if change and sees(self.reader, change) else None

    @property
    def former(self) -> Reply | None:
        """What was said to the words that it had before PSR corrected them, where the reader knows of those."""
        former = self.standing.former
        return former if former and sees(self.reader, former) else None

    @property
    def stood(self) -> str:
        """What became of the former words, in words."""
        return TOOK[self.former.took] if self.former else ""

    @property
    def is_open(self) -> bool:
        return self.standing.is_open


def point_lines(session: Session, review: FeedbackReview, reader: Membership) -> list[PointLine]:
    """The points of a review that this reader may read, in their order."""
    return _lines(session, sorted(review.remarks, key=lambda one: one.number), reader)


def points_about(session: Session, plan: Plan, key: str, reader: Membership) -> Sequence[PointLine]:
    """What PSR said about one clause of a plan, as far as this reader may know of it, the newest review first.

    Of feedback that was corrected it is what the latest correction says that they may know of.
    """
    issued = select(FeedbackReview).join(FeedbackRequest, FeedbackRequest.id == FeedbackReview.request_id)
    issued = issued.where(FeedbackRequest.plan_id == plan.id, FeedbackReview.issued_at.is_not(None))
    found = session.scalars(issued.order_by(FeedbackReview.number)).unique()
    latest = {one.request_id: one for one in found if may(reader, Action.VIEW_REVIEW, one)}
    by_round = sorted(latest.values(), key=lambda one: one.request.number, reverse=True)
    return _lines(session, [one for review in by_round for one in review.remarks if one.clause_key == key], reader)


def must_points_for(session: Session, plan: Plan, reader: Membership) -> Sequence[Remark]:
    """The open points of weight "must" that this reader may know of."""
    found = must_points_open(session, plan)
    readable = [one for one in found if may(reader, Action.VIEW_REVIEW, one.review)]
    return [one for one in readable if reader.reads_health or not one.health]


def reply_panel(lines: Sequence[PointLine], review: FeedbackReview, member: Membership, act: str) -> Panel | None:
    """The panel after this member answered points, or chose whether the practitioner reads them; None otherwise."""
    own = [one for one in lines if one.reply and one.reply.by_id == member.id]
    if act == ReplyAct.REPLIED.value and own:
        still = sum(one.is_open for one in lines)
        return Panel(
            "Your answers are saved",
            [f"{len(lines) - still} of {len(lines)} points are answered. You can change an answer at any time."],
            "Your organisation’s people on this case, and PSR’s."
            + (" The practitioner too." if review.is_shown else ""),
        )
    if act == ReplyAct.SHOWN.value and member.party:
        name = review.case.practitioner
        sees = f"{name} and their representative" if review.is_shown else "Your organisation and PSR"
        heading = f"{name} reads PSR’s feedback now" if review.is_shown else f"{name} does not read PSR’s feedback"
        return Panel(heading, [], f"{sees}.", "" if review.is_shown else "You can show it later.")
    return None


def _lines(session: Session, points: Sequence[Remark], reader: Membership) -> list[PointLine]:
    said = standing_of(session, points)
    return [PointLine(one, said[one.id], reader) for one in points if reader.reads_health or not one.health]
