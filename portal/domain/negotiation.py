"""The acts of a negotiation: suggest, put forward, agree, do not agree, take back (design: proposals and assent).

Every act is called with the case locked, and writes its event in the same transaction.
"""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.domain import record
from portal.domain.agreement import refuse_while_frozen
from portal.domain.base import Refused
from portal.domain.case import Membership, Party
from portal.domain.plan import Plan
from portal.domain.proposal import Amendment, DurationChange, Proposal, Status
from portal.domain.rebase import rebase
from portal.domain.version import AnswerKind, Assent, Confirmation, Fit, KeptAnswer, Outcome, OutcomeKind
from portal.domain.wording import new_weeks, new_words, whole


class Stale(Refused):
    """The words changed between being shown and being answered; the proposal holds the new ones."""

    def __init__(self, proposal: Proposal) -> None:
        super().__init__(
            "The words of this suggested change are no longer the ones you were shown. Read the new words, then answer."
        )
        self.proposal = proposal


def suggest_words(
    session: Session, plan: Plan, *, clause_key: str, text: str, reason: str, by: Membership, at: datetime, limit: int
) -> Amendment:
    """Prepare new words for a paragraph, private to one's side until put forward.

    Raises Refused when the words are empty, unchanged or unfit, or the paragraph is not in the plan.
    """
    clause = plan.content.clause(clause_key)
    if clause is None:
        raise Refused("That paragraph is no longer in the plan.")
    proposal = Amendment(plan=plan, clause_key=clause_key, side=by.side, by_id=by.id, reason=reason, created_at=at)
    _draft(session, proposal, new_words(clause.text, text, limit), by, at)
    return proposal


def suggest_weeks(
    session: Session, plan: Plan, *, stage_key: str, weeks: int, reason: str, by: Membership, at: datetime, most: int
) -> DurationChange:
    """Prepare another length for a stage (002 §8.3), private to one's side until put forward.

    Raises Refused when the weeks are unchanged or not between 1 and `most`.
    """
    stage = plan.content.stage(stage_key)
    if stage is None:
        raise Refused("That stage is no longer in the plan.")
    proposal = DurationChange(plan=plan, stage_key=stage_key, side=by.side, by_id=by.id, reason=reason, created_at=at)
    _draft(session, proposal, new_weeks(stage.weeks, weeks, most), by, at)
    return proposal


def rewrite(
    session: Session,
    proposal: Proposal,
    after: str,
    *,
    reason: str,
    by: Membership,
    at: datetime,
    limit: int,
    most: int,
) -> None:
    """Change a suggestion that is still private, or mend one that no longer fits the plan."""
    if proposal.status not in (Status.PRIVATE, Status.CONFLICT, Status.TO_CONFIRM):
        raise Refused("This suggested change has been sent. You can take it back and suggest other words.")
    refuse_while_frozen(proposal.plan, sent=proposal.put_forward_at is not None)
    content = proposal.plan.content
    if isinstance(proposal, DurationChange):
        after = new_weeks(int(proposal.present(content)), whole(after), most)
    else:
        after = new_words(proposal.present(content), after, limit)
    if proposal.put_forward_at is None:
        proposal.reason = reason
    proposal.write(content, after, by=by, at=at)
    session.flush()
    if proposal.put_forward_at:
        _assent(session, proposal, by, at)
    _tell(session, proposal, record.Kind.PROPOSAL_CHANGED, by, at)


def put_forward(session: Session, proposal: Proposal, *, digest: str, by: Membership, at: datetime) -> None:
    """Show a suggestion to the other party: it gets its number, and its author's party has said yes to it."""
    if proposal.put_forward_at is not None:
        raise Refused("This suggested change has been sent already.")
    if proposal.status is Status.CONFLICT:
        raise Refused(
            "The plan's words have changed under this suggestion. Choose the words you want before you send it."
        )
    _expect(proposal, Status.PRIVATE)
    refuse_while_frozen(proposal.plan, sent=True)
    _compare(proposal, digest)
    newest = select(func.max(Proposal.number)).where(Proposal.plan_id == proposal.plan_id)
    proposal.number = (session.scalar(newest) or 0) + 1
    proposal.put_forward_at = at
    proposal.put_forward_by_id = by.id
    if proposal.latest.fit is Fit.REBASED:
        proposal.latest.confirmation = Confirmation(by_id=by.id, at=at)
    _assent(session, proposal, by, at)
    _tell(session, proposal, record.Kind.PROPOSAL_PUT_FORWARD, by, at)


def confirm(session: Session, proposal: Proposal, *, digest: str, by: Membership, at: datetime) -> None:
    """Stand by a suggestion after reading how it was fitted to the plan's new words."""
    _expect(proposal, Status.TO_CONFIRM)
    _compare(proposal, digest)
    proposal.latest.confirmation = Confirmation(by_id=by.id, at=at)
    _assent(session, proposal, by, at)
    _tell(session, proposal, record.Kind.PROPOSAL_CONFIRMED, by, at)


def assent(session: Session, proposal: Proposal, *, digest: str, by: Membership, at: datetime) -> None:
    """Say yes for one's party to the exact words shown; with both parties' yes they are in the plan.

    Raises Stale when the words are not the ones that `digest` was shown for.
    """
    _expect_answerable(proposal, by)
    _compare(proposal, digest)
    _assent(session, proposal, by, at)
    _tell(session, proposal, record.Kind.ASSENTED, by, at)
    if all(proposal.assented(party) for party in Party):
        _take_effect(session, proposal, by, at)


def decline(session: Session, proposal: Proposal, *, digest: str, reason: str, by: Membership, at: datetime) -> None:
    """Say no for one's party: the present words stay. A reason is always given."""
    _expect_answerable(proposal, by)
    _compare(proposal, digest)
    if not reason.strip():
        raise Refused("Say why you do not agree, so that the other party can understand.", "reason")
    _end(session, proposal, OutcomeKind.DECLINED, record.Kind.DECLINED, by, at, reason)


def keep_answer(
    session: Session, proposal: Proposal, *, kind: AnswerKind, reason: str, by: Membership, at: datetime
) -> None:
    """Note an answer for later; only one's own side can see it."""
    _expect_answerable(proposal, by)
    proposal.latest.kept.append(KeptAnswer(side=by.side, kind=kind, reason=reason, by_id=by.id, at=at))
    values = {"answer": kind.value, "reason": reason}
    session.flush()
    record.append(
        session,
        proposal.plan.case,
        record.Stream(by.side.value),
        record.Kind.ANSWER_KEPT,
        by=by,
        subject=proposal.id,
        at=at,
        values=values,
    )


def withdraw(session: Session, proposal: Proposal, *, by: Membership, at: datetime) -> None:
    """Take one's own suggestion back while it has no answer."""
    if proposal.outcome:
        raise Refused("This suggested change has been answered, so it can no longer be taken back.")
    _end(session, proposal, OutcomeKind.WITHDRAWN, record.Kind.PROPOSAL_WITHDRAWN, by, at, "")


def _draft(session: Session, proposal: Proposal, after: str, by: Membership, at: datetime) -> None:
    session.add(proposal)
    proposal.write(proposal.plan.content, after, by=by, at=at)
    session.flush()
    _tell(session, proposal, record.Kind.PROPOSAL_DRAFTED, by, at)


def _expect(proposal: Proposal, status: Status) -> None:
    if proposal.status is not status:
        raise Refused(f"This suggested change is {proposal.status.value} now, so that can no longer be done.")


def _expect_answerable(proposal: Proposal, by: Membership) -> None:
    _expect(proposal, Status.OPEN)
    if by.voice is None:
        raise Refused("Only the parties themselves answer a suggested change.")
    if proposal.assented(by.party):
        raise Refused("Your side has agreed to this change already. The other party answers it.")
    refuse_while_frozen(proposal.plan, sent=True)


def _compare(proposal: Proposal, digest: str) -> None:
    if proposal.latest.digest != digest:
        raise Stale(proposal)


def _assent(session: Session, proposal: Proposal, by: Membership, at: datetime) -> None:
    if by.voice:
        proposal.latest.assents.append(Assent(party=by.voice, by_id=by.id, at=at))
        session.flush()


def _take_effect(session: Session, proposal: Proposal, by: Membership, at: datetime) -> None:
    plan = proposal.plan
    proposal.outcome = Outcome(kind=OutcomeKind.IN_EFFECT, by_id=by.id, at=at)
    plan.revise(session, proposal.applied(plan.content), by=by, at=at, proposal_id=proposal.id)
    rebase(session, proposal, by=by, at=at)


def _end(
    session: Session,
    proposal: Proposal,
    kind: OutcomeKind,
    event: record.Kind,
    by: Membership,
    at: datetime,
    reason: str,
) -> None:
    proposal.outcome = Outcome(kind=kind, reason=reason, by_id=by.id, at=at)
    session.flush()
    _tell(session, proposal, event, by, at, reason)


def _tell(
    session: Session, proposal: Proposal, kind: record.Kind, by: Membership, at: datetime, reason: str = ""
) -> None:
    stream = record.Stream.SHARED if proposal.put_forward_at else record.Stream(proposal.side.value)
    values = {"terms": proposal.latest.terms, "reason": reason or proposal.reason}
    record.append(session, proposal.plan.case, stream, kind, by=by, subject=proposal.id, at=at, values=values)
