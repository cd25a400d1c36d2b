"""What stands between a draft and its signing (002 §7.3–7.4)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.cases.case import Party
from portal.domain.plans.content import STAGE_PART_NAMES, Clause, Content
from portal.domain.plans.plan import Plan
from portal.domain.proposals.proposal import Proposal
from portal.domain.proposals.version import Outcome
from portal.domain.talk.thread import Audience, Thread, is_settled

PLACEHOLDER = re.compile(
    r"\[[^\]]*\]|_{3,}|\bTB[CA]\b|\bto be (?:confirmed|named|agreed)(?=\s*(?:[.,;:)]|$))|\bnot yet named\b",
    re.IGNORECASE,
)
DRAFT = re.compile(r"\bdraft\b", re.IGNORECASE)


@dataclass(frozen=True)
class Obstacle:
    """One thing in the way: a sentence, and the anchor on the plan page, or the thread, where it can be settled."""

    sentence: str
    anchor: str
    thread_id: UUID | None = None


class Said(NamedTuple):
    """Some of the plan's words, with where they stand: in words, and as an anchor."""

    where: str
    anchor: str
    words: str


def obstacles(session: Session, plan: Plan, *, readable: set[Audience]) -> list[Obstacle]:
    """All that must be settled before the text can be frozen; private threads count for their own readers only."""
    content = plan.content
    in_words = [*_gaps(content), *_draft_stages(content)]
    return [*_open_proposals(session, plan), *_unsettled(session, plan, readable), *in_words]


def calls_itself_draft(plan: Plan) -> list[Clause]:
    """The clauses whose words, or a part of them, call the plan a draft: the parties decide about each (002 §7.4)."""
    return [clause for _, clause in plan.content.walk() if any(map(DRAFT.search, _words_of(clause)))]


def _words_of(clause: Clause) -> list[str]:
    return [clause.text, *(value for _, value in clause.fields)]


def _open_proposals(session: Session, plan: Plan) -> list[Obstacle]:
    found = session.scalars(
        select(Proposal)
        .outerjoin(Outcome, Outcome.proposal_id == Proposal.id)
        .where(Proposal.plan_id == plan.id, Proposal.number.is_not(None), Outcome.id.is_(None))
        .order_by(Proposal.number)
    )
    return [Obstacle(f"Suggested change {one.number} {_waits_for(one)}.", f"change-{one.number}") for one in found]


def _waits_for(proposal: Proposal) -> str:
    """What has to happen to it next, and by whom."""
    case = proposal.plan.case
    if proposal.waits_for_its_author:
        author = case.name_of(proposal.side.party) if proposal.side.party else "PSR"
        return f"waits for {author} to look at it again, because the words of the plan changed"
    silent = [case.name_of(party) for party in Party if proposal.awaits(party)]
    return f"waits for the answer of {' and of '.join(silent)}"


def _unsettled(session: Session, plan: Plan, readable: set[Audience]) -> list[Obstacle]:
    found = session.execute(
        select(Thread.id, Thread.clause_key, Thread.proposal_id, Proposal.number)
        .outerjoin(Proposal, Proposal.id == Thread.proposal_id)
        .where(Thread.plan_id == plan.id, Thread.must_settle, ~is_settled(), Thread.audience.in_(readable))
        .order_by(Thread.at)
    )
    labels = {clause.key: clause.label for _, clause in plan.content.walk()}
    return [
        Obstacle(f"A conversation about {_change(number)} must be settled.", "", thread_id)
        if proposal_id
        else Obstacle(f"A conversation about paragraph {labels.get(key, '')} must be settled.", f"clause-{key}")
        for thread_id, key, proposal_id, number in found
    ]


def _change(number: int | None) -> str:
    return f"suggested change {number}" if number else "a suggestion of your side"


def _gaps(content: Content) -> list[Obstacle]:
    found = [
        Obstacle(f"{said.where} has a gap to fill: “{gap.group()}”.", said.anchor)
        for said in chain(_of_stages(content), _of_clauses(content))
        if (gap := PLACEHOLDER.search(said.words))
    ]
    has_start = content.start or not content.weeks
    return found if has_start else [Obstacle("The start of the programme is a gap to fill.", "stages"), *found]


def _draft_stages(content: Content) -> list[Obstacle]:
    """The words of a stage are not kept by a decision, as a paragraph's can be: they are reworded."""
    return [
        Obstacle(f"{said.where} says “{draft.group()}”. Suggest other words for it.", said.anchor)
        for said in _of_stages(content)
        if (draft := DRAFT.search(said.words))
    ]


def _of_stages(content: Content) -> Iterator[Said]:
    for stage in content.stages:
        for part, name in STAGE_PART_NAMES.items():
            yield Said(f"The {name} of the stage “{stage.title}”", f"stage-{stage.key}", getattr(stage, part))


def _of_clauses(content: Content) -> Iterator[Said]:
    for _, clause in content.walk():
        name, anchor = f"paragraph {clause.label}" if clause.label else "a paragraph", f"clause-{clause.key}"
        yield Said(name[:1].upper() + name[1:], anchor, clause.text)
        yield from (Said(f"The part “{part}” of {name}", anchor, value) for part, value in clause.fields)
