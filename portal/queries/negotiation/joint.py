"""What one clause says once several of the answers to changes of it are sent together."""

from dataclasses import dataclass

from portal.domain.negotiation.forecast import Prospect
from portal.domain.plans.plan import Plan
from portal.domain.proposals.proposal import Proposal
from portal.domain.proposals.said import ProposalKind
from portal.text import Run, diff, runs


@dataclass(frozen=True)
class Joint:
    """What one clause says once several changes of it are in effect together."""

    where: str
    numbers: list[int]
    runs: list[Run]
    side: str


def joint_of(plan: Plan, prospect: Prospect) -> list[Joint]:
    """What several of the answers say in other words, as it would read."""
    groups: dict[tuple[ProposalKind, str, str], list[Proposal]] = {}
    for one in prospect.going:
        if one.proposal.id in prospect.effective and one.proposal.redlined:
            about = one.proposal.named, one.proposal.target(), one.proposal.part
            groups.setdefault(about, []).append(one.proposal)
    present = plan.content
    return [
        _joined(several, several[0].present(present), several[0].present(prospect.result), plan)
        for several in groups.values()
        if len(several) > 1
    ]


def _joined(several: list[Proposal], before: str, after: str, plan: Plan) -> Joint:
    numbers = [one.number for one in several if one.number]
    return Joint(several[0].where(plan.content), numbers, runs(before, diff(before, after)), several[0].side.value)
