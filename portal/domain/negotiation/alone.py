"""Which changes are answered by themselves, never together with others."""

from collections.abc import Set

from portal.domain.plans.designated import choices
from portal.domain.plans.plan import Plan
from portal.domain.plans.structure import keys_under
from portal.domain.proposals.proposal import Proposal


def answered_alone(plan: Plan) -> set[str]:
    """The clauses of the agreement and of the consequences, with all under them: their changes go by themselves."""
    content, agreement = plan.content, plan.newest_agreement
    suggested = choices(content)
    chosen = {*suggested.consequences, suggested.standard_agreement}
    if agreement:
        chosen |= {*agreement.consequence_keys, agreement.standard_agreement}
    return {under for key in chosen for under in keys_under(content, key)}


def is_answered_alone(proposal: Proposal, keys: Set[str]) -> bool:
    """Whether a change is of a kind, or about one of these clauses, that is answered by itself."""
    place = proposal.latest.place
    return proposal.answered_alone or proposal.target() in keys or (place is not None and place.parent in keys)
