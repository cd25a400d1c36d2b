"""The acts of a negotiation: put forward, agree, do not agree, take back (design: proposals and assent).

Every act is called with the case locked, and writes its event in the same transaction.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.domain import record
from portal.domain.base import Refused
from portal.domain.cases.case import Membership
from portal.domain.cases.roles import Party
from portal.domain.negotiation import events
from portal.domain.negotiation.authoring import expected
from portal.domain.negotiation.rebase import TakingEffect
from portal.domain.plans.content import Content
from portal.domain.plans.limits import PlanLimits
from portal.domain.plans.plan import Plan
from portal.domain.plans.structure import Place
from portal.domain.proposals.proposal import WRITABLE, Asker, Proposal, Status
from portal.domain.proposals.version import AnswerKind, Assent, Confirmation, Fit, KeptAnswer, Outcome, OutcomeKind

UNFIT = "The plan has changed under this suggestion. Fit it to the new words and read it, before you send it."


class Stale(Refused):
    """The words changed between being shown and being answered; the proposal holds the new ones."""

    def __init__(self, proposal: Proposal) -> None:
        super().__init__(
            "The words of this suggested change are no longer the ones you were shown. Read the new words, then answer."
        )
        self.proposal = proposal


def rewrite(
    session: Session,
    proposal: Proposal,
    after: str,
    *,
    reason: str,
    by: Membership,
    at: datetime,
    limits: PlanLimits,
    place: Place | None = None,
    asked_by: Asker | None = None,
) -> None:
    """Change a suggestion that is still private, or mend one that no longer fits the plan.

    `after` is what `Proposal.expected` takes: words, weeks or an ISO date; `place` where a clause would stand. The
    `reason`, and on PSR's suggestion who asked for it, change only while it is private.
    """
    if proposal.status not in WRITABLE:
        raise Refused("This suggested change has been sent. You can take it back and suggest other words.")
    proposal.expect_changeable()
    revision = proposal.plan.current
    after = expected(proposal, revision.content, after, place, limits)
    if proposal.put_forward_at is None:
        proposal.reason = reason
        proposal.asked_by = asked_by or proposal.asked_by
    proposal.write(revision, after, by=by, at=at, place=place)
    if proposal.put_forward_at:
        _assent(proposal, by, at)
    proposal.tell(session, events.PROPOSAL_CHANGED, by, at)


def put_forward(
    session: Session,
    proposal: Proposal,
    *,
    digest: str,
    by: Membership,
    at: datetime,
    number: int | None = None,
    content: Content | None = None,
) -> None:
    """Show a suggestion to the other party: it gets its number, and `by` says yes to it where they give their party's.

    On an agreed plan an editor shows a suggestion that the organisation's signatory still has to agree to. `number` is
    the next one of the plan, and `content` what the plan says now, where they are known.
    """
    if proposal.put_forward_at is not None:
        raise Refused("This suggested change has been sent already.")
    if proposal.status is Status.CONFLICT:
        raise Refused(
            "The plan's words have changed under this suggestion. Choose the words you want before you send it."
        )
    proposal.expect(Status.PRIVATE)
    proposal.plan.expect_unfrozen()
    _compare(proposal, digest)
    if proposal.needs_fitting(content or proposal.plan.content):
        raise Refused(UNFIT)
    proposal.number = number or next_number(session, proposal.plan)
    proposal.put_forward_at = at
    proposal.put_forward_by_id = by.id
    if proposal.latest.fit is Fit.REBASED:
        proposal.latest.confirmation = Confirmation(by_id=by.id, at=at)
    _assent(proposal, by, at)
    proposal.tell(session, events.PROPOSAL_PUT_FORWARD, by, at)


def next_number(session: Session, plan: Plan) -> int:
    """The number that the next suggested change of a plan gets when it is shown to both parties."""
    newest = select(func.max(Proposal.number)).where(Proposal.plan_id == plan.id)
    return (session.scalar(newest) or 0) + 1


def confirm(session: Session, proposal: Proposal, *, digest: str, by: Membership, at: datetime) -> None:
    """Stand by a suggestion after reading how it was fitted to the plan's new words."""
    proposal.expect(Status.TO_CONFIRM)
    proposal.plan.expect_unfrozen()
    _compare(proposal, digest)
    proposal.latest.confirmation = Confirmation(by_id=by.id, at=at)
    _assent(proposal, by, at)
    proposal.tell(session, events.PROPOSAL_CONFIRMED, by, at)


def confirm_together(session: Session, chosen: Sequence[tuple[Proposal, str]], *, by: Membership, at: datetime) -> None:
    """Stand by several changes of one's side after reading how each was fitted, all or none.

    `chosen` are the changes with the digests that were shown. Raises Refused, or Stale, when one of them is another
    now; nothing is to be kept of the transaction then.
    """
    if not chosen:
        raise Refused("There is nothing to confirm.")
    with record.batch(session):
        for proposal, digest in chosen:
            if proposal.side is not by.side:
                raise Refused("Only your own side's suggestions can be confirmed.")
            confirm(session, proposal, digest=digest, by=by, at=at)


def assent(session: Session, proposal: Proposal, *, digest: str, by: Membership, at: datetime) -> None:
    """Say yes for one's party to the exact words shown; with both parties' yes they are in the plan.

    Raises Stale when the words are not the ones that `digest` was shown for.
    """
    expect_answer_of(proposal, by)
    _compare(proposal, digest)
    if say_yes(session, proposal, by=by, at=at):
        taking = TakingEffect(session, proposal.plan, [proposal], by=by, at=at)
        taking.take(proposal)
        taking.fit_others()


def say_yes(session: Session, proposal: Proposal, *, scan: str = "", by: Membership, at: datetime) -> bool:
    """Write down a party's yes to the words as they stand, compared with those shown; whether both have said it now.

    `scan` is the SHA-256 of the paper that says it, where it is said on paper.
    """
    _assent(proposal, by, at)
    proposal.tell(session, events.ASSENTED, by, at, scan=scan)
    return all(proposal.assented(party) for party in Party)


def decline(
    session: Session, proposal: Proposal, *, digest: str, reason: str, scan: str = "", by: Membership, at: datetime
) -> None:
    """Say no for one's party: the present words stay. A reason is always given.

    `scan` is the SHA-256 of the paper that says it, where it is said on paper.
    """
    expect_answer_of(proposal, by)
    _compare(proposal, digest)
    if not reason.strip():
        raise Refused("Say why you do not agree, so that the other party can understand.", "reason")
    _end(session, proposal, OutcomeKind.DECLINED, events.DECLINED, by, at, reason, scan)


def keep_answer(
    session: Session,
    proposal: Proposal,
    *,
    kind: AnswerKind,
    reason: str,
    note: str = "",
    by: Membership,
    at: datetime,
) -> None:
    """Note an answer for later; only one's own side can see it. `reason` is for sending with a no, `note` never is."""
    proposal.expect_answerable(by)
    proposal.latest.kept.append(KeptAnswer(side=by.side, kind=kind, reason=reason, note=note, by_id=by.id, at=at))
    values = {"answer": kind.value, "reason": reason, "note": note}
    session.flush()
    proposal.plan.case.tell(
        session,
        record.Stream(by.side.value),
        events.ANSWER_KEPT,
        by=by,
        subject=proposal.id,
        at=at,
        values=values,
    )


def withdraw(session: Session, proposal: Proposal, *, by: Membership, at: datetime) -> None:
    """Take one's own suggestion back while it has no answer, not even another party's yes.

    A yes to words that the plan has changed since holds nothing.
    """
    if proposal.outcome:
        raise Refused("This suggested change has been answered, so it can no longer be taken back.")
    if proposal.held_by_a_yes:
        raise Refused(proposal.held_by_a_yes)
    _end(session, proposal, OutcomeKind.WITHDRAWN, events.PROPOSAL_WITHDRAWN, by, at, "")


def expect_answer_of(proposal: Proposal, by: Membership) -> None:
    """Refuse unless it waits for the answer of this member's party, and the member gives it."""
    proposal.expect_answerable(by)
    if proposal.plan.voice_of(by) is None:
        raise Refused("The plan is agreed: the practitioner and the organisation’s signatory answer its variations.")


def _compare(proposal: Proposal, digest: str) -> None:
    if proposal.latest.digest != digest:
        raise Stale(proposal)


def _assent(proposal: Proposal, by: Membership, at: datetime) -> None:
    party = proposal.plan.voice_of(by)
    if party:
        proposal.latest.assents.append(Assent(party=party, by_id=by.id, at=at))


def _end(
    session: Session,
    proposal: Proposal,
    kind: OutcomeKind,
    event: record.Kind,
    by: Membership,
    at: datetime,
    reason: str,
    scan: str = "",
) -> None:
    proposal.outcome = Outcome(kind=kind, reason=reason, by_id=by.id, at=at)
    proposal.tell(session, event, by, at, reason, scan)
