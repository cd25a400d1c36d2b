"""What the pages about kept answers show: to one side only, and exactly what sending them would do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.cases.case import Membership
from portal.domain.negotiation.alone import answered_alone
from portal.domain.negotiation.forecast import Given, Prospect, foresee
from portal.domain.negotiation.kept_answer import Kept, cautions_of, kept_by
from portal.domain.plans.plan import Plan
from portal.domain.proposals.proposal import Proposal
from portal.domain.proposals.said import ProposalKind
from portal.domain.proposals.version import KeptAnswer, OutcomeKind
from portal.queries.cases.names import names
from portal.queries.cases.readers import Reader, readers_of
from portal.queries.proposals.changes import Change, change_of
from portal.text import Run, diff, runs

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
    """A suggested change with the answer that the viewer's side keeps; `shown` is it as it was then, if it changed."""

    change: Change
    author: str
    kept: KeptAnswer | None = None
    kept_by: str = ""
    shown: Change | None = None
    advice: Sequence[Advice] = ()
    sentence: str = ""

    @property
    def proposal(self) -> Proposal:
        return self.change.proposal


@dataclass(frozen=True)
class KeptAnswersPage:
    """The answers of one side so far: `ready` for sending, `changed` since they were kept, `advised` about only."""

    ready: list[AnswerRow]
    changed: list[AnswerRow]
    advised: list[AnswerRow]


@dataclass(frozen=True)
class Joint:
    """What one clause says once several changes of it are in effect together."""

    where: str
    numbers: list[int]
    runs: list[Run]
    side: str


@dataclass(frozen=True)
class CheckPage:
    """Exactly what sending would do: `now` and `later` are the plan's fingerprints."""

    prospect: Prospect
    agreed: list[AnswerRow]
    declined: list[AnswerRow]
    alone: list[AnswerRow]
    waiting: list[AnswerRow]
    changed: list[AnswerRow]
    joint: list[Joint]
    readers: list[Reader]
    now: str
    differences: list[str]

    @property
    def shown(self) -> list[str]:
        """What the form sends back, so that a refusal can say what has changed."""
        return [_mark(one) for one in self.prospect.going]


def kept_page(session: Session, plan: Plan, member: Membership) -> KeptAnswersPage:
    """Everything that the viewer's side keeps to itself about the other's suggested changes."""
    kept = kept_by(session, plan, member.side)
    rows = _Rows(session, plan, member)
    advised = set(rows.advice) - {one.proposal.id for one in kept if one.is_current}
    wanted = select(Proposal).where(Proposal.id.in_(advised)).order_by(Proposal.number)
    return KeptAnswersPage(
        ready=[rows.of(one) for one in kept if one.is_current],
        changed=[rows.of(one) for one in kept if _has_changed(one)],
        advised=[rows.about(one) for one in session.scalars(wanted) if one.awaits(member.party)],
    )


def kept_to_give(session: Session, plan: Plan, member: Membership) -> list[Given]:
    """The kept answers of the viewer's side to words that still stand."""
    return [_given(one) for one in kept_by(session, plan, member.side) if one.is_current]


def check_page(session: Session, plan: Plan, member: Membership, shown: Sequence[str]) -> CheckPage:
    """What sending does now; `shown` is what an earlier page showed, as it was sent back."""
    if member.party is None:
        raise LookupError("only the parties answer")
    kept = kept_by(session, plan, member.side)
    rows, by_id = _Rows(session, plan, member), {one.proposal.id: one for one in kept}
    answers, alone = [_given(one) for one in kept if one.is_current], answered_alone(plan)
    prospect = foresee(session, plan, answers, party=member.party, alone=alone)

    def row(given: Given, sentence: str = "") -> AnswerRow:
        return rows.of(by_id[given.proposal.id], sentence)

    return CheckPage(
        prospect=prospect,
        agreed=[row(one) for one in prospect.going if one.is_yes],
        declined=[row(one) for one in prospect.going if not one.is_yes],
        alone=[row(one) for one in prospect.alone],
        waiting=[row(one.given, one.sentence) for one in prospect.waiting],
        changed=[rows.of(one) for one in kept if _has_changed(one)],
        joint=_joint(plan, prospect),
        readers=readers_of(plan.case, member),
        now=plan.current.fingerprint,
        differences=_differences(prospect, shown) if shown else [],
    )


class _Rows:
    """Makes rows for one viewer."""

    def __init__(self, session: Session, plan: Plan, member: Membership) -> None:
        self.content, self.names = plan.content, names(plan.case, member)
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


def _joint(plan: Plan, prospect: Prospect) -> list[Joint]:
    """The clauses that several of the answers reword, as they would read."""
    groups: dict[tuple[str, str], list[Proposal]] = {}
    for one in prospect.going:
        if one.proposal.id in prospect.effective and one.proposal.kind is ProposalKind.REWORD:
            groups.setdefault((one.proposal.target(), one.proposal.part), []).append(one.proposal)
    present = plan.content
    return [
        _joined(several, several[0].present(present), several[0].present(prospect.result), plan)
        for several in groups.values()
        if len(several) > 1
    ]


def _joined(several: list[Proposal], before: str, after: str, plan: Plan) -> Joint:
    numbers = [one.number for one in several if one.number]
    return Joint(several[0].where(plan.content), numbers, runs(before, diff(before, after)), several[0].side.value)


def _mark(given: Given) -> str:
    return f"{given.proposal.number}:{given.mark}"


def _differences(prospect: Prospect, shown: Sequence[str]) -> list[str]:
    """What is different from the page that was sent back, a sentence each."""
    before = {number: mark for number, _, mark in (one.partition(":") for one in shown) if number.isdecimal()}
    after = {str(one.proposal.number): one.mark for one in prospect.going}
    gone = [f"Suggested change {number} can no longer go with them." for number in before if number not in after]
    new = [f"An answer to suggested change {number} has joined them." for number in after if number not in before]
    other = [
        f"The answer to suggested change {number}, or its reason, is another one now."
        for number, mark in after.items()
        if before.get(number, mark) != mark
    ]
    return gone + other + new or ["The plan has changed elsewhere. The answers are the same."]
