"""What the pages about kept answers show: to one side only, and exactly what sending them would do."""

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.cases.case import Membership
from portal.domain.negotiation.forecast import Given, Prospect, foresee
from portal.domain.negotiation.kept_answer import Kept, cautions_of, kept_by
from portal.domain.negotiation.own_tick import needs_own_tick, weighty_keys
from portal.domain.plans.plan import Plan
from portal.domain.proposals.effect import Effect, effect
from portal.domain.proposals.proposal import Proposal, Status
from portal.domain.proposals.version import AnswerKind, KeptAnswer, OutcomeKind
from portal.queries.cases.names import names
from portal.queries.cases.readers import Reader, readers_of
from portal.queries.checks.passages import Passage, passages_beside
from portal.queries.negotiation.joint import Joint, joint_of
from portal.queries.negotiation.sent_back import differences, mark
from portal.queries.plans.plan_page import open_proposals
from portal.queries.proposals.changes import Change, change_of

ENDED_ELSEWHERE = (OutcomeKind.WITHDRAWN, OutcomeKind.SUPERSEDED)


@dataclass(frozen=True)
class Advice:
    """What a representative would ask about first."""

    name: str
    note: str
    at: datetime
    is_own: bool


@dataclass(frozen=True)
class AnswerRow:
    """A suggested change with the answer that the viewer's side keeps; `shown` is it as it was then, if it changed.

    `ticks` tells whether a yes takes a tick of its own, `untrue` what the change would make untrue in the plan.
    """

    change: Change
    author: str
    kept: KeptAnswer | None = None
    kept_by: str = ""
    shown: Change | None = None
    advice: Sequence[Advice] = ()
    sentence: str = ""
    ticks: bool = False
    untrue: Sequence[Passage] = ()

    @property
    def proposal(self) -> Proposal:
        return self.change.proposal


@dataclass(frozen=True)
class KeptAnswersPage:
    """The answers of one side so far: `ready` for sending, `changed` since they were kept, `advised` about only.

    With them stand its suggestions that are still `private`, and those that it `discarded`.
    """

    ready: list[AnswerRow]
    changed: list[AnswerRow]
    advised: list[AnswerRow]
    private: list[Change]
    discarded: list[Change]


@dataclass(frozen=True)
class CheckPage:
    """Exactly what sending would do: `weighty` are the yeses with a tick of their own.

    `effect` is what becomes of the dates, `left_out` are answers that are not sent this time, and `now` is the plan's
    fingerprint.
    """

    prospect: Prospect
    agreed: list[AnswerRow]
    weighty: list[AnswerRow]
    declined: list[AnswerRow]
    left_out: list[AnswerRow]
    waiting: list[AnswerRow]
    changed: list[AnswerRow]
    joint: list[Joint]
    effect: Effect | None
    readers: list[Reader]
    now: str
    differences: list[str]

    @property
    def shown(self) -> list[str]:
        """What the form sends back, so that a refusal can say what has changed."""
        return [mark(one) for one in self.prospect.going]


def kept_page(session: Session, plan: Plan, member: Membership) -> KeptAnswersPage:
    """Everything about suggested changes that the viewer's side keeps to itself."""
    kept = kept_by(session, plan, member.side)
    rows = _Rows(session, plan, member)
    advised = set(rows.advice) - {one.proposal.id for one in kept if one.is_current}
    wanted = select(Proposal).where(Proposal.id.in_(advised)).order_by(Proposal.number)
    own = select(Proposal).where(Proposal.plan_id == plan.id, Proposal.side == member.side)
    unsent = session.scalars(own.where(Proposal.put_forward_at.is_(None)).order_by(Proposal.created_at)).all()
    return KeptAnswersPage(
        ready=[rows.of(one) for one in kept if one.is_current],
        changed=[rows.of(one) for one in kept if _has_changed(one)],
        advised=[rows.about(one) for one in session.scalars(wanted) if one.awaits(member.party)],
        private=[change_of(one, plan.content) for one in unsent if one.outcome is None],
        discarded=[change_of(one, plan.content) for one in unsent if one.status is Status.WITHDRAWN],
    )


def kept_to_give(session: Session, plan: Plan, member: Membership, without: Container[str] = ()) -> list[Given]:
    """The kept answers of the viewer's side to words that still stand, but those to the changes of these ids."""
    kept = [one for one in kept_by(session, plan, member.side) if one.is_current]
    return [_given(one) for one in kept if str(one.proposal.id) not in without]


def check_page(
    session: Session,
    plan: Plan,
    member: Membership,
    shown: Sequence[str],
    without: Container[str] = (),
    *,
    today: date,
    fingerprint: str = "",
) -> CheckPage:
    """What sending does now, `without` the answers to the changes of these ids.

    `shown` is what an earlier page showed, as it was sent back, and `fingerprint` what it said would come of it.
    """
    if member.party is None:
        raise LookupError("only the parties answer")
    kept = kept_by(session, plan, member.side)
    rows, by_id = _Rows(session, plan, member), {one.proposal.id: one for one in kept}
    prospect = foresee(session, plan, kept_to_give(session, plan, member, without), party=member.party)

    def row(given: Given, sentence: str = "") -> AnswerRow:
        return rows.of(by_id[given.proposal.id], sentence)

    others = open_proposals(session, plan, member)
    yes = [_with_untrue(row(one), plan, others) for one in prospect.going if one.is_yes]
    return CheckPage(
        prospect=prospect,
        agreed=[one for one in yes if not one.ticks],
        weighty=[one for one in yes if one.ticks],
        declined=[row(one) for one in prospect.going if not one.is_yes],
        left_out=[rows.of(one) for one in kept if one.is_current and str(one.proposal.id) in without],
        waiting=[row(one.given, one.sentence) for one in prospect.waiting],
        changed=[rows.of(one) for one in kept if _has_changed(one)],
        joint=joint_of(plan, prospect),
        effect=_effect(plan, prospect),
        readers=readers_of(plan.case, member, today),
        now=plan.current.fingerprint,
        differences=differences(prospect, shown, fingerprint) if shown else [],
    )


def _with_untrue(row: AnswerRow, plan: Plan, others: Sequence[Proposal]) -> AnswerRow:
    """The same with what the change would make untrue; `others` are the open changes that the reader may see."""
    return (
        replace(row, untrue=passages_beside(row.proposal, plan.content, others))
        if row.proposal.changes_programme
        else row
    )


class _Rows:
    """Makes rows for one viewer."""

    def __init__(self, session: Session, plan: Plan, member: Membership) -> None:
        self.content, self.names = plan.content, names(plan.case, member)
        self.weighty = weighty_keys(plan, self.content)
        self.advice = {
            key: [Advice(self.names[one.by_id], one.note, one.at, one.by_id == member.id) for one in said]
            for key, said in cautions_of(session, plan, member.side).items()
        }

    def of(self, kept: Kept, sentence: str = "") -> AnswerRow:
        proposal, answer = kept
        moved = proposal.latest.id != answer.version_id
        return AnswerRow(
            change=change_of(proposal, self.content),
            author=self.names[proposal.put_forward_by_id or proposal.by_id],
            kept=answer,
            kept_by=self.names[answer.by_id],
            shown=change_of(proposal, self.content, kept.version) if moved else None,
            advice=self.advice.get(proposal.id, ()),
            sentence=sentence,
            ticks=answer.kind is AnswerKind.AGREE and needs_own_tick(proposal, self.weighty),
        )

    def about(self, proposal: Proposal) -> AnswerRow:
        author = self.names[proposal.put_forward_by_id or proposal.by_id]
        return AnswerRow(change_of(proposal, self.content), author, advice=self.advice.get(proposal.id, ()))


def _has_changed(kept: Kept) -> bool:
    """Whether something else happened to the change than an answer of the side that keeps one."""
    outcome = kept.proposal.outcome
    if outcome:
        return outcome.kind in ENDED_ELSEWHERE
    return kept.proposal.latest.id != kept.answer.version_id and not kept.proposal.assented(kept.answer.side.party)


def _given(kept: Kept) -> Given:
    reason = "" if kept.answer.kind.value == "agree" else kept.answer.reason
    return Given(kept.proposal, kept.version.digest, kept.answer.kind, reason)


def _effect(plan: Plan, prospect: Prospect) -> Effect | None:
    """What several changes of the programme do to its dates together; None where one alone says it itself."""
    going = [one.proposal for one in prospect.going if one.proposal.id in prospect.effective]
    several = sum(one.changes_programme for one in going) > 1
    return effect(plan.content, prospect.result) if several and any(one.needs_consent for one in going) else None
