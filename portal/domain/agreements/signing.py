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
from portal.domain.agreements.advice import other_takes_advice, take_advice, taking_advice
from portal.domain.agreements.agreement import SCHEMA, Agreement, AgreementEnd, EndKind, Signature, SignedOnPaper
from portal.domain.agreements.obstacles import Obstacle, obstacles
from portal.domain.base import Fault, Refused, expect_none
from portal.domain.cases.case import Membership
from portal.domain.cases.roles import SIGNING_ROLES, Party
from portal.domain.checks.dismissal import kept_in
from portal.domain.dates import london_day
from portal.domain.plans.content import Content
from portal.domain.plans.final_text import FinalText
from portal.domain.plans.plan import Plan
from portal.domain.plans.revision import Revision
from portal.domain.talk.thread import audiences_of
from portal.text import alike

ADVICE_UNKNOWN = "The other party is taking advice. Say that you know this, or wait until they are ready."
NOTE_UNREAD = "{name} has signed and left a note. Read it on this page before you sign."
NO_CONSEQUENCES = Fault("Choose the paragraphs that say what happens if progress is slow.", "consequences")
NO_AGREEMENT = Fault("Choose the section that holds the agreement.", "standard_agreement")


def open_agreement(
    session: Session,
    plan: Plan,
    *,
    consequences: list[str],
    standard_agreement: str,
    undrawable: Sequence[Obstacle] = (),
    beside_advice: bool = False,
    by: Membership,
    at: datetime,
) -> Agreement:
    """Freeze the present revision for signing.

    Raises Refused while something stands in the way, `undrawable` words among it; while the clauses that state the
    consequences (002 §8.3) and the standard agreement (002 §6.2) are not chosen; and while the other party takes
    advice, unless whoever freezes says `beside_advice` that they know. An agreed plan that was varied is agreed anew.
    What was decided to be kept stays with the text, so that both read it before they sign.
    """
    plan.expect_unfrozen()
    previous = plan.agreed
    if previous and previous.revision_id == plan.current.id:
        raise Refused("Both parties have signed this plan.")
    if undrawable or obstacles(session, plan, readable=set(audiences_of(by.side))):
        raise Refused("Some things still stand in the way. Settle them first; they are listed on this page.")
    expect_chosen(plan.content, consequences, standard_agreement)
    if not beside_advice and other_takes_advice(session, plan, by, london_day(at)):
        raise Refused(ADVICE_UNKNOWN, "beside_advice")
    kept = [str(one.id) for one in kept_in(session, plan, plan.content)]
    agreement = Agreement(
        plan=plan,
        revision=plan.current,
        consequences=json.dumps(consequences),
        kept=json.dumps(kept),
        standard_agreement=standard_agreement,
        digest=agreement_digest(plan, plan.current, previous),
        opened_by_id=by.id,
        opened_at=at,
        previous_id=previous.id if previous else None,
    )
    session.add(agreement)
    session.flush()
    chosen = {"consequences": agreement.consequences, "standard_agreement": standard_agreement}
    values = {"digest": agreement.digest, "kept": agreement.kept} | chosen
    _tell(session, agreement, events.AGREEMENT_OPENED, by, at, values)
    return agreement


def expect_chosen(content: Content, consequences: Sequence[str], standard_agreement: str) -> None:
    """Refuse, for each that is missing, unless both are clauses of the plan (002 §6.2, §8.3)."""
    keys = {clause.key for _, clause in content.walk()}
    missing = [] if consequences and keys.issuperset(consequences) else [NO_CONSEQUENCES]
    expect_none(missing if standard_agreement in keys else [*missing, NO_AGREEMENT])


def agreement_digest(plan: Plan, revision: Revision, previous: FinalText | None) -> str:
    """SHA-256 over all that the parties sign, as 64 hexadecimal digits."""
    return hashlib.sha256(agreement_terms(plan, revision, previous)).hexdigest()


def agreement_terms(plan: Plan, revision: Revision, previous: FinalText | None) -> bytes:
    """All that the parties sign, as the canonical JSON that the digest is made of."""
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
    return rfc8785.dumps(terms)


def sign(
    session: Session,
    agreement: Agreement,
    *,
    digest: str,
    typed_name: str,
    statements: list[str],
    note: str = "",
    read_note: str = "",
    on_paper: SignedOnPaper | None = None,
    by: Membership,
    at: datetime,
) -> Signature:
    """Sign for one's party, with a note beside it; with the second signature the plan is agreed (002 §7.4).

    Where it is signed `on_paper`, its scan is sealed in the place of the typed name, which is then that of the case.
    Raises Refused when the text is not open, is not the one shown, or this party has signed; and when the other party
    has signed with a note, unless `read_note` is the id of that signature: nobody signs without having read it.
    """
    party = expect_to_sign(agreement, by)
    if digest != agreement.digest:
        raise Refused("The final text has changed since you opened this page. Read it again before you sign.")
    other = agreement.signature_of(party.other)
    if other and other.note and read_note != str(other.id):
        raise Refused(NOTE_UNREAD.format(name=other.typed_name), "note_read")
    expect_own_name(typed_name, by)
    name, declared = typed_name.strip(), json.dumps(statements)
    values = {"digest": digest, "name": name, "statements": declared, "note": note}
    values |= {"scan": on_paper.scan.sha256} if on_paper else {}
    told = _tell(session, agreement, events.SIGNED, by, at, values)
    signature = Signature(
        party=party,
        role=SIGNING_ROLES[party],
        typed_name=name,
        statements=declared,
        note=note,
        digest=digest,
        record_head=told.hash,
        by_id=by.id,
        at=at,
        on_paper=on_paper,
    )
    agreement.signatures.append(signature)
    session.flush()
    if party in taking_advice(session, agreement.plan, london_day(at)):
        take_advice(session, agreement.plan, until=None, by=by, at=at, most_days=0)
    if agreement.is_complete:
        _tell(session, agreement, events.PLAN_AGREED, by, at, {"digest": digest})
    return signature


def expect_to_sign(agreement: Agreement, by: Membership) -> Party:
    """The party for which this member signs the text; Refused where it is not open, or not theirs to sign now."""
    party = _signing_party(agreement, by)
    if agreement.signature_of(party):
        raise Refused("Your signature is on this plan already.")
    return party


def expect_own_name(typed: str, by: Membership) -> None:
    """Refuse a name that is not the signer's own, as it stands in their account."""
    if not alike(typed, by.name):
        raise Refused(f"Type your name as it stands in your account: {by.name}.", "typed_name")


def decline_to_sign(
    session: Session, agreement: Agreement, *, reason: str, scan: str = "", by: Membership, at: datetime
) -> None:
    """Say no to the final text, with a reason: the plan can be talked about again.

    `scan` is the SHA-256 of the paper that says it, where it is said on paper.
    """
    _signing_party(agreement, by)
    if not reason.strip():
        raise Refused("Say why you do not want to sign, so that the other party can understand.", "reason")
    _end(session, agreement, EndKind.DECLINED, events.AGREEMENT_DECLINED, reason, by, at, scan)


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
    agreement.case.expect_going_on()
    if not agreement.is_open:
        raise Refused("This text is no longer open for signing.")


def _end(
    session: Session,
    agreement: Agreement,
    kind: EndKind,
    event: record.Kind,
    reason: str,
    by: Membership,
    at: datetime,
    scan: str = "",
) -> None:
    agreement.end = AgreementEnd(kind=kind, reason=reason, by_id=by.id, at=at)
    session.flush()
    _tell(session, agreement, event, by, at, {"reason": reason} | ({"scan": scan} if scan else {}))


def _tell(
    session: Session, agreement: Agreement, kind: record.Kind, by: Membership, at: datetime, values: dict[str, str]
) -> record.Event:
    case = agreement.plan.case
    return case.tell(session, record.Stream.SHARED, kind, by=by, subject=agreement.id, at=at, values=values)
