"""The suggested changes of a plan as cards: each beside the words it is about, for one reader."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.cases.case import Membership
from portal.domain.negotiation.kept_answer import cautions_of
from portal.domain.negotiation.own_tick import needs_own_tick, weighty_keys
from portal.domain.plans.content import Content
from portal.domain.proposals.proposal import Proposal
from portal.domain.proposals.version import Caution, KeptAnswer, ProposalVersion
from portal.domain.talk.thread import Thread
from portal.queries.checks.passages import Passage, passages_beside
from portal.queries.papers.told import ToldOnPaper, told_on_paper
from portal.queries.proposals.changes import Change, change_of
from portal.queries.talk.questions import Question, Questions, waits_for


@dataclass
class Card:
    """One suggested change beside the words it is about; a yes to it `ticks` with a tick of its own."""

    change: Change
    kept: KeptAnswer | None
    advice: Sequence[Caution]
    own: bool
    answerable: bool
    waits: bool
    pending: list[Question] = field(default_factory=list)
    threads: list[Thread] = field(default_factory=list)
    ticks: bool = False
    together: list[str] = field(default_factory=list)
    untrue: list[Passage] = field(default_factory=list)
    told: Sequence[ToldOnPaper] = ()

    @property
    def proposal(self) -> Proposal:
        return self.change.proposal

    @property
    def is_to_mend(self) -> bool:
        """Whether the reader's side has to look at it again: its own change, under which the plan changed."""
        return self.own and self.proposal.waits_for_its_author


def cards_of(
    session: Session,
    proposals: Sequence[Proposal],
    member: Membership,
    content: Content,
    questions: Questions,
    threads: Mapping[str | UUID | None, list[Thread]],
) -> dict[str, list[Card]]:
    """A card for each of these changes, by the key of the clause or stage beside which it stands."""
    kept = _kept(session, proposals, member)
    advice = cautions_of(session, proposals[0].plan, member.side) if proposals else {}
    weighty = weighty_keys(proposals[0].plan, content) if proposals else set()
    told = told_on_paper(session, proposals[0].plan, member, proposals) if proposals else {}
    found: dict[str, list[Card]] = defaultdict(list)
    for proposal in proposals:
        asked = questions.get(proposal.id, [])
        found[proposal.home(content, proposal.latest.said)].append(
            Card(
                change=change_of(proposal, content),
                kept=kept.get(proposal.latest.id) if proposal.awaits(member.party) else None,
                advice=advice.get(proposal.id, ()),
                own=proposal.side is member.side,
                answerable=proposal.awaits(member.party),
                waits=proposal.put_forward_at is not None and waits_for(proposal, member.side, asked),
                pending=[one for one in asked if one.is_pending],
                threads=threads.get(proposal.id, []),
                untrue=passages_beside(proposal, content, proposals),
                ticks=needs_own_tick(proposal, weighty),
                told=told.get(proposal.id, ()),
            )
        )
    return found


def _kept(session: Session, proposals: Sequence[Proposal], member: Membership) -> dict[UUID, KeptAnswer]:
    wanted = (
        select(KeptAnswer)
        .join(ProposalVersion, ProposalVersion.id == KeptAnswer.version_id)
        .where(ProposalVersion.proposal_id.in_([one.id for one in proposals]), KeptAnswer.side == member.side)
        .order_by(KeptAnswer.at)
    )
    return {kept.version_id: kept for kept in session.scalars(wanted)}
