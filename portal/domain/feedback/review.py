"""PSR's view of the version it was asked about: answers, second reading and issue; never an approval (000 L15)."""

import hashlib
import json
import uuid
from collections.abc import Mapping, Sequence, Set
from datetime import datetime
from typing import NamedTuple

import rfc8785
from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from portal.domain import record
from portal.domain.base import Base, Identified, Refused, words
from portal.domain.cases.case import Case, Membership
from portal.domain.cases.roles import Side
from portal.domain.feedback.point import About, Point, Priority
from portal.domain.feedback.reading import Reading, ReadingKind
from portal.domain.feedback.request import FeedbackRequest
from portal.domain.plans.content import Clause
from portal.library.feedback import Question, questions

ISSUED = "This feedback has been issued. It stays as it is."
NOT_YOURS = "Somebody else reviews this draft now."
NOT_STARTED = "Who reviews a draft is said first, once its request is accepted."


class Answer(NamedTuple):
    """What a review says to one question: the value of a choice, or "", and the words that go with it."""

    choice: str = ""
    words: str = ""


Answers = Mapping[str, Answer]


class FeedbackReview(Identified, Base):
    """PSR's view on one request; a correction of an issued one is the next by its number, and says which it `corrects`,
    and by its `correction` why.

    It keeps the version of the form that asked. `answers` is what it says now, saved `saved` times. Nobody but PSR
    knows of it until it is issued; from then on it stays as it is.
    """

    __tablename__ = "feedback_review"
    __table_args__ = (
        UniqueConstraint("request_id", "number"),
        CheckConstraint("(issued_at IS NULL) = (issued_fingerprint IS NULL)", name="issued_as_it_was"),
    )

    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    request_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("feedback_request.id"))
    number: Mapped[int]
    corrects_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("feedback_review.id"))
    correction: Mapped[str | None] = mapped_column(Text)
    form_version: Mapped[str] = mapped_column(String(10))
    stored_answers: Mapped[str] = mapped_column(Text)
    saved: Mapped[int]
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    at: Mapped[datetime]
    issued_at: Mapped[datetime | None]
    issued_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("membership.id"))
    issued_fingerprint: Mapped[str | None] = mapped_column(String(64))
    is_shown: Mapped[bool] = mapped_column(default=False)
    case: Mapped[Case] = relationship()
    request: Mapped[FeedbackRequest] = relationship(lazy="joined", innerjoin=True)
    corrects: Mapped["FeedbackReview | None"] = relationship(remote_side="FeedbackReview.id")
    remarks: Mapped[list["Remark"]] = relationship(
        order_by="Remark.number", lazy="selectin", back_populates="review", cascade="all, delete-orphan"
    )
    readings: Mapped[list[Reading]] = relationship(order_by=Reading.number, lazy="selectin")

    @property
    def is_issued(self) -> bool:
        return self.issued_at is not None

    @property
    def readers(self) -> Set[Side]:
        """The sides that may know of it: PSR until it is issued; the practitioner once the organisation shows it."""
        known = {Side.PSR, Side.ORGANISATION} if self.is_issued else {Side.PSR}
        return known | ({Side.PRACTITIONER} if self.is_shown else set())

    @property
    def questions(self) -> Sequence[Question]:
        """What it was asked, as the form said then."""
        return questions(self.form_version)

    @property
    def answers(self) -> dict[str, Answer]:
        """By the key of its question what it says; a question without an answer is not there."""
        return {key: Answer(*said) for key, said in json.loads(self.stored_answers).items()}

    def answer(self, key: str) -> Answer:
        return self.answers.get(key, Answer())

    @property
    def fingerprint(self) -> str:
        """The SHA-256, in hex, of all that it says: of what it is about, its form, its answers and its remarks."""
        if self.issued_fingerprint:
            return self.issued_fingerprint
        points = [one.said for one in sorted(self.remarks, key=lambda one: one.number)]
        corrects = self.corrects.fingerprint if self.corrects else ""
        said = [self.request.fingerprint, corrects, self.form_version, json.loads(self.stored_answers), points]
        return hashlib.sha256(rfc8785.dumps(said)).hexdigest()

    @property
    def newest_reading(self) -> Reading | None:
        """The latest that is more than a comment: who has it now."""
        return next((one for one in reversed(self.readings) if one.kind is not ReadingKind.COMMENTED), None)

    @property
    def waits_for_second(self) -> bool:
        """Whether the second reader has it."""
        newest = self.newest_reading
        return not self.is_issued and newest is not None and newest.kind is ReadingKind.HANDED_OVER

    @property
    def is_agreed(self) -> bool:
        """Whether who reads second now agreed to exactly what it says now."""
        newest, assigned = self.newest_reading, self.request.assigned
        return (
            newest is not None
            and assigned is not None
            and newest.kind is ReadingKind.AGREED
            and newest.by_id == assigned.second_reader_id
            and newest.fingerprint == self.fingerprint
        )

    def is_whole_for(self, reader: Membership) -> bool:
        """Whether nothing of it is left out for this reader, who may not read about health."""
        return reader.reads_health or not any(one.health for one in self.remarks)

    def expect_written_by(self, by: Membership) -> None:
        """Refuse for anybody but the reviewer, and once it is issued or its request is over."""
        self.case.expect_going_on()
        if self.is_issued:
            raise Refused(ISSUED)
        expect_reviewer(self.request, by)


class Remark(Identified, Base):
    """One point of a review; with "" for the key of a clause it is about the whole plan.

    Its `number` counts from 1 in a review, and is final once that is issued. `former_id` leads to the same point in the
    review that its own corrects. Where its clause is about `health`, only who may read that sees it.
    """

    __tablename__ = "feedback_remark"

    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    review_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("feedback_review.id"), index=True)
    former_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("feedback_remark.id"))
    number: Mapped[int]
    clause_key: Mapped[str] = mapped_column(String(40))
    quote: Mapped[str] = mapped_column(Text)
    priority: Mapped[Priority] = mapped_column(words(Priority))
    about: Mapped[About] = mapped_column(words(About))
    text: Mapped[str] = mapped_column(Text)
    suggested: Mapped[str] = mapped_column(Text)
    health: Mapped[bool]
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    at: Mapped[datetime]
    case: Mapped[Case] = relationship()
    review: Mapped[FeedbackReview] = relationship(back_populates="remarks")

    @property
    def request(self) -> FeedbackRequest:
        return self.review.request

    @property
    def readers(self) -> Set[Side]:
        return self.review.readers

    @property
    def is_must(self) -> bool:
        return self.priority is Priority.MUST

    @property
    def clause(self) -> Clause | None:
        """Its clause in the version asked about; None for the whole plan, and for who may not read about health."""
        return self.request.content.clause(self.clause_key) if self.clause_key else None

    @property
    def point(self) -> Point:
        return Point(self.clause_key, self.quote, self.priority, self.about, self.text, self.suggested)

    @property
    def said(self) -> list[str]:
        """All that it says, for the fingerprint of its review."""
        return [self.clause_key, self.quote, self.priority.value, self.about.value, self.text, self.suggested]


def reviews_of(session: Session, request: FeedbackRequest) -> Sequence[FeedbackReview]:
    """The review of a request and its corrections, the first first."""
    wanted = select(FeedbackReview).filter_by(request_id=request.id).order_by(FeedbackReview.number)
    return session.scalars(wanted).unique().all()


def review_of(session: Session, request: FeedbackRequest) -> FeedbackReview | None:
    """The newest review of a request: the one being written, else the latest that was issued."""
    found = reviews_of(session, request)
    return found[-1] if found else None


def issued_review_of(session: Session, request: FeedbackRequest) -> FeedbackReview | None:
    """What the organisation has of a request: the review that was issued last."""
    return next((one for one in reversed(reviews_of(session, request)) if one.is_issued), None)


def expect_reviewer(request: FeedbackRequest, by: Membership) -> None:
    """Refuse for anybody but the reviewer, before there is one, and once the request is over."""
    if request.is_over or request.assigned is None:
        raise Refused(NOT_STARTED)
    if request.assigned.reviewer_id != by.id:
        raise Refused(NOT_YOURS)


def tell_as_one(
    session: Session, case: Case, kind: record.Kind, subject: uuid.UUID, at: datetime, values: Mapping[str, str]
) -> None:
    """Record for the organisation what PSR said as one; who of PSR did it stands in PSR's own stream."""
    stream, actor = record.Stream.ORGANISATION_PSR, str(record.PSR_AS_ONE)
    record.append(session, case.id, stream, kind, actor=actor, subject=subject, at=at, values=values)


def tell(
    session: Session,
    review: FeedbackReview,
    kind: record.Kind,
    *,
    by: Membership,
    at: datetime,
    values: Mapping[str, str] | None = None,
    stream: record.Stream = record.Stream.PSR,
) -> None:
    """Record what happened to a review, for PSR alone unless it is said otherwise."""
    review.case.tell(session, stream, kind, by=by, subject=review.id, at=at, values=values)
