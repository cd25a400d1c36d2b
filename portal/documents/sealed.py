"""The sealed PDF of an agreed plan: made outside every lock and stored once (design §7)."""

import hashlib
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from uuid import UUID

from asn1crypto.x509 import Certificate
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.config import Settings
from portal.database import Database
from portal.documents.names import plan_name
from portal.documents.pdf import SealedScan, SignatureLine, agreed_pdf
from portal.documents.seal import NoSeal, Sealer
from portal.domain.agreements.agreement import Agreement, Signature
from portal.domain.agreements.events import PLAN_AGREED
from portal.domain.base import Refused
from portal.domain.cases.case import Case
from portal.domain.cases.roles import Party
from portal.domain.record import Event, SealedDocument, SealedKind, Stream
from portal.domain.record.sealed_document import sealed_of


def sealed_document(database: Database, settings: Settings, agreement_id: UUID) -> SealedDocument:
    """The stored sealed PDF of this agreement, made now when nobody has asked for it before.

    Raises Refused until both parties have signed.
    """
    with database.reading() as session:
        stored = sealed_of(session, SealedKind.AGREEMENT, agreement_id)
        if stored:
            return stored
        paper = _agreed_paper(session, agreement_id)
    return seal_once(database, settings, paper)


def our_certificates(settings: Settings) -> list[Certificate]:
    """What a file must be sealed with to be one of ours; none while the service has no seal."""
    try:
        return [Sealer.from_settings(settings).certificate]
    except NoSeal:
        return []


def unsealed(session: Session) -> list[UUID]:
    """The agreements that both parties have signed and nobody has sealed yet."""
    sealed = select(SealedDocument.subject_id).where(SealedDocument.kind == SealedKind.AGREEMENT)
    waiting = session.scalars(select(Agreement).where(Agreement.id.not_in(sealed)))
    return [one.id for one in waiting if one.is_complete]


@dataclass(frozen=True)
class Paper:
    """A PDF that is to be sealed: what it is of, and the event of the shared stream that it names, if it does."""

    case_id: UUID
    kind: SealedKind
    subject_id: UUID
    file_name: str
    record_head: str | None
    pdf: bytes


def seal_once(database: Database, settings: Settings, paper: Paper) -> SealedDocument:
    """The paper under our seal, or what another request has sealed of the same thing meanwhile."""
    at = datetime.now(UTC)
    sealed = Sealer.from_settings(settings).seal(paper.pdf, at)
    facts = {field.name: getattr(paper, field.name) for field in fields(paper)}
    made = SealedDocument(**facts | {"pdf": sealed}, sha256=hashlib.sha256(sealed).hexdigest(), sealed_at=at)
    try:
        with database.writing() as session:
            session.add(made)
        return made
    except IntegrityError:
        with database.reading() as session:
            stored = sealed_of(session, paper.kind, paper.subject_id)
        if stored is None:
            raise
        return stored


def _agreed_paper(session: Session, agreement_id: UUID) -> Paper:
    agreement = session.get(Agreement, agreement_id)
    if agreement is None or not agreement.is_complete:
        raise Refused("Nobody can download a signed copy until both have signed.")
    case, head = agreement.plan.case, _head_when_agreed(session, agreement)
    pdf = _printed(agreement, head)
    return Paper(case.id, SealedKind.AGREEMENT, agreement.id, f"{plan_name(case.reference)}.pdf", head, pdf)


def _printed(agreement: Agreement, record_head: str) -> bytes:
    case, before = agreement.plan.case, agreement.replaces
    return agreed_pdf(
        agreement.revision.content,
        reference=case.reference,
        organisation=case.organisation,
        practitioner=case.practitioner,
        fingerprint=agreement.revision.fingerprint,
        agreement_digest=agreement.digest,
        record_head=record_head,
        signatures=[_line(case, signature) for signature in agreement.signatures],
        replaced_digest=before.digest if before else "",
        covered=agreement.revision.fingerprint_now if agreement.revision.is_covered else "",
    )


def _line(case: Case, signature: Signature) -> SignatureLine:
    role = "Practitioner" if signature.party is Party.PRACTITIONER else f"Signatory for {case.organisation}"
    signed = signature.typed_name, role, signature.at, signature.declared, signature.note
    return SignatureLine(*signed, sealed_scan(signature))


def sealed_scan(signature: Signature) -> SealedScan | None:
    """The scan of the paper on which this signature was given, as the sealed PDF carries it; None for a typed one."""
    if signature.on_paper is None:
        return None
    scan, day = signature.on_paper.scan, signature.on_paper.day
    name = f"signed-on-paper-{signature.party.value}.{scan.file_type.ending}"
    return SealedScan(name, scan.file_type.value, scan.sha256, day, scan.body)


def _head_when_agreed(session: Session, agreement: Agreement) -> str:
    """The head of the shared stream as the second signature left it, however late the PDF is made."""
    agreed = Event.subject == str(agreement.id), Event.kind == PLAN_AGREED.name
    shared = select(Event.hash).where(Event.case_id == agreement.plan.case_id, Event.stream == Stream.SHARED)
    return session.scalars(shared.where(*agreed).order_by(Event.seq.desc()).limit(1)).one()
