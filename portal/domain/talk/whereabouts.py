"""Where the words that conversations hang on stand now: worked out when somebody reads, never written by an act.

So no answer tells, by what it writes or how long it takes, what anybody talks about in private.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol
from uuid import UUID

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from portal.domain.plans.content import Content, read_clause
from portal.domain.plans.revision import Revision, newest_revision
from portal.domain.plans.structure import subtree
from portal.domain.proposals.kinds.clause_change import ClauseChange
from portal.domain.proposals.proposal import Proposal
from portal.domain.proposals.said import ProposalKind
from portal.domain.proposals.version import ProposalVersion
from portal.text import reanchor


class Whereabouts(NamedTuple):
    """Where the words stand, in code points; whether they, or the whole paragraph, are gone; and where last seen."""

    place: tuple[int, int] | None
    is_gone: bool
    last_seen_in: UUID | None


class Anchor(Protocol):
    """Where words stood in one revision; without offsets when they were gone by then."""

    revision_id: UUID
    start: int | None
    end: int | None


class Anchored(Protocol):
    """A conversation about a clause, or about a quote in it; one about a suggested change hangs on no words."""

    id: UUID
    clause_key: str
    proposal_id: UUID | None
    quote: str

    @property
    def anchors(self) -> Sequence[Anchor]: ...


class Turned(NamedTuple):
    """The words of a clause turned into others with a revision; a clause that `came_back` had them when it went."""

    number: int
    revision_id: UUID
    before: str
    after: str
    came_back: bool


class Past(NamedTuple):
    """What a plan says now, the numbers of its revisions, and how the words of each clause turned, in order."""

    content: Content
    numbers: dict[UUID, int]
    turns: dict[str, list[Turned]]


def locate(
    session: Session, plan_id: UUID, talks: Sequence[Anchored], content: Content | None = None
) -> dict[UUID, Whereabouts]:
    """Where the words of each of these conversations of a plan stand now, by its id: one query at most.

    `content` is what the plan says now, where that is known.
    """
    newest = None if content or not talks else newest_revision(session, plan_id)
    content = newest.content if newest else content
    if content is None or not talks:
        return {one.id: Whereabouts(None, bool(one.quote), None) for one in talks}
    follows = any(one.quote and not one.proposal_id for one in talks)
    past = Past(content, *(_past(session, plan_id) if follows else ({}, {})))
    return {one.id: _where_now(one, past) for one in talks}


def _where_now(talk: Anchored, past: Past) -> Whereabouts:
    clause = past.content.clause(talk.clause_key)
    if talk.proposal_id or not talk.quote:
        return Whereabouts(None, clause is None and not talk.proposal_id, None)
    place, seen = _followed(talk, past)
    return Whereabouts(place if clause else None, clause is None or place is None, seen)


def _followed(talk: Anchored, past: Past) -> tuple[tuple[int, int] | None, UUID | None]:
    """Its place after all that happened to the clause since its newest anchor, and the revision that saw it last.

    Words that are gone are not guessed again. A copy that was made while the paragraph was out of the plan does not
    know where they stood: it finds them where they stand once.
    """
    newest = talk.anchors[-1] if talk.anchors else None
    seen = next((one.revision_id for one in reversed(talk.anchors) if one.start != one.end), None)
    if newest is None:
        return None, None
    place = (newest.start, newest.end) if newest.start is not None and newest.end is not None else None
    knows_nothing = all(one.start is None for one in talk.anchors)
    for turn in past.turns[talk.clause_key]:
        if turn.number <= past.numbers[newest.revision_id]:
            continue
        if place:
            place = reanchor(turn.before, turn.after, *place)
        elif turn.came_back and knows_nothing and turn.after.count(talk.quote) == 1:
            start = turn.after.find(talk.quote)
            place = start, start + len(talk.quote)
        seen = turn.revision_id if place else seen
    return place, seen


def _past(session: Session, plan_id: UUID) -> tuple[dict[UUID, int], dict[str, list[Turned]]]:
    revision, version = Revision.__table__, ProposalVersion.__table__
    proposal, change, other = Proposal.__table__, ClauseChange.__table__, ProposalVersion.__table__.alias()
    latest = select(func.max(other.c.number)).where(other.c.proposal_id == proposal.c.id).scalar_subquery()
    wanted = (
        select(
            revision.c.id,
            revision.c.number,
            proposal.c.kind,
            change.c.clause_key,
            change.c.clause_part,
            change.c.restored,
            version.c.before,
            version.c.after,
        )
        .outerjoin(proposal, proposal.c.id == revision.c.proposal_id)
        .outerjoin(change, change.c.id == proposal.c.id)
        .outerjoin(version, and_(version.c.proposal_id == proposal.c.id, version.c.number == latest))
        .where(revision.c.plan_id == plan_id)
        .order_by(revision.c.number)
    )
    numbers: dict[UUID, int] = {}
    turns: dict[str, list[Turned]] = defaultdict(list)
    for revision_id, number, kind, key, part, restored, before, after in session.execute(wanted):
        numbers[revision_id] = number
        if kind is ProposalKind.REWORD and not part:
            turns[key].append(Turned(number, revision_id, before, after, came_back=False))
        for back, former, now in _come_back(restored, after):
            turns[back].append(Turned(number, revision_id, former, now, came_back=True))
    return numbers, turns


def _come_back(restored: str | None, after: str) -> Iterator[tuple[str, str, str]]:
    """Each clause that came back, with its words when it went and now: the topmost one may have others."""
    for number, clause in enumerate(subtree(read_clause(restored)) if restored else ()):
        yield clause.key, clause.text, clause.text if number else after
