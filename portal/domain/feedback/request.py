"""A request of the organisation for PSR's view of its own draft: the exact version, and what became of it (000 L15)."""

import enum
import uuid
from collections.abc import Iterator, Sequence, Set
from datetime import date, datetime
from functools import cached_property

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from portal.domain import record
from portal.domain.base import APPEND_ONLY, Base, Fault, Identified, Refused, expect_none, words
from portal.domain.cases.case import Case, Membership
from portal.domain.cases.roles import Side
from portal.domain.dates import london_day
from portal.domain.drafting.shown import MOVED_MEANWHILE, Stale
from portal.domain.feedback import events
from portal.domain.plans.content import Content
from portal.domain.plans.draft_version import DraftVersion, newest_version
from portal.domain.plans.plan import Plan
from portal.domain.typed import EARLIEST, LATEST

NOT_OWN = "PSR gives feedback on drafts that the organisation wrote itself."
SHARED = "Both parties have this plan already, so PSR’s adviser can say what they think of it there."
EMPTY = "The draft has no title or no paragraphs yet. Write them before you ask."
ASKED_ALREADY = "You have asked for feedback on this draft already. Take that request back, or wait for the answer."
NO_WANTS = Fault("Say what you want to know.", "wants")
TO_COME = Fault("Give a day to come, or leave it open.", "wanted_by")
NOT_YET = Fault("Give a day until today, on which the practitioner was told.", "told_on")
NO_WHY = Fault("Say why the practitioner was not told.", "not_told_why")


class Step(enum.Enum):
    """What happens to a request."""

    ACCEPTED = "accepted"
    MORE_ASKED = "more information asked"
    MORE_GIVEN = "more information given"
    ELSEWHERE = "another service"
    TAKEN_BACK = "taken back"
    ANSWERED = "answered"


ENDS = {Step.ELSEWHERE, Step.TAKEN_BACK}


class FeedbackRequest(Identified, Base):
    """One round of feedback on one version of a draft; rounds of a plan count from 1.

    `wants` is what the organisation wants to know, `wanted_by` the day by which it would help. Either the practitioner
    was told on a day that PSR is asked, or there are reasons why not. It hangs on a case and not on the plan, which PSR
    does not see.
    """

    __tablename__ = "feedback_request"
    __table_args__ = (
        UniqueConstraint("plan_id", "number"),
        CheckConstraint("(told_on IS NULL) = (not_told_why IS NOT NULL)", name="told_or_why_not"),
        APPEND_ONLY,
    )

    plan_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("plan.id"))
    number: Mapped[int]
    version_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("draft_version.id"))
    fingerprint: Mapped[str] = mapped_column(String(64))
    wants: Mapped[str] = mapped_column(Text)
    wanted_by: Mapped[date | None]
    told_on: Mapped[date | None]
    not_told_why: Mapped[str | None] = mapped_column(Text)
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    at: Mapped[datetime]
    draft: Mapped[Plan] = relationship(lazy="joined", innerjoin=True)
    version: Mapped[DraftVersion] = relationship(lazy="joined", innerjoin=True)
    by: Mapped[Membership] = relationship(foreign_keys=[by_id])
    steps: Mapped[list["RequestStep"]] = relationship(order_by="RequestStep.number", lazy="selectin")
    assignments: Mapped[list["Assignment"]] = relationship(order_by="Assignment.number", lazy="selectin")

    @property
    def case(self) -> Case:
        return self.draft.case

    @property
    def readers(self) -> Set[Side]:
        """The sides that may know of it: the practitioner reads what comes of it once the organisation shares that."""
        return {Side.ORGANISATION, Side.PSR}

    @cached_property
    def content(self) -> Content:
        """What the draft said when PSR was asked."""
        return self.version.content

    @property
    def newest_step(self) -> "RequestStep | None":
        return self.steps[-1] if self.steps else None

    @property
    def is_over(self) -> bool:
        """Whether it ended without a review: taken back, or another service was suggested."""
        return any(one.step in ENDS for one in self.steps)

    @property
    def accepted_at(self) -> datetime | None:
        return next((one.at for one in self.steps if one.step is Step.ACCEPTED), None)

    @property
    def is_answered(self) -> bool:
        """Whether PSR has given its feedback."""
        return any(one.step is Step.ANSWERED for one in self.steps)

    @property
    def waits_for_more(self) -> bool:
        """Whether PSR asked for more, and the organisation has not answered."""
        return self.newest_step is not None and self.newest_step.step is Step.MORE_ASKED

    @property
    def waits_for_triage(self) -> bool:
        return not (self.is_over or self.accepted_at or self.waits_for_more)

    @property
    def assigned(self) -> "Assignment | None":
        """Who reviews it now, and who reads second."""
        return self.assignments[-1] if self.assignments else None


class RequestStep(Identified, Base):
    """One thing that happened to a request, with the words that go with it."""

    __tablename__ = "feedback_request_step"
    __table_args__ = (UniqueConstraint("request_id", "number"), APPEND_ONLY)

    request_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("feedback_request.id"))
    number: Mapped[int]
    step: Mapped[Step] = mapped_column(words(Step))
    words: Mapped[str] = mapped_column(Text)
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    at: Mapped[datetime]


class Assignment(Identified, Base):
    """Who reviews, and who reads second, from then on; without a second reader a small team does without one."""

    __tablename__ = "feedback_assignment"
    __table_args__ = (
        UniqueConstraint("request_id", "number"),
        CheckConstraint("reviewer_id <> second_reader_id", name="two_people"),
        APPEND_ONLY,
    )

    request_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("feedback_request.id"))
    number: Mapped[int]
    reviewer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    second_reader_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("membership.id"))
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    at: Mapped[datetime]
    reviewer: Mapped[Membership] = relationship(foreign_keys=[reviewer_id])
    second_reader: Mapped[Membership | None] = relationship(foreign_keys=[second_reader_id])


def ask_for_feedback(
    session: Session,
    plan: Plan,
    *,
    version: int,
    wants: str,
    wanted_by: date | None = None,
    told_on: date | None = None,
    not_told_why: str = "",
    by: Membership,
    at: datetime,
) -> FeedbackRequest:
    """Ask PSR for its view of the draft as it stands in its newest version, which was shown with this number.

    Raises Refused for a draft that is not the organisation's or has been shared, without title or paragraphs, while
    another request is open, and naming each field for what is missing; Stale when there is a newer version.
    """
    expect_to_ask(session, plan)
    newest = newest_version(session, plan.id)
    if newest is None or newest.number != version:
        raise Stale(MOVED_MEANWHILE)
    expect_none(_faults(wants, wanted_by, told_on, not_told_why, london_day(at)))
    request = FeedbackRequest(
        draft=plan,
        number=len(requests_of(session, plan)) + 1,
        version_id=newest.id,
        fingerprint=plan.draft_fingerprint,
        wants=wants,
        wanted_by=wanted_by,
        told_on=told_on,
        not_told_why=None if told_on else not_told_why,
        by=by,
        at=at,
    )
    session.add(request)
    session.flush()
    said = {"version": str(version), "fingerprint": request.fingerprint, "wants": wants}
    said |= {"wanted_by": _written(wanted_by), "told_on": _written(told_on), "not_told_why": request.not_told_why or ""}
    tell(session, request, events.FEEDBACK_ASKED, by=by, at=at, values=said)
    return request


def expect_to_ask(session: Session, plan: Plan) -> None:
    """Refuse where nobody can be asked about this draft now."""
    plan.case.expect_going_on()
    if plan.drafted_by is not Side.ORGANISATION:
        raise Refused(NOT_OWN)
    if plan.is_issued:
        raise Refused(SHARED)
    if not (plan.draft_content.title and plan.draft_content.clauses):
        raise Refused(EMPTY)
    if any(not (one.is_over or one.is_answered) for one in requests_of(session, plan)):
        raise Refused(ASKED_ALREADY)


def requests_of(session: Session, plan: Plan) -> Sequence[FeedbackRequest]:
    """Every request about a plan, the first round first."""
    wanted = select(FeedbackRequest).where(FeedbackRequest.plan_id == plan.id)
    return session.scalars(wanted.order_by(FeedbackRequest.number)).unique().all()


def tell(
    session: Session,
    request: FeedbackRequest,
    kind: record.Kind,
    *,
    by: Membership,
    at: datetime,
    values: dict[str, str] | None = None,
    stream: record.Stream = record.Stream.ORGANISATION_PSR,
) -> None:
    """Record what happened to a request, for the organisation and PSR unless it is said otherwise."""
    request.case.tell(session, stream, kind, by=by, subject=request.id, at=at, values=values)


def _faults(
    wants: str, wanted_by: date | None, told_on: date | None, not_told_why: str, today: date
) -> Iterator[Fault]:
    if not wants.strip():
        yield NO_WANTS
    if wanted_by and not today <= wanted_by <= LATEST:
        yield TO_COME
    if told_on and not EARLIEST <= told_on <= today:
        yield NOT_YET
    if not told_on and not not_told_why.strip():
        yield NO_WHY


def _written(day: date | None) -> str:
    return day.isoformat() if day else ""
