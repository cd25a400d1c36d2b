"""Checking a PDF: is it a sealed plan of this service, exactly as it was agreed (design §7)?"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Any, Protocol

from asn1crypto.x509 import Certificate

from portal.documents.pdf import moment


class Kind(Enum):
    """What a file turned out to be."""

    CURRENT = "current"
    SUPERSEDED = "superseded"
    FEEDBACK = "feedback"
    CORRECTED = "corrected feedback"
    SEALED = "sealed"
    CHANGED = "changed"
    APPENDED = "appended"
    NOT_OURS = "not ours"
    UNREADABLE = "unreadable"
    TOO_MANY = "too many signatures"
    TOO_MUCH = "too much"


SENTENCES = {
    Kind.CURRENT: "This is the plan exactly as both parties signed it.",
    Kind.SUPERSEDED: "This is a plan exactly as both parties signed it, but a newer plan has replaced it.",
    Kind.FEEDBACK: "This is PSR’s feedback exactly as it was issued: a view, not approval.",
    Kind.CORRECTED: "This is PSR’s feedback exactly as it was issued, but PSR has corrected it since.",
    Kind.SEALED: "This file has our seal and nothing in it has changed, but it is not the copy that we keep.",
    Kind.CHANGED: "This file was changed after it was sealed. Do not rely on it.",
    Kind.APPENDED: "Something was added to this file after it was sealed. Do not rely on it.",
    Kind.NOT_OURS: "This file does not have our seal.",
    Kind.UNREADABLE: "We cannot read this file. It is damaged, it was changed, or it is not a PDF.",
    Kind.TOO_MANY: "This file has too many signatures to be examined. A plan of this service has one seal.",
    Kind.TOO_MUCH: "This file takes too long or too much memory to be examined. A plan of this service does not.",
}


class KnownSeal(Protocol):
    """When the plan in a file that we keep was agreed, and when a newer one replaced it; or the same of feedback."""

    @property
    def agreed_at(self) -> datetime: ...
    @property
    def superseded_at(self) -> datetime | None: ...
    @property
    def is_feedback(self) -> bool: ...


@dataclass(frozen=True)
class Verdict:
    """What a file is, in one sentence, and the facts behind it."""

    kind: Kind
    sentence: str
    details: list[str] = field(default_factory=list)


Examine = Callable[[bytes, Iterable[Certificate]], Mapping[str, Any]]


def verify(
    pdf: bytes, *, known: Callable[[str], KnownSeal | None], roots: Iterable[Certificate], examine: Examine
) -> Verdict:
    """What this file is.

    `known` takes its SHA-256 in hexadecimal, `roots` are the certificates that seal for us, and `examine` is asked
    about a file that we do not keep: it is `Examiner.examined`, or `examination.examined` with a limit.
    """
    sha256 = hashlib.sha256(pdf).hexdigest()
    seal, certificates = known(sha256), list(roots)
    kind, details = _kept(seal) if seal else _told(examine(pdf, certificates), certificates)
    return Verdict(kind, SENTENCES[kind], [*details, f"SHA-256 of this file: {sha256}"])


def _kept(seal: KnownSeal) -> tuple[Kind, list[str]]:
    if seal.is_feedback:
        issued = f"PSR issued it on {moment(seal.agreed_at)}."
        if seal.superseded_at is None:
            return Kind.FEEDBACK, [issued]
        return Kind.CORRECTED, [issued, f"A correction was issued on {moment(seal.superseded_at)}."]
    agreed = f"Both parties had signed on {moment(seal.agreed_at)}."
    if seal.superseded_at is None:
        return Kind.CURRENT, [agreed]
    return Kind.SUPERSEDED, [agreed, f"A newer plan was agreed on {moment(seal.superseded_at)}."]


def _told(found: Mapping[str, Any], roots: list[Certificate]) -> tuple[Kind, list[str]]:
    """What was found, in words; of an outsider's signature nothing is said but that it is there."""
    ours, others = found.get("ours"), found.get("others")
    details = [f"Sealed by: {root.subject.human_friendly}" for root in roots if ours]
    if others:
        count = "1 signature that is" if others == 1 else f"{others} signatures that are"
        details.append(f"It has {count} not ours. Anybody can sign in any name, so we do not repeat it.")
    if (ours, others) == (0, 0):
        details.append("There is no seal or signature in it.")
    return Kind(found["kind"]), details
