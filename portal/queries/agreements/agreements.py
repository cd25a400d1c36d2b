"""What the pages about the final text need: who signs, what was declared, and which sealed file is known."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.agreements.agreement import Agreement, Signature
from portal.domain.cases.case import Membership
from portal.domain.cases.deputy import who_may_sign
from portal.domain.cases.roles import Party
from portal.domain.feedback.review import FeedbackReview, issued_review_of
from portal.domain.plans.content import Clause, Content
from portal.domain.plans.places import clause_name
from portal.domain.plans.revision import is_whole_for
from portal.domain.record import SealedDocument, SealedKind

MOST_NAMED = 4


@dataclass(frozen=True)
class Signing:
    """One party's place on the final text: `signers` are the names of those who may sign for it.

    What was said with a signature is shown where `is_told`: it may be about health, where the text is.
    """

    party: Party
    name: str
    signers: list[str]
    signature: Signature | None
    is_viewer: bool
    is_told: bool


@dataclass(frozen=True)
class KnownSeal:
    """A sealed file that this service made: the two moments, and nothing of the case."""

    agreed_at: datetime
    superseded_at: datetime | None
    is_feedback: bool = False


def signings(viewer: Membership, agreement: Agreement) -> list[Signing]:
    """Both parties with their signatures, the viewer's own first."""
    rows = [
        Signing(
            party,
            agreement.plan.case.name_of(party),
            who_may_sign(viewer.case, party),
            agreement.signature_of(party),
            viewer.party is party,
            is_whole_for(viewer, agreement.revision),
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
    return with_all_under(agreement.revision.content, set(agreement.consequence_keys))


def with_all_under(content: Content, keys: set[str]) -> list[Clause]:
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


def read_as(agreement: Agreement) -> str:
    """What the designated clauses are called, for whoever says that they have read them: "section 7"."""
    content = agreement.revision.content
    named = [clause for _, clause in content.walk() if clause.key in agreement.consequence_keys]
    if not 0 < len(named) <= MOST_NAMED or not all(clause.label for clause in named):
        return "the paragraphs that say what may happen if progress is slow"
    *before, last = [clause_name(content, clause.key) for clause in named]
    return f"{', '.join(before)} and {last}" if before else last


def known_seal(session: Session, sha256: str) -> KnownSeal | None:
    """When the sealed file with this hash was agreed or issued, and when a newer one replaced it."""
    sealed = select(SealedDocument.kind, SealedDocument.subject_id).where(SealedDocument.sha256 == sha256)
    kind, subject_id = session.execute(sealed).first() or (None, None)
    if kind is SealedKind.FEEDBACK:
        return _known_feedback(session, session.get_one(FeedbackReview, subject_id))
    agreement = session.get(Agreement, subject_id) if subject_id else None
    if agreement is None or agreement.agreed_at is None:
        return None
    newer = agreement.replaced_by
    return KnownSeal(agreement.agreed_at, newer.agreed_at if newer else None)


def _known_feedback(session: Session, review: FeedbackReview) -> KnownSeal | None:
    newest = issued_review_of(session, review.request)
    corrected_at = newest.issued_at if newest and newest.id != review.id else None
    return KnownSeal(review.issued_at, corrected_at, is_feedback=True) if review.issued_at else None
