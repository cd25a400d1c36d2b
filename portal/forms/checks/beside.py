"""What forms ask about words that are worth a look: which to put right, and what a form begins with."""

from dataclasses import dataclass
from uuid import UUID

from flask import request

from portal.actions import Action
from portal.domain.base import Refused
from portal.domain.cases.case import Membership
from portal.domain.checks.guardian import facts_of, findings
from portal.domain.checks.mending import Mending, mending_at
from portal.domain.checks.spots import Holder
from portal.domain.checks.together import OTHERS_NOW, made_untrue, reason_beside
from portal.domain.negotiation.authoring import Author, refuse_above
from portal.domain.plans.plan import Plan
from portal.domain.proposals.proposal import Proposal
from portal.domain.proposals.said import ProposalKind
from portal.policy import may
from portal.queries.checks.passages import Passage, passage_of
from portal.web.http import now, session, settings

HOLDERS = {ProposalKind.REWORD: Holder.CLAUSE, ProposalKind.STAGE: Holder.STAGE, ProposalKind.TITLE: Holder.TITLE}


def ticked() -> list[str]:
    """Which ready suggestions were ticked to go with a change; none on a form that is opened."""
    return request.form.getlist("beside")


def chosen(proposal: Proposal) -> list[Mending]:
    """The ready suggestions that were ticked; Refused when one of them is another by now."""
    wanted = request.form.getlist("beside")
    found = made_untrue(proposal, proposal.plan.content, facts_of(proposal.case)) if wanted else []
    picked = [one for one in found if one.digest in wanted]
    if len(picked) != len(set(wanted)):
        raise Refused(OTHERS_NOW)
    return picked


def author(proposal: Proposal, member: Membership, number: int) -> Author:
    """Who suggests so many other words with a change, and why; Refused where their side may not have as many open."""
    refuse_above(settings().max_open_proposals - number + 1, session(), proposal.plan, member)
    return Author(session(), proposal.plan, member, now(), reason_beside(proposal))


@dataclass(frozen=True)
class LookedAt:
    """What a form was opened for: a passage, `beside` the change that makes it untrue where that is why."""

    passage: Passage
    beside: Proposal | None

    @property
    def sentences(self) -> list[str]:
        found = self.passage.mending.findings
        return [f"With the other change, {one.truth}." if self.beside else one.sentence for one in found]

    @property
    def reason(self) -> str:
        """Why other words would be suggested, where that is known."""
        return reason_beside(self.beside) if self.beside else ""


def asked_about(plan: Plan, change: Proposal, member: Membership) -> LookedAt | None:
    """What is worth a look in the words that a form would change, beside the change that the address names, if any."""
    holder, key = HOLDERS.get(change.named), "" if change.named is ProposalKind.TITLE else change.target()
    if holder is None or "look" not in request.args:
        return None
    proposal = _named(plan, request.args["look"], member)
    facts, content = facts_of(plan.case), plan.content
    if proposal:
        mendings = made_untrue(proposal, content, facts)
        found = [one for mending in mendings for one in mending.findings]
    else:
        found = findings(content, facts)
    mending = mending_at(found, holder, key, change.part)
    return LookedAt(passage_of(mending), proposal) if mending else None


def _named(plan: Plan, number: str, member: Membership) -> Proposal | None:
    try:
        proposal = session().get(Proposal, UUID(number))
    except ValueError:
        return None
    is_theirs = proposal and proposal.plan_id == plan.id and may(member, Action.VIEW_PROPOSAL, proposal)
    return proposal if is_theirs else None
