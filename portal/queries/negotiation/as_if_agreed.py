"""The plan as it would read with every open suggestion agreed, one after the other (design: rebase)."""

from collections.abc import Sequence, Set
from typing import NamedTuple

from portal.domain.negotiation.unfold import unfold
from portal.domain.plans.content import Content
from portal.domain.proposals.proposal import Proposal, Status, chain_of
from portal.domain.proposals.said import Becomes


class AsIfAgreed(NamedTuple):
    """The plan with all that can be agreed together; `left_out` are the numbers of what cannot."""

    content: Content
    left_out: list[int]


def as_if_agreed(content: Content, proposals: Sequence[Proposal], used: Set[str]) -> AsIfAgreed:
    """Let every suggestion that waits for an answer take effect, in the order given, as agreeing would.

    What has come true by then is not left out; `used` are the numbers of clauses removed before.
    """
    waiting = [one for one in proposals if one.status is Status.OPEN]
    links = [(one.id, one.answers_to) for one in proposals if one.answers_to]
    result = unfold(content, waiting, (), used=used, links=links)
    effective = {step.proposal.id for step in result.steps}

    def is_left_out(one: Proposal) -> bool:
        stands_against = bool(effective & chain_of(one.id, links))
        return stands_against or result.fates[one.id].becomes is not Becomes.SUPERSEDED

    left_out = [one for one in waiting if one.id in result.fates and is_left_out(one)]
    return AsIfAgreed(result.content, [one.number for one in left_out if one.number])
