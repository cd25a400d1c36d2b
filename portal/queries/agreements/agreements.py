"""What the pages about the final text need: who signs, what was declared, and which sealed file is known."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.agreements.agreement import Agreement, SealedDocument, Signature
from portal.domain.cases.case import SIGNING_ROLES, Membership, Party
from portal.domain.plans.content import Clause, Content


@dataclass(frozen=True)
class Signing:
    """One party's place on the final text: `signers` are the names of those who may sign for it."""

    party: Party
    name: str
    signers: list[str]
    signature: Signature | None
    is_viewer: bool


@dataclass(frozen=True)
class KnownSeal:
    """A sealed file that this service made: the two moments, and nothing of the case."""

    agreed_at: datetime
    superseded_at: datetime | None


def signings(viewer: Membership, agreement: Agreement) -> list[Signing]:
    """Both parties with their signatures, the viewer's own first."""
    rows = [
        Signing(
            party,
            agreement.plan.case.name_of(party),
            [one.name for one in viewer.case.memberships if one.party is party and one.has(SIGNING_ROLES[party])],
            agreement.signature_of(party),
            viewer.party is party,
        )
        for party in Party
    ]
    return sorted(rows, key=lambda row: not row.is_viewer)


def ended_by(viewer: Membership, agreement: Agreement) -> str:
    """The name of the person who reopened the text; "" while nobody has."""
    end = agreement.end
    return next((one.name for one in viewer.case.memberships if end and one.id == end.by_id), "")


def consequences(agreement: Agreement) -> list[Clause]:
    """The designated clauses with all under them, in reading order, as the parties sign them (002 §8.3)."""
    return chosen(agreement.revision.content, set(agreement.consequence_keys))


def chosen(content: Content, keys: set[str]) -> list[Clause]:
    """These clauses and their descendants, each once, in reading order."""
    found: list[Clause] = []
    deeper: int | None = None
    for depth, clause in content.walk():
        if deeper is not None and depth <= deeper:
            deeper = None
        if deeper is None and clause.key in keys:
            deeper = depth
        if deeper is not None:
            found.append(clause)
    return found


def known_seal(session: Session, sha256: str) -> KnownSeal | None:
    """When the sealed file with this hash was agreed, and when a newer agreement replaced it."""
    agreement = session.scalar(
        select(Agreement)
        .join(SealedDocument, SealedDocument.agreement_id == Agreement.id)
        .where(SealedDocument.sha256 == sha256)
    )
    if agreement is None or agreement.agreed_at is None:
        return None
    newer = agreement.replaced_by
    return KnownSeal(agreement.agreed_at, newer.agreed_at if newer else None)
