"""The form that suggests changing something back: that of its kind, filled with what stood before."""

from flask import abort

from portal.domain.negotiation.reversal import Reversal
from portal.domain.plans.content import Clause, Stage
from portal.domain.plans.plan import Plan
from portal.domain.proposals.proposal import Proposal, ProposalKind
from portal.forms.proposals.suggesting import (
    addition_page,
    move_page,
    removal_page,
    stage_page,
    start_page,
    weeks_page,
    words_page,
)


def reversal_page(plan: Plan, changed: Proposal, back: Reversal) -> str:
    """The page on which the opposite of a change can be suggested; nothing is saved until its reader does so."""
    match back.kind:
        case ProposalKind.REMOVE:
            return removal_page(plan, _clause(plan, back.key))
        case ProposalKind.ADD:
            return addition_page(plan, back.place, back.part, value=back.value, restores=changed.id)
        case ProposalKind.MOVE:
            return move_page(plan, _clause(plan, back.key), place=back.place)
        case ProposalKind.STAGE:
            return stage_page(plan, _stage(plan, back.key), back.part, value=back.value)
        case ProposalKind.DURATION:
            return weeks_page(plan, _stage(plan, back.key), value=back.value)
        case ProposalKind.START:
            return start_page(plan, value=back.value)
    return words_page(plan, _clause(plan, back.key), back.part, value=back.value)


def _clause(plan: Plan, key: str) -> Clause:
    return plan.content.clause(key) or abort(404)


def _stage(plan: Plan, key: str) -> Stage:
    return plan.content.stage(key) or abort(404)
