"""The other side's change that a suggestion answers: what it says, and the words from which a form can start."""

from dataclasses import dataclass
from uuid import UUID

from flask import g, request

from portal.actions import Action
from portal.domain.base import Refused
from portal.domain.cases.case import Membership
from portal.domain.plans.content import Content
from portal.domain.plans.plan import Plan
from portal.domain.plans.structure import read_place
from portal.domain.proposals.proposal import Proposal, Status
from portal.domain.proposals.said import Asked
from portal.policy import may
from portal.queries.proposals.changes import Change, change_of
from portal.queries.proposals.proposal_page import name_for
from portal.web.http import session


@dataclass(frozen=True)
class Answered:
    """A change that is answered: its words, by whom, and the words of the same form to start from; "" for none."""

    change: Change
    author: str
    value: str

    @property
    def whose(self) -> str:
        """The side that suggests it, by name."""
        proposal = self.change.proposal
        return proposal.plan.case.name_of(proposal.side.party) if proposal.side.party else "PSR"


@dataclass(frozen=True)
class Starts:
    """From which words a form was asked to start, those it then holds, and what had been typed before."""

    chosen: str
    words: str
    typed_before: str


def named_in(plan: Plan, named: str) -> Proposal | None:
    """The change of this plan with this id; None for anything else."""
    try:
        proposal = session().get(Proposal, UUID(named))
    except ValueError:
        return None
    return proposal if proposal and proposal.plan_id == plan.id else None


def names_to_answer() -> str:
    """The id of the change that this one answers, as the form or the address names it; "" for none."""
    return request.form.get("answers_to") or request.args.get("answers_to", "")


def expect_answerable(plan: Plan, member: Membership) -> UUID | None:
    """The other party's open change that this one answers, where the form names one; Refused when it cannot be."""
    named = request.form.get("answers_to", "")
    if not named:
        return None
    proposal = named_in(plan, named)
    if proposal is None or not may(member, Action.VIEW_PROPOSAL, proposal):
        raise Refused("The suggested change that you answer is not there.")
    if proposal.status is not Status.OPEN:
        raise Refused("The suggested change that you answer has been settled. Read the plan as it is now.")
    return proposal.id


def places_to_answer(plan: Plan, change: Proposal, asked: Asked) -> Asked:
    """What the form asks; of an answer to another change only the places that are about the same thing."""
    answered = _seen(plan, names_to_answer())
    if answered is None:
        return asked
    matter = answered.matter(answered.latest.place)
    fitting = [one for one in asked.places if change.matter(read_place(one[0])) == matter]
    if not fitting or asked.place in dict(fitting):
        return asked._replace(places=fitting or asked.places)
    return asked._replace(places=fitting, place=fitting[0][0])


def answered(plan: Plan, change: Proposal, named: str) -> Answered | None:
    """The change that this one answers, as its reader may see it; None where it answers none."""
    theirs = _seen(plan, named)
    if theirs is None:
        return None
    content, author = plan.content, name_for(plan.case, theirs.put_forward_by_id or theirs.by_id, g.member)
    return Answered(change_of(theirs, content), author, _in_the_same_form(content, change, theirs))


def starts(change: Proposal, plans: str, theirs: str) -> Starts | None:
    """What the form holds where its reader asked to start again from the plan's words, theirs or their own before."""
    chosen, mine = request.form.get("begin_with", ""), request.form.get("typed_before", "")
    words = {"plan": plans, "theirs": theirs, "mine": mine}.get(chosen)
    if not words:
        return None
    typed = change.typed(request.form)
    replaced = "" if typed in (plans, theirs, words) else typed
    return Starts(chosen, words, replaced or ("" if chosen == "mine" else mine))


def _in_the_same_form(content: Content, change: Proposal, theirs: Proposal) -> str:
    """Their words, where the form of the answer asks for the same thing; "" otherwise."""
    if change.named is not theirs.named or change.part != theirs.part or not change.redlined:
        return ""
    return theirs.asked(content, theirs.latest.said).value


def _seen(plan: Plan, named: str) -> Proposal | None:
    proposal = named_in(plan, named)
    return proposal if proposal and may(g.member, Action.VIEW_PROPOSAL, proposal) else None
