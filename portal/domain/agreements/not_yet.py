"""The answer "not yet" on the page that asks for a signature: more time, or an explanation first (002 §7.3, §8.3)."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from portal.domain import record
from portal.domain.agreements import events
from portal.domain.agreements.advice import take_advice
from portal.domain.agreements.agreement import Agreement, ExplanationRequest
from portal.domain.agreements.signing import expect_to_sign
from portal.domain.base import Refused
from portal.domain.cases.case import Membership
from portal.domain.cases.roles import Party


def not_yet(
    session: Session,
    agreement: Agreement,
    *,
    until: date | None,
    asks: bool,
    by: Membership,
    at: datetime,
    most_days: int,
) -> None:
    """Sign nothing yet: take advice `until` a day, ask for the consequences to be explained, or both.

    Raises Refused when there is nothing to sign for this member, or for a day on which no time for advice can end.
    """
    expect_to_sign(agreement, by)
    if until:
        take_advice(session, agreement.plan, until=until, by=by, at=at, most_days=most_days)
    if asks:
        _ask_for_explanation(session, agreement, by, at)


def _ask_for_explanation(session: Session, agreement: Agreement, by: Membership, at: datetime) -> None:
    """Ask once; asked again, the same question still waits."""
    if by.party is not Party.PRACTITIONER:
        raise Refused("Only the practitioner asks for the consequences to be explained.")
    if agreement.explanation_request:
        return
    agreement.explanation_request = ExplanationRequest(by_id=by.id, at=at)
    session.flush()
    case, values = agreement.plan.case, {"consequences": agreement.consequences}
    kind, subject = events.EXPLANATION_ASKED, agreement.id
    case.tell(session, record.Stream.SHARED, kind, by=by, subject=subject, at=at, values=values)
