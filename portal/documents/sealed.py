"""The sealed PDF of an agreed plan: made outside every lock and stored once (design §7)."""

import hashlib
from datetime import UTC, datetime
from uuid import UUID

from asn1crypto.x509 import Certificate
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.config import Settings
from portal.database import Database
from portal.documents.pdf import SignatureLine, agreed_pdf
from portal.documents.seal import NoSeal, Sealer
from portal.domain.agreements.agreement import Agreement, SealedDocument, Signature
from portal.domain.agreements.events import PLAN_AGREED
from portal.domain.base import Refused
from portal.domain.cases.case import Case, Party
from portal.domain.record import Event, Stream


def sealed_document(database: Database, settings: Settings, agreement_id: UUID) -> SealedDocument:
    """The stored sealed PDF of this agreement, made now when nobody has asked for it before.

    Raises Refused until both parties have signed.
    """
    with database.reading() as session:
        stored = _stored(session, agreement_id)
        if stored:
            return stored
        pdf = _printed(session, agreement_id)
    at = datetime.now(UTC)
    sealed = Sealer.from_settings(settings).seal(pdf, at)
    made = SealedDocument(
        agreement_id=agreement_id, sha256=hashlib.sha256(sealed).hexdigest(), pdf=sealed, sealed_at=at
    )
    return _first(database, made)


def our_certificates(settings: Settings) -> list[Certificate]:
    """What a file must be sealed with to be one of ours; none while the service has no seal."""
    try:
        return [Sealer.from_settings(settings).certificate]
    except NoSeal:
        return []


def unsealed(session: Session) -> list[UUID]:
    """The agreements that both parties have signed and nobody has sealed yet."""
    waiting = select(Agreement).outerjoin(SealedDocument, SealedDocument.agreement_id == Agreement.id)
    return [one.id for one in session.scalars(waiting.where(SealedDocument.id.is_(None))) if one.is_complete]


def _first(database: Database, made: SealedDocument) -> SealedDocument:
    try:
        with database.writing() as session:
            session.add(made)
        return made
    except IntegrityError:
        with database.reading() as session:
            stored = _stored(session, made.agreement_id)
        if stored is None:
            raise
        return stored


def _stored(session: Session, agreement_id: UUID) -> SealedDocument | None:
    return session.scalar(select(SealedDocument).where(SealedDocument.agreement_id == agreement_id))


def _printed(session: Session, agreement_id: UUID) -> bytes:
    agreement = session.get(Agreement, agreement_id)
    if agreement is None or not agreement.is_complete:
        raise Refused("Nobody can download a signed copy until both have signed.")
    case, before = agreement.plan.case, agreement.replaces
    return agreed_pdf(
        agreement.revision.content,
        reference=case.reference,
        organisation=case.organisation,
        practitioner=case.practitioner,
        fingerprint=agreement.revision.fingerprint,
        agreement_digest=agreement.digest,
        record_head=_head_when_agreed(session, agreement),
        signatures=[_line(case, signature) for signature in agreement.signatures],
        replaced_digest=before.digest if before else "",
    )


def _line(case: Case, signature: Signature) -> SignatureLine:
    role = "Practitioner" if signature.party is Party.PRACTITIONER else f"Signatory for {case.organisation}"
    return SignatureLine(signature.typed_name, role, signature.at, signature.declared)


def _head_when_agreed(session: Session, agreement: Agreement) -> str:
    """The head of the shared stream as the second signature left it, however late the PDF is made."""
    agreed = Event.subject == str(agreement.id), Event.kind == PLAN_AGREED.name
    shared = select(Event.hash).where(Event.case_id == agreement.plan.case_id, Event.stream == Stream.SHARED)
    return session.scalars(shared.where(*agreed).order_by(Event.seq.desc()).limit(1)).one()
