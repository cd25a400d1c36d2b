"""Where the words that conversations hang on stand now: worked out when somebody reads, never written by an act.

So no answer tells, by what it writes or how long it takes, what anybody talks about in private.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from typing import Any, NamedTuple, Protocol
from uuid import UUID

from sqlalchemy import Select, and_, func, or_, select
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
    """How the words of clauses turned, in order; and the number of each anchor's revision, with those that removed."""

    turns: dict[str, list[Turned]]
    numbers: dict[UUID, int]
    removals: set[UUID]


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
    following = [one for one in talks if one.quote and not one.proposal_id]
    past = _past(session, plan_id, following)
    return {one.id: _where_now(one, content, past) for one in talks}


def _where_now(talk: Anchored, content: Content, past: Past) -> Whereabouts:
    clause = content.clause(talk.clause_key)
    if talk.proposal_id or not talk.quote:
        return Whereabouts(None, clause is None and not talk.proposal_id, None)
    place, seen = _followed(talk, past)
    return Whereabouts(place if clause else None, clause is None or place is None, seen)


def _followed(talk: Anchored, past: Past) -> tuple[tuple[int, int] | None, UUID | None]:
    """Its place after all that happened to the clause since its newest anchor, and the revision that saw it last.

    Words that are gone are not guessed again. A copy that was made while the paragraph was out of the plan does not
    know where they stood: it finds them once, where they stand once.
    """
    if not talk.anchors:
        return None, None
    newest = talk.anchors[-1]
    seen = next((one.revision_id for one in reversed(talk.anchors) if one.start != one.end), None)
    place, searches = _last_place(talk.anchors, past.removals), all(one.start is None for one in talk.anchors)
    for turn in past.turns[talk.clause_key]:
        if turn.number <= past.numbers[newest.revision_id]:
            continue
        if place:
            place = reanchor(turn.before, turn.after, *place)
        elif turn.came_back and searches and turn.after.count(talk.quote) == 1:
            start = turn.after.find(talk.quote)
            place, searches = (start, start + len(talk.quote)), False
        seen = turn.revision_id if place else seen
    return place, seen


def _last_place(anchors: Sequence[Anchor], removals: Set[UUID]) -> tuple[int, int] | None:
    """Where the words stood last: those that an earlier release lost with their paragraph stood until it went."""
    went_along = len(anchors) > 1 and anchors[-1].start is None and anchors[-1].revision_id in removals
    last = anchors[-2] if went_along else anchors[-1]
    return None if last.start is None or last.end is None else (last.start, last.end)


def _past(session: Session, plan_id: UUID, talks: Sequence[Anchored]) -> Past:
    """What happened to the clauses of these conversations; one query, or none when there is nothing to follow."""
    past = Past(defaultdict(list), {}, set())
    if not talks:
        return past
    clauses, anchors = {one.clause_key for one in talks}, {one.revision_id for each in talks for one in each.anchors}
    found = session.execute(_wanted(plan_id, clauses=clauses, anchors=anchors))
    for revision_id, number, kind, key, part, restored, before, after in found:
        past.numbers[revision_id] = number
        if kind is ProposalKind.REMOVE:
            past.removals.add(revision_id)
        if kind is ProposalKind.REWORD and not part:
            past.turns[key].append(Turned(number, revision_id, before, after, came_back=False))
        for back, former, now in _come_back(restored, after):
            past.turns[back].append(Turned(number, revision_id, former, now, came_back=True))
    return past


def _wanted(plan_id: UUID, *, clauses: Set[str], anchors: Set[UUID]) -> Select[Any]:
    """The revisions that reworded one of these clauses or brought something back, and those of the anchors."""
    revision, version = Revision.__table__, ProposalVersion.__table__
    proposal, change, other = Proposal.__table__, ClauseChange.__table__, ProposalVersion.__table__.alias()
    latest = select(func.max(other.c.number)).where(other.c.proposal_id == proposal.c.id).scalar_subquery()
    return (
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
        .where(or_(change.c.clause_key.in_(clauses), change.c.restored != "", revision.c.id.in_(anchors)))
        .order_by(revision.c.number)
    )


def _come_back(restored: str | None, after: str) -> Iterator[tuple[str, str, str]]:
    """Each clause that came back, with its words when it went and now: the topmost one may have others."""
    for number, clause in enumerate(subtree(read_clause(restored)) if restored else ()):
        yield clause.key, clause.text, clause.text if number else after
