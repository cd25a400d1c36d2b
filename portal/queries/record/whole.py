"""Whether the record of a case is whole: its chains, and all that names an event of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain import record
from portal.domain.agreements.agreement import Agreement, Signature
from portal.domain.dates import day
from portal.domain.plans.plan import Plan
from portal.domain.record import CheckedHead, Citation, Finding, SealedDocument, Stream


@dataclass(frozen=True)
class Wholeness:
    """What a check found, by stream, and since when checks remember where these streams end; None where none does."""

    findings: list[Finding]
    remembered_since: datetime | None

    @property
    def faults(self) -> list[Finding]:
        return [one for one in self.findings if one.fault]


def wholeness(session: Session, case_id: UUID, streams: Sequence[Stream]) -> Wholeness:
    """Check these streams of a case, with all that names an event of one of them."""
    heads = _checked_heads(session, case_id, streams)
    cited = [*_signed(session, case_id), *_sealed(session, case_id), *_by_checks(heads)]
    findings = record.check(session, case_id, streams, cited)
    return Wholeness(findings, min((one.at for one in heads), default=None))


def _signed(session: Session, case_id: UUID) -> Iterator[Citation]:
    wanted = select(Signature.record_head, Signature.at).join(Agreement).join(Plan).where(Plan.case_id == case_id)
    for head, at in session.execute(wanted):
        if head:
            yield Citation(Stream.SHARED, head, f"a signature of {day(at)}")


def _sealed(session: Session, case_id: UUID) -> Iterator[Citation]:
    wanted = select(SealedDocument.record_head, SealedDocument.sealed_at).where(SealedDocument.case_id == case_id)
    for head, at in session.execute(wanted):
        if head:
            yield Citation(Stream.SHARED, head, f"a PDF sealed on {day(at)}")


def _checked_heads(session: Session, case_id: UUID, streams: Sequence[Stream]) -> Sequence[CheckedHead]:
    wanted = select(CheckedHead).where(CheckedHead.case_id == case_id, CheckedHead.stream.in_(streams))
    return session.scalars(wanted.order_by(CheckedHead.at)).all()


def _by_checks(heads: Sequence[CheckedHead]) -> Iterator[Citation]:
    for one in heads:
        yield Citation(one.stream, one.hash, f"the check of {day(one.at)}")
