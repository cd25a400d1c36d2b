"""Documents that an organisation adds to its request for feedback, for PSR's people on the case (000 L15)."""

import uuid
from collections.abc import Collection, Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from portal.domain.base import APPEND_ONLY, Base, Fault, Identified, Refused, expect_none
from portal.domain.cases.case import Case, Membership
from portal.domain.cases.roles import Side
from portal.domain.feedback import events
from portal.domain.feedback.request import FeedbackRequest
from portal.domain.feedback.triage import TOO_LATE
from portal.domain.record import Stream
from portal.domain.record.stored_file import FileType, StoredFile, keep_file

TOO_MANY = "A request holds {most} documents at most, and this one has {here}. Send fewer, or put several in one PDF."
SAME = "This very document is with the request already. Leave it out, or choose another."
LONGEST_NAME = 200


@dataclass(frozen=True)
class Attached:
    """A document to add, from a field of a form: its bytes, its name there, and what is said of it."""

    field: str
    body: bytes
    file_type: FileType
    name: str
    about: str
    health: bool


class FeedbackDocument(Identified, Base):
    """A document of a request: `about` says what it is, `size` is in bytes, and one about `health` is for fewer."""

    __tablename__ = "feedback_document"
    __table_args__ = (UniqueConstraint("request_id", "number"), APPEND_ONLY)

    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case_file.id"), index=True)
    request_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("feedback_request.id"))
    number: Mapped[int]
    file_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("stored_file.id"))
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    size: Mapped[int]
    about: Mapped[str] = mapped_column(Text)
    health: Mapped[bool]
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    at: Mapped[datetime]
    case: Mapped[Case] = relationship()
    request: Mapped[FeedbackRequest] = relationship()
    file: Mapped[StoredFile] = relationship(lazy="joined", innerjoin=True)

    @property
    def readers(self) -> Set[Side]:
        return {Side.ORGANISATION, Side.PSR}


def attach(
    session: Session,
    request: FeedbackRequest,
    documents: Collection[Attached],
    *,
    most: int,
    by: Membership,
    at: datetime,
) -> Sequence[FeedbackDocument]:
    """Add documents for the organisation to a request, which holds so many at most.

    Without a document nothing happens. Raises Refused once the request is over or answered, for too many, and for one
    that is there already.
    """
    if not documents:
        return []
    request.case.expect_going_on()
    if request.is_over or request.is_answered:
        raise Refused(TOO_LATE)
    here = documents_of(session, request)
    if len(here) + len(documents) > most:
        raise Refused(TOO_MANY.format(most=most, here=len(here)))
    files = [keep_file(session, one.body, one.file_type, at) for one in documents]
    expect_none(_twice([one.file_id for one in here], files, documents))
    sent = zip(documents, files, strict=True)
    return [_added(session, request, number, *one, by, at) for number, one in enumerate(sent, len(here) + 1)]


def documents_of(session: Session, request: FeedbackRequest) -> Sequence[FeedbackDocument]:
    """The documents of a request that this session may read, the first first."""
    wanted = select(FeedbackDocument).filter_by(request_id=request.id).order_by(FeedbackDocument.number)
    return session.scalars(wanted).all()


def _twice(here: Sequence[uuid.UUID], files: Sequence[StoredFile], documents: Collection[Attached]) -> Iterator[Fault]:
    known = set(here)
    for one, file in zip(documents, files, strict=True):
        if file.id in known:
            yield Fault(SAME, one.field)
        known.add(file.id)


def _added(
    session: Session,
    request: FeedbackRequest,
    number: int,
    sent: Attached,
    file: StoredFile,
    by: Membership,
    at: datetime,
) -> FeedbackDocument:
    made = FeedbackDocument(
        case=request.case,
        request=request,
        number=number,
        file=file,
        name=sent.name,
        size=len(sent.body),
        about=sent.about,
        health=sent.health,
        by_id=by.id,
        at=at,
    )
    session.add(made)
    session.flush()
    values = {"request": str(request.id), "name": sent.name, "size": str(made.size), "about": sent.about}
    values |= {"sha256": file.sha256}
    stream, kind = Stream.ORGANISATION_PSR, events.DOCUMENT_ADDED
    request.case.tell(session, stream, kind, by=by, subject=made.id, at=at, values=values)
    return made
