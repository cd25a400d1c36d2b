"""Checking a PDF: is it a sealed plan of this service, exactly as it was agreed (design §7)?"""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from io import BytesIO
from typing import Protocol

from asn1crypto.x509 import Certificate
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from portal.documents.pdf import moment


class Kind(Enum):
    """What a file turned out to be."""

    CURRENT = "current"
    SUPERSEDED = "superseded"
    SEALED = "sealed"
    CHANGED = "changed"
    APPENDED = "appended"
    NOT_OURS = "not ours"
    UNREADABLE = "unreadable"


SENTENCES = {
    Kind.CURRENT: "This is the plan exactly as both parties signed it.",
    Kind.SUPERSEDED: "This is a plan exactly as both parties signed it, but a newer plan has replaced it.",
    Kind.SEALED: "This file has our seal and nothing in it has changed, but it is not the copy that we keep.",
    Kind.CHANGED: "This file was changed after it was sealed. Do not rely on it.",
    Kind.APPENDED: "Something was added to this file after it was sealed. Do not rely on it.",
    Kind.NOT_OURS: "This file does not have our seal.",
    Kind.UNREADABLE: "We cannot read this file. It is damaged, it was changed, or it is not a PDF.",
}


class KnownSeal(Protocol):
    """When the plan in a file that we keep was agreed, and when a newer one replaced it."""

    @property
    def agreed_at(self) -> datetime: ...
    @property
    def superseded_at(self) -> datetime | None: ...


@dataclass(frozen=True)
class Verdict:
    """What a file is, in one sentence, and the facts behind it."""

    kind: Kind
    sentence: str
    details: list[str] = field(default_factory=list)


def verify(pdf: bytes, *, known: Callable[[str], KnownSeal | None], roots: Iterable[Certificate]) -> Verdict:
    """What this file is; `known` takes its SHA-256 in hexadecimal, `roots` are the certificates that seal for us."""
    sha256 = hashlib.sha256(pdf).hexdigest()
    seal = known(sha256)
    kind, details = _kept(seal) if seal else _examined(pdf, list(roots))
    return Verdict(kind, SENTENCES[kind], [*details, f"SHA-256 of this file: {sha256}"])


def _kept(seal: KnownSeal) -> tuple[Kind, list[str]]:
    agreed = f"Both parties had signed on {moment(seal.agreed_at)}."
    if seal.superseded_at is None:
        return Kind.CURRENT, [agreed]
    return Kind.SUPERSEDED, [agreed, f"A newer plan was agreed on {moment(seal.superseded_at)}."]


def _examined(pdf: bytes, roots: list[Certificate]) -> tuple[Kind, list[str]]:
    """The kind of a file that nobody vouches for: a hostile one may make its readers fail in any way at all."""
    try:
        signatures = PdfFileReader(BytesIO(pdf)).embedded_regular_signatures
        statuses = [_status(signature, roots) for signature in signatures]
    except Exception:
        return Kind.UNREADABLE, []
    return _judged(statuses)


def _status(signature: EmbeddedPdfSignature, roots: list[Certificate]) -> PdfSignatureStatus:
    """Judged as of its own time: a seal outlives its certificate."""
    context = ValidationContext(
        trust_roots=roots, moment=signature.self_reported_timestamp, allow_fetching=False, revocation_mode="soft-fail"
    )
    return validate_pdf_signature(signature, context, skip_diff=True)


def _judged(statuses: list[PdfSignatureStatus]) -> tuple[Kind, list[str]]:
    if not statuses:
        return Kind.NOT_OURS, ["There is no seal or signature in it."]
    details = [f"Signed by: {status.signing_cert.subject.human_friendly}" for status in statuses]
    last = statuses[-1]
    if not all(status.intact and status.valid for status in statuses):
        return Kind.CHANGED, details
    if not any(status.trusted for status in statuses):
        return Kind.NOT_OURS, details
    if last.coverage is not SignatureCoverageLevel.ENTIRE_FILE or not last.trusted:
        return Kind.APPENDED, details
    return Kind.SEALED, details
