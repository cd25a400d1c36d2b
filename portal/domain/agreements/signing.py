"""The acts that lead to an agreed plan: freeze, sign, decline, reopen (002 §7.2–7.4, §8.3).

Every act is called with the case locked, and writes its event in the same transaction.
"""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import rfc8785
from sqlalchemy.orm import Session

from portal.domain import record
from portal.domain.agreements import events
from portal.domain.agreements.agreement import SCHEMA, Agreement, AgreementEnd, EndKind, Signature
from portal.domain.agreements.obstacles import Obstacle, calls_itself_draft, obstacles
from portal.domain.base import Refused
from portal.domain.cases.case import SIGNING_ROLES, Membership, Party
from portal.domain.plans.final_text import FinalText
from portal.domain.plans.plan import Plan
from portal.domain.plans.revision import Revision
from portal.domain.talk.thread import audiences_of
from portal.text import alike


def open_agreement(
    session: Session,
    plan: Plan,
    *,
    consequences: list[str],
    standard_agreement: str,
    kept_drafts: Sequence[str] = (),
    undrawable: Sequence[Obstacle] = (),
    by: Membership,
    at: datetime,
) -> Agreement:
    """Freeze the present revision for signing.

    Raises Refused while something stands in the way, `undrawable` words among it; while the clauses that state the
    consequences (002 §8.3) and the standard agreement (002 §6.2) are not chosen; or while a clause that calls the plan
    a draft is not among `kept_drafts` (002 §7.4). An agreed plan that was varied is agreed anew.
    """
    plan.expect_unfrozen()
    previous = plan.agreed
    if previous and previous.revision_id == plan.current.id:
        raise Refused("Both parties have signed this plan.")
    if undrawable or obstacles(session, plan, readable=set(audiences_of(by.side))):
        raise Refused("Some things still stand in the way. Settle them first; they are listed on this page.")
    keys = {clause.key for _, clause in plan.content.walk()}
    if not consequences or not keys.issuperset(consequences):
        raise Refused("Choose the paragraphs that say what happens if progress is slow.", "consequences")
    if standard_agreement not in keys:
        raise Refused("Choose the section that holds the agreement.", "standard_agreement")
    drafts = [clause.key for clause in calls_itself_draft(plan)]
    if not set(drafts) <= set(kept_drafts):
        raise Refused(
            "Say for each paragraph that you have read it and keep its words, or suggest other words first.", "kept"
        )
    agreement = Agreement(
        plan=plan,
        revision=plan.current,
        consequences=json.dumps(consequences),
        kept_drafts=json.dumps(drafts),
        standard_agreement=standard_agreement,
        digest=agreement_digest(plan, plan.current, previous),
        opened_by_id=by.id,
        opened_at=at,
        previous_id=previous.id if previous else None,
    )
    session.add(agreement)
    session.flush()
    chosen = {"consequences": agreement.consequences, "standard_agreement": standard_agreement}
    values = {"digest": agreement.digest, "kept_drafts": agreement.kept_drafts} | chosen
    _tell(session, agreement, events.AGREEMENT_OPENED, by, at, values)
    return agreement


def agreement_digest(plan: Plan, revision: Revision, previous: FinalText | None) -> str:
    """SHA-256 over all that the parties sign, as 64 hexadecimal digits."""
    case = plan.case
    terms: dict[str, Any] = {
        "schema": SCHEMA,
        "fingerprint": revision.fingerprint,
        "case": case.reference,
        "parties": {party.value: case.name_of(party) for party in Party},
        "signing": {party.value: role.value for party, role in SIGNING_ROLES.items()},
        "revision": revision.number,
        "previous": previous.digest if previous else "",
    }
    return hashlib.sha256(rfc8785.dumps(terms)).hexdigest()


def sign(
    session: Session,
    agreement: Agreement,
    *,
    digest: str,
    typed_name: str,
    statements: list[str],
    by: Membership,
    at: datetime,
) -> Signature:
    """Sign for one's party; with the second signature the plan is agreed (002 §7.4).

    Raises Refused when the text is not open, is not the one shown, or this party has signed.
    """
    party = _signing_party(agreement, by)
    if digest != agreement.digest:
        raise Refused("The final text has changed since you opened this page. Read it again before you sign.")
    if agreement.signature_of(party):
        raise Refused("Your signature is on this plan already.")
    if not alike(typed_name, by.name):
        raise Refused(f"Type your name as it stands in your account: {by.name}.", "typed_name")
    signature = Signature(
        party=party,
        role=SIGNING_ROLES[party],
        typed_name=typed_name.strip(),
        statements=json.dumps(statements),
        digest=digest,
        by_id=by.id,
        at=at,
    )
    agreement.signatures.append(signature)
    session.flush()
    values = {"digest": digest, "name": typed_name.strip(), "statements": signature.statements}
    _tell(session, agreement, events.SIGNED, by, at, values)
    if agreement.is_complete:
        _tell(session, agreement, events.PLAN_AGREED, by, at, {"digest": digest})
    return signature


def decline_to_sign(session: Session, agreement: Agreement, *, reason: str, by: Membership, at: datetime) -> None:
    """Say no to the final text, with a reason: the plan can be talked about again."""
    _signing_party(agreement, by)
    if not reason.strip():
        raise Refused("Say why you do not want to sign, so that the other party can understand.", "reason")
    _end(session, agreement, EndKind.DECLINED, events.AGREEMENT_DECLINED, reason, by, at)


def cancel(session: Session, agreement: Agreement, *, reason: str, by: Membership, at: datetime) -> None:
    """Reopen the text; either party may, until both have signed."""
    _expect_open(agreement)
    _end(session, agreement, EndKind.CANCELLED, events.AGREEMENT_CANCELLED, reason, by, at)


def _signing_party(agreement: Agreement, by: Membership) -> Party:
    _expect_open(agreement)
    if by.party is None or not by.has(SIGNING_ROLES[by.party]):
        raise Refused("Only the practitioner and the organisation's signatory sign.")
    return by.party


def _expect_open(agreement: Agreement) -> None:
    if not agreement.is_open:
        raise Refused("This text is no longer open for signing.")


def _end(
    session: Session, agreement: Agreement, kind: EndKind, event: record.Kind, reason: str, by: Membership, at: datetime
) -> None:
    agreement.end = AgreementEnd(kind=kind, reason=reason, by_id=by.id, at=at)
    session.flush()
    _tell(session, agreement, event, by, at, {"reason": reason})


def _tell(
    session: Session, agreement: Agreement, kind: record.Kind, by: Membership, at: datetime, values: dict[str, str]
) -> None:
    case = agreement.plan.case
    case.tell(session, record.Stream.SHARED, kind, by=by, subject=agreement.id, at=at, values=values)
