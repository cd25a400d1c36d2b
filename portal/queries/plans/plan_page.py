"""Everything the plan page shows to one reader, in a fixed number of SQL queries."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from portal.domain.agreements.advice import taking_advice
from portal.domain.cases.case import Membership
from portal.domain.cases.roles import Party, Side
from portal.domain.negotiation.blocker import Blocker, blockers_on
from portal.domain.plans.content import Content
from portal.domain.plans.final_text import FinalText
from portal.domain.plans.plan import Plan
from portal.domain.plans.revision import Revision
from portal.domain.plans.stage_parts import part_names
from portal.domain.proposals.kinds.remove import numbers_used
from portal.domain.proposals.kinds.title import TITLE
from portal.domain.proposals.proposal import Proposal
from portal.domain.proposals.version import Outcome, ProposalVersion
from portal.domain.safety.action import SafetyAction, safety_actions
from portal.domain.talk.thread import Thread
from portal.queries.cases.names import names
from portal.queries.negotiation.as_if_agreed import as_if_agreed
from portal.queries.negotiation.awaited import Awaited, awaited_in
from portal.queries.negotiation.stops import still_until, stops_on
from portal.queries.negotiation.turn import Turn, turn_of
from portal.queries.negotiation.whose_turn import WhoseTurn
from portal.queries.plans.clause_rows import ClauseRow, row_of, stray
from portal.queries.plans.picture import Picture, picture_of
from portal.queries.plans.stage_rows import StageRow, stage_rows
from portal.queries.plans.terms import Term, first_uses
from portal.queries.proposals.cards import Card, cards_of
from portal.queries.talk.beside import Beside, beside_plan
from portal.queries.talk.questions import questions_about
from portal.queries.talk.threads import open_threads, read_comments

_VERSIONS = joinedload(Proposal.versions)


@dataclass
class PlanPage:
    """The plan as one reader may see it.

    Where a plan is `folded`, the suggested changes and conversations beside a clause stand on a page `around` it.
    `left_out` are the numbers of the suggested changes that do not go with the others, as if all were agreed.
    """

    plan: Plan
    revision: Revision
    content: Content
    rows: list[ClauseRow]
    stages: list[StageRow]
    programme: Picture | None
    title_cards: list[Card]
    start_cards: list[Card]
    stray_cards: list[Card]
    whose: WhoseTurn
    beside: Beside
    safety: Sequence[SafetyAction]
    taking_advice: Mapping[Party, date]
    awaited: Sequence[Awaited]
    blockers: Sequence[Blocker]
    names: dict[UUID, str]
    folded: bool
    around: str
    left_out: list[int]
    terms: Mapping[str, list[Term]]

    @property
    def turn(self) -> Turn:
        """How many suggested changes wait for whom."""
        return self.whose.turn

    @property
    def waited(self) -> int:
        """For how many working days it has been the turn of the reader's side, else of the other party."""
        member = self.whose.member
        sides = [member.side] if self.turn.since or not member.party else [Side(member.party.other.value)]
        return max((one.working_days for one in self.awaited if one.side in sides), default=0)

    @property
    def has_days(self) -> bool:
        """Whether it has days to take into one's calendar: those of the text that holds, if both have signed one."""
        return self.plan.closure is None and bool(
            (self.agreed.revision if self.agreed else self.revision).content.start
        )

    @property
    def agreed(self) -> FinalText | None:
        """The agreement that holds."""
        return self.plan.agreed

    @property
    def variations(self) -> int:
        """How many changes were agreed since both signed."""
        return self.whose.variations

    @property
    def is_closed(self) -> bool:
        """Whether nothing can be suggested or answered here now: the text is frozen, or the plan closed."""
        return self.plan.is_frozen or self.plan.rests

    @property
    def stage_parts(self) -> dict[str, str]:
        """What can be changed of a stage in words, each as pages call it."""
        return part_names(self.content)

    @property
    def sections(self) -> list[tuple[ClauseRow, int]]:
        """The top clauses, each with how many suggested changes stand under it."""
        found: list[tuple[ClauseRow, int]] = []
        for row in self.rows:
            if row.depth == 0:
                found.append((row, len(row.cards)))
            elif found:
                found[-1] = (found[-1][0], found[-1][1] + len(row.cards))
        return found

    @property
    def kept(self) -> int:
        """How many answers of the reader's side are ready to be sent."""
        return sum(card.kept is not None and card.kept.is_whole for card in self.cards())

    @property
    def fitted(self) -> int:
        """How many suggestions of the reader's side were fitted to new words and wait to be confirmed."""
        return sum(card.own and card.proposal.can_be_confirmed for card in self.cards())

    @property
    def walk(self) -> list[Card]:
        """What waits for the reader's side, in reading order."""
        return [card for card in self.cards() if card.waits or card.change.is_unfit or card.is_to_mend]

    def cards(self) -> Iterator[Card]:
        """Every suggested change shown, in reading order."""
        yield from self.title_cards
        yield from self.start_cards
        for stage in self.stages:
            yield from stage.cards
        for row in self.rows:
            yield from row.cards
        yield from self.stray_cards

    def folds(self, row: ClauseRow) -> bool:
        """Whether what stands beside this clause is only counted here."""
        return self.folded and row.clause.key != self.around

    def talks(self) -> Iterator[Thread]:
        """Every conversation that is shown with what was said in it."""
        rows = [row for row in self.rows if not self.folds(row)]
        beside = [*(stage.cards for stage in self.stages), *(row.cards for row in rows)]
        cards = chain(self.title_cards, self.start_cards, *beside, self.stray_cards)
        return chain(*(card.threads for card in cards), *(row.threads for row in rows))


def plan_page(
    session: Session,
    plan: Plan,
    member: Membership,
    *,
    today: date,
    most_notes: int,
    view: str = "changes",
    around: str = "",
) -> PlanPage:
    """What this reader may see of the plan: `view` is "changes", "clean" or "agreed".

    It is folded when more than `most_notes` suggested changes and conversations stand in it, but for the clause with
    the key `around`.
    """
    revision = plan.current
    proposals = open_proposals(session, plan, member)
    content = revision.content
    left_out: list[int] = []
    if view == "agreed":
        content, left_out = as_if_agreed(content, proposals, numbers_used(session, plan.id))
    shown = proposals if view == "changes" else []
    questions = questions_about(session, proposals)
    threads = open_threads(session, plan, member, shown, content) if view == "changes" else {}
    cards = cards_of(session, shown, member, content, questions, threads)
    advice, beside = taking_advice(session, plan, today), beside_plan(session, plan, member)
    blockers = blockers_on(session, [plan.id])
    turn = turn_of(proposals, member, questions, advice, beside, still_until(blockers, today))
    page = PlanPage(
        plan=plan,
        revision=revision,
        content=content,
        rows=[
            row_of(clause, depth, cards[clause.key], threads.get(clause.key, [])) for depth, clause in content.walk()
        ],
        stages=stage_rows(content, cards),
        programme=picture_of(content, today, runs=bool(plan.agreed)),
        title_cards=cards[TITLE],
        start_cards=cards[""],
        stray_cards=stray(cards, content),
        whose=WhoseTurn(plan, member, turn, plan.variations(revision)),
        beside=beside,
        safety=safety_actions(session, plan),
        taking_advice=advice,
        awaited=awaited_in(plan, proposals, questions, stops_on(session, [plan], blockers, today)[plan.id], today),
        blockers=[one for one in blockers if one.stands(today)],
        names=names(plan.case, member),
        folded=len(shown) + sum(map(len, threads.values())) > most_notes,
        around=around,
        left_out=left_out,
        terms=first_uses(content),
    )
    read_comments(session, list(page.talks()))
    return page


def open_proposals(session: Session, plan: Plan, member: Membership) -> Sequence[Proposal]:
    """Every suggested change without an outcome that this reader may see, the oldest first."""
    visible = or_(Proposal.put_forward_at.is_not(None), Proposal.side == member.side)
    wanted = (
        select(Proposal)
        .outerjoin(Proposal.outcome)
        .where(Proposal.plan_id == plan.id, Outcome.id.is_(None), visible)
        .order_by(Proposal.put_forward_at.is_(None), Proposal.number, Proposal.created_at)
        .options(
            contains_eager(Proposal.outcome),
            _VERSIONS.joinedload(ProposalVersion.assents),
            _VERSIONS.joinedload(ProposalVersion.confirmation),
        )
    )
    return session.scalars(wanted).unique().all()
