"""Sending kept answers together: all or none, and only what the page showed (design: proposals and assent)."""

from collections.abc import Sequence, Set
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from portal.domain import record
from portal.domain.base import Refused
from portal.domain.cases.case import Membership
from portal.domain.cases.roles import Party
from portal.domain.negotiation import negotiation, rebase
from portal.domain.negotiation.forecast import Given, Prospect, foresee
from portal.domain.negotiation.own_tick import needs_own_tick, weighty_keys
from portal.domain.plans.plan import Plan
from portal.domain.proposals.proposal import ONLY_PARTIES, Proposal

CHANGED = "Something changed after you opened this page, so nothing was sent. Read what is different, then send."
TICK = "Suggested change {number} needs its own tick. Tick that you agree to it, or leave it out for now."


def answer_together(
    session: Session,
    plan: Plan,
    answers: Sequence[Given],
    *,
    digest: str,
    fingerprint: str,
    ticked: Set[UUID] = frozenset(),
    by: Membership,
    at: datetime,
) -> Prospect:
    """Send those of these answers that go together, in one act.

    `digest` and `fingerprint` are those of the prospect that was shown; `ticked` are the weighty changes whose own tick
    was set. Raises Refused, with nothing to be kept of this transaction, when the prospect is another one now, a tick
    lacks, or there is nothing to send.
    """
    if by.voice is None:
        raise Refused(ONLY_PARTIES)
    plan.expect_unfrozen()
    if plan.agreed:
        raise Refused("The plan is agreed. Each change of it is answered on its own page, with your password.")
    prospect = foresee(session, plan, answers, party=by.voice)
    if (prospect.digest, prospect.fingerprint) != (digest, fingerprint):
        raise Refused(CHANGED)
    if not prospect.going:
        raise Refused("There is no answer to send yet.")
    expect_ticks(plan, [one.proposal for one in prospect.going if one.is_yes], ticked)
    carry_out(session, plan, prospect, by=by, at=at)
    return prospect


def carry_out(
    session: Session, plan: Plan, prospect: Prospect, *, scan: str = "", by: Membership, at: datetime
) -> None:
    """Give the answers of this prospect as they were foreseen, all or none.

    `scan` is the SHA-256 of the paper that says them, where they are given on paper.
    """
    agreed = [one.proposal for one in prospect.going if one.proposal.id in prospect.effective]
    with record.batch(session):
        taking = rebase.TakingEffect(session, plan, agreed, by=by, at=at)
        for one in prospect.going:
            if one.is_yes and negotiation.say_yes(session, one.proposal, scan=scan, by=by, at=at):
                taking.take(one.proposal)
            elif not one.is_yes:
                facts = {"digest": one.digest, "reason": one.reason, "scan": scan}
                negotiation.decline(session, one.proposal, **facts, by=by, at=at)
        taking.fit_others()
    if taking.revision.fingerprint != prospect.fingerprint:
        raise Refused(CHANGED)


def expect_ticks(plan: Plan, agreed: Sequence[Proposal], ticked: Set[UUID]) -> None:
    """Raises Refused, naming its field, where a yes to a weighty change lacks its own tick."""
    weighty = weighty_keys(plan, plan.content)
    for proposal in agreed:
        if proposal.id not in ticked and needs_own_tick(proposal, weighty):
            raise Refused(TICK.format(number=proposal.number), f"tick-{proposal.id}")


def rehearse(session: Session, plan: Plan, answers: Sequence[Given], *, party: Party) -> None:
    """Compare beforehand all words that are compared when these answers are sent together."""
    compare_for(session, plan, foresee(session, plan, answers, party=party))


def compare_for(session: Session, plan: Plan, prospect: Prospect) -> None:
    """The same for a prospect that is known."""
    rebase.rehearse(session, plan, [one.proposal for one in prospect.going if one.proposal.id in prospect.effective])
