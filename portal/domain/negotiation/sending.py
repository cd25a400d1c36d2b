"""Sending kept answers together: all or none, and only what the page showed (design: proposals and assent)."""

from collections.abc import Sequence, Set
from datetime import datetime

from sqlalchemy.orm import Session

from portal.domain import record
from portal.domain.base import Refused
from portal.domain.cases.case import Membership
from portal.domain.negotiation import negotiation
from portal.domain.negotiation.forecast import Given, Prospect, foresee
from portal.domain.negotiation.rebase import TakingEffect
from portal.domain.plans.plan import Plan
from portal.domain.proposals.proposal import ONLY_PARTIES

CHANGED = "Something changed after you opened this page, so nothing was sent. Read what is different, then send."


def answer_together(
    session: Session,
    plan: Plan,
    answers: Sequence[Given],
    *,
    digest: str,
    fingerprint: str,
    alone: Set[str] = frozenset(),
    by: Membership,
    at: datetime,
) -> Prospect:
    """Send those of these answers that go together, in one act.

    `digest` and `fingerprint` are those of the prospect that was shown; `alone` as for `foresee`. Raises Refused, with
    nothing to be kept of this transaction, when the prospect is another one now or there is nothing to send.
    """
    if by.voice is None:
        raise Refused(ONLY_PARTIES)
    plan.expect_unfrozen()
    if plan.agreed:
        raise Refused("The plan is agreed. Each change of it is answered on its own page, with your password.")
    prospect = foresee(session, plan, answers, party=by.voice, alone=alone)
    if (prospect.digest, prospect.fingerprint) != (digest, fingerprint):
        raise Refused(CHANGED)
    if not prospect.going:
        raise Refused("There is no answer to send yet.")
    agreed = [one.proposal for one in prospect.going if one.proposal.id in prospect.effective]
    with record.batch(session):
        taking = TakingEffect(session, plan, agreed, by=by, at=at)
        for one in prospect.going:
            if one.is_yes and negotiation.say_yes(session, one.proposal, by=by, at=at):
                taking.take(one.proposal)
            elif not one.is_yes:
                negotiation.decline(session, one.proposal, digest=one.digest, reason=one.reason, by=by, at=at)
        taking.fit_others()
    if taking.revision.fingerprint != fingerprint:
        raise Refused(CHANGED)
    return prospect
