"""Suggesting anew what one's side took back or discarded: the rows stay as they are, and the words are not lost."""

from portal.domain.plans.plan import Plan
from portal.domain.proposals.kinds.add import Addition
from portal.domain.proposals.proposal import Proposal, Status
from portal.domain.proposals.said import ProposalKind


def begun_anew(proposal: Proposal, plan: Plan) -> tuple[ProposalKind, str, str] | None:
    """The kind, key and part with which the form of the same change begins.

    None for what was not taken back, for what brought back a removed clause, and where the plan has no such place now.
    """
    content, said = plan.content, proposal.latest.said
    brings_back = isinstance(proposal, Addition) and proposal.whole
    if proposal.status is not Status.WITHDRAWN or plan.rests or brings_back:
        return None
    key = proposal.counter(content)[1]
    try:
        part = proposal.asked(content, said).part
        type(proposal).begun(content, key, part)
    except LookupError:
        return None
    return proposal.named, key, part
