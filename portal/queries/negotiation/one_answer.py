"""A side's answer to one change, beside the words that it answers."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from portal.domain.cases.case import Membership
from portal.domain.negotiation.own_tick import needs_own_tick, weighty_keys
from portal.domain.proposals.proposal import Proposal
from portal.domain.proposals.version import KeptAnswer
from portal.queries.negotiation.walk import ready_answers
from portal.queries.proposals.changes import Change, change_of


@dataclass(frozen=True)
class AnswerPage:
    """A change with its side's answer to it, and how many answers of this side are `ready`; a yes may take a tick."""

    change: Change
    kept: KeptAnswer | None
    ticks: bool
    waits: bool
    ready: int


def answer_page(session: Session, proposal: Proposal, member: Membership) -> AnswerPage:
    """The answer of the viewer's side to the words of a change as they stand."""
    content = proposal.plan.content
    kept = [one for one in proposal.latest.kept if one.side is member.side]
    return AnswerPage(
        change=change_of(proposal, content),
        kept=kept[-1] if kept else None,
        ticks=needs_own_tick(proposal, weighty_keys(proposal.plan, content)),
        waits=proposal.awaits(member.party) and not proposal.plan.rests,
        ready=len(ready_answers(session, proposal.plan, member)),
    )
