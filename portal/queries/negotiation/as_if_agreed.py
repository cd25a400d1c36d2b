"""The plan as it would read with every open suggestion agreed, one after the other (design: rebase)."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from portal.domain.negotiation.forecast import Step
from portal.domain.negotiation.rebase import Reaction, reaction_of
from portal.domain.plans.content import Content
from portal.domain.proposals.kinds.amendment import Amendment
from portal.domain.proposals.kinds.programme import DurationChange, StageAmendment
from portal.domain.proposals.proposal import Proposal, ProposalKind, Status, chain_of
from portal.text import merge


class AsIfAgreed(NamedTuple):
    """The plan with all that can be agreed together; `left_out` are the numbers of what cannot."""

    content: Content
    left_out: list[int]


def as_if_agreed(content: Content, proposals: Sequence[Proposal]) -> AsIfAgreed:
    """Let every suggestion that waits for an answer take effect, in the order given, fitted as `rebase` would fit it.

    What has come true by then is neither applied again nor left out.
    """
    ahead = _Ahead(content, [(one.id, one.answers_to) for one in proposals if one.answers_to])
    for one in proposals:
        if one.status is Status.OPEN:
            ahead.add(one)
    return AsIfAgreed(ahead.content, [one.number for one in ahead.left_out if one.number])


@dataclass
class _Ahead:
    """The plan as it becomes; `links` are the (answer, answered) pairs among the suggestions."""

    content: Content
    links: list[tuple[uuid.UUID, uuid.UUID]]
    steps: list[Step] = field(default_factory=list)
    left_out: list[Proposal] = field(default_factory=list)

    def add(self, proposal: Proposal) -> None:
        """Let one more take effect, or leave it out."""
        new = None if self._is_settled(proposal) else self._with(proposal)
        if new is None:
            self.left_out.append(proposal)
        elif new != self.content:
            self.steps.append(Step(proposal, self.content, new))
            self.content = new

    def _is_settled(self, proposal: Proposal) -> bool:
        """Whether one that it answers, or that answers it, is in effect already."""
        chain = chain_of(proposal.id, self.links)
        return any(step.proposal.id in chain for step in self.steps)

    def _with(self, proposal: Proposal) -> Content | None:
        """The plan with this in effect too; None when it does not go with those before it."""
        match proposal:
            case StageAmendment() | Amendment(kind=ProposalKind.REWORD):
                return _with_words(self.content, proposal)
            case Amendment():
                return self._with_clause(proposal)
            case DurationChange():
                return _with_time(self.content, proposal)
        raise LookupError("a suggested change of an unknown kind")

    def _with_clause(self, proposal: Amendment) -> Content | None:
        """With a clause more, less or elsewhere."""
        amended = [(step.proposal, step) for step in self.steps if isinstance(step.proposal, Amendment)]
        reactions = {reaction_of(proposal, other, step.old, step.new) for other, step in amended}
        if Reaction.SUPERSEDE in reactions:
            return self.content
        fits = Reaction.CONFLICT not in reactions and not proposal.misfit(self.content, proposal.latest.place)
        return proposal.applied(self.content) if fits else None


def _with_words(content: Content, proposal: Amendment | StageAmendment) -> Content | None:
    """With its words merged into those that stand."""
    latest = proposal.latest
    words = merge(latest.before, proposal.present(content), latest.after).text
    if words is None or proposal.misfit(content, latest.place):
        return None
    if isinstance(proposal, StageAmendment):
        return content.with_stage(proposal.stage_key, **{proposal.part: words})
    return content.with_text(proposal.clause_key, words, proposal.part)


def _with_time(content: Content, proposal: DurationChange) -> Content | None:
    """With other weeks or another start, unless an earlier one has changed the same."""
    latest = proposal.latest
    return proposal.applied(content) if proposal.present(content) in (latest.before, latest.after) else None
