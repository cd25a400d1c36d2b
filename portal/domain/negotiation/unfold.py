"""What a plan becomes while one change after the other takes effect, and what becomes of every other open one.

This tells it without doing it: taking effect writes what it says, pages show it (design: proposals and assent).
"""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

from portal.domain.plans.content import Content
from portal.domain.proposals.proposal import Proposal, chain_of
from portal.domain.proposals.said import Becomes, Fate, Said, Taken
from portal.domain.proposals.version import Fit

Links = Sequence[tuple[UUID, UUID]]


class Step(NamedTuple):
    """A change that takes effect, with what it says by then."""

    proposal: Proposal
    taken: Taken


class Unfolded(NamedTuple):
    """The plan afterwards, those that took effect in their order, and what becomes of each other by its id."""

    content: Content
    steps: list[Step]
    fates: dict[UUID, Fate]


@dataclass
class Unfolding:
    """The plan as it becomes; `used` are the numbers never given again, `links` the (answer, answered) pairs."""

    content: Content
    used: Set[str] = frozenset()
    links: Links = ()
    steps: list[Step] = field(default_factory=list)

    def fate_of(self, proposal: Proposal) -> Fate:
        """What has become of an open change by now."""
        fate = Fate(Becomes.STAYS, proposal.latest.said)
        chain = chain_of(proposal.id, self.links) if self.links else {proposal.id}
        broken = proposal.latest.fit is Fit.CONFLICT
        for step in self.steps:
            fate = Fate(Becomes.SUPERSEDED, fate.said) if step.proposal.id in chain else _next(proposal, fate, step)
            if fate.becomes is Becomes.SUPERSEDED:
                return fate
        if broken and fate.becomes in (Becomes.MERGED, Becomes.RENEWED):
            return fate._replace(becomes=Becomes.CONFLICT)
        return fate

    def take(self, proposal: Proposal, said: Said) -> Content:
        """Let a change take effect that says this by now; returns the plan afterwards."""
        new = proposal.applied(self.content, said, self.used)
        self.used = self.used | proposal.uses_up(self.content)
        self.steps.append(Step(proposal, Taken(proposal.target(), self.content, new)))
        self.content = new
        return new


def unfold(
    content: Content, accepted: Sequence[Proposal], beside: Iterable[Proposal], *, used: Set[str], links: Links
) -> Unfolded:
    """What the plan becomes when these are accepted in this order, each fitted to those before it.

    Of the accepted ones those that conflict, or are no longer needed, do not take effect; `beside` are other open ones.
    """
    plan, kept = Unfolding(content, used, links), []
    for proposal in accepted:
        fate = plan.fate_of(proposal)
        if goes(proposal, fate):
            plan.take(proposal, fate.said)
        else:
            kept.append(proposal)
    return Unfolded(plan.content, plan.steps, {one.id: plan.fate_of(one) for one in [*kept, *beside]})


def goes(proposal: Proposal, fate: Fate) -> bool:
    """Whether a change can take effect when this has become of it."""
    stands = fate.becomes is Becomes.STAYS and proposal.latest.fit is not Fit.CONFLICT
    return stands or fate.becomes in (Becomes.MERGED, Becomes.RENEWED)


def _next(proposal: Proposal, fate: Fate, step: Step) -> Fate:
    """What becomes of a change by one more step: once in conflict it stays so, whatever it then says.

    Words are merged from what their author wrote, however many steps there were, so that nothing is guessed.
    """
    was_merged = fate.becomes in (Becomes.MERGED, Becomes.CONFLICT) and not proposal.has_place
    said = proposal.latest.said if was_merged else fate.said
    then = proposal.fate(said, step.taken)
    misfit = proposal.misfit(step.taken.new, then.said.place)
    if then.becomes is Becomes.SUPERSEDED:
        return then
    if then.becomes is Becomes.STAYS:
        breaks = misfit and not proposal.misfit(step.taken.old, said.place)
        return fate._replace(becomes=Becomes.CONFLICT) if breaks else fate
    if then.becomes is Becomes.RENEWED and misfit:
        then = then._replace(becomes=Becomes.CONFLICT)
    return then._replace(becomes=max(fate.becomes, then.becomes, key=_GRAVITY.index))


_GRAVITY = [Becomes.STAYS, Becomes.RENEWED, Becomes.MERGED, Becomes.CONFLICT]
