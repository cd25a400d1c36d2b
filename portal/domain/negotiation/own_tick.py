"""Which changes are agreed to only with a tick of their own (design: proposals and assent)."""

from collections.abc import Set

from portal.domain.plans.content import Content
from portal.domain.plans.designated import choices
from portal.domain.plans.plan import Plan
from portal.domain.plans.structure import keys_under
from portal.domain.proposals.proposal import Proposal


def weighty_keys(plan: Plan, content: Content) -> set[str]:
    """The clauses of the agreement and of the consequences in this content of the plan, with all under them."""
    agreement = plan.newest_agreement
    suggested = choices(content)
    chosen = {*suggested.consequences, suggested.standard_agreement}
    if plan.designation:
        chosen |= {*plan.designation.consequence_keys, plan.designation.standard_agreement}
    if agreement:
        chosen |= {*agreement.consequence_keys, agreement.standard_agreement}
    return {under for key in chosen for under in keys_under(content, key)}


def needs_own_tick(proposal: Proposal, weighty: Set[str]) -> bool:
    """Whether a change takes words out, changes stages or dates, or is about one of these weighty clauses."""
    place = proposal.latest.place
    return proposal.is_weighty or proposal.target() in weighty or (place is not None and place.parent in weighty)
