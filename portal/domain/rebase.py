"""What happens to everything open when a suggested change takes effect: nothing is guessed (design: rebase)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from portal.domain import record
from portal.domain.case import Membership
from portal.domain.content import Content
from portal.domain.discussion import follow_words
from portal.domain.proposal import Amendment, DurationChange, Proposal
from portal.domain.version import Fit, Outcome, OutcomeKind, ProposalVersion
from portal.text import merge


def rebase(session: Session, took_effect: Proposal, *, by: Membership, at: datetime) -> None:
    """Fit every open proposal that the new revision touches, private ones too, and carry comments along."""
    plan = took_effect.plan
    if isinstance(took_effect, Amendment):
        old, new = took_effect.latest.before, took_effect.latest.after
        follow_words(session, plan, clause_key=took_effect.clause_key, before=old, after=new)
    for proposal in _open(session, took_effect):
        if proposal.answers_to == took_effect.id or took_effect.answers_to == proposal.id:
            _supersede(session, proposal, by, at)
        elif isinstance(proposal, Amendment) and isinstance(took_effect, Amendment):
            if proposal.clause_key == took_effect.clause_key:
                _rebase_words(session, proposal, plan.content, by, at)
        elif isinstance(proposal, DurationChange) and isinstance(took_effect, DurationChange):
            _rebase_weeks(session, proposal, took_effect, by, at)


def _open(session: Session, took_effect: Proposal) -> Sequence[Proposal]:
    wanted = (
        select(Proposal)
        .outerjoin(Outcome, Outcome.proposal_id == Proposal.id)
        .where(Proposal.plan_id == took_effect.plan_id, Proposal.id != took_effect.id, Outcome.id.is_(None))
        .options(selectinload(Proposal.versions).selectinload(ProposalVersion.assents))
    )
    return session.scalars(wanted).all()


def _rebase_words(session: Session, proposal: Amendment, content: Content, by: Membership, at: datetime) -> None:
    current = proposal.present(content)
    suggested = proposal.latest.after
    merged = merge(proposal.latest.before, current, suggested)
    if current in (merged.text, suggested):
        _supersede(session, proposal, by, at)
    elif merged.text is None:
        proposal.write(content, suggested, by=by, at=at, fit=Fit.CONFLICT, suggestion=merged.suggestion or "")
        _tell(session, proposal, record.Kind.PROPOSAL_REBASED, by, at)
    else:
        _write_rebased(session, proposal, content, merged.text, by, at)


def _rebase_weeks(
    session: Session, proposal: DurationChange, took_effect: DurationChange, by: Membership, at: datetime
) -> None:
    content = proposal.plan.content
    suggested = proposal.latest.after
    if proposal.stage_key != took_effect.stage_key:
        _write_rebased(session, proposal, content, suggested, by, at)
    elif proposal.present(content) == suggested:
        _supersede(session, proposal, by, at)
    else:
        proposal.write(content, suggested, by=by, at=at, fit=Fit.CONFLICT)
        _tell(session, proposal, record.Kind.PROPOSAL_REBASED, by, at)


def _write_rebased(
    session: Session, proposal: Proposal, content: Content, after: str, by: Membership, at: datetime
) -> None:
    fit = Fit.CONFLICT if proposal.latest.fit is Fit.CONFLICT else Fit.REBASED
    proposal.write(content, after, by=by, at=at, fit=fit)
    _tell(session, proposal, record.Kind.PROPOSAL_REBASED, by, at)


def _supersede(session: Session, proposal: Proposal, by: Membership, at: datetime) -> None:
    proposal.outcome = Outcome(kind=OutcomeKind.SUPERSEDED, by_id=by.id, at=at)
    _tell(session, proposal, record.Kind.PROPOSAL_SUPERSEDED, by, at)


def _tell(session: Session, proposal: Proposal, kind: record.Kind, by: Membership, at: datetime) -> None:
    session.flush()
    stream = record.Stream.SHARED if proposal.put_forward_at else record.Stream(proposal.side.value)
    values = {"terms": proposal.latest.terms}
    record.append(session, proposal.plan.case, stream, kind, by=by, subject=proposal.id, at=at, values=values)
