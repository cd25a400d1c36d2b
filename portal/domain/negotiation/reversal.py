"""The opposite of a change in effect, to be suggested anew: it answers nothing by itself."""

from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.base import Refused
from portal.domain.plans.content import Clause, Content
from portal.domain.plans.revision import Revision
from portal.domain.plans.structure import Place, keys_under, misfit, place_of
from portal.domain.proposals.kinds.amendment import Addition, Move, Removal
from portal.domain.proposals.proposal import Proposal, ProposalKind, Status
from portal.text import merge

GONE = "What this change was about is no longer in the plan, so it cannot be changed back."
AS_BEFORE = "The plan says what it said before this change already."
ELSEWHERE = "Part of what was taken out stands elsewhere in the plan now, so it cannot be brought back whole."


class Reversal(NamedTuple):
    """What to suggest: its kind, its target, and the words, weeks, day, place or whole clause that stood before."""

    kind: ProposalKind
    key: str
    part: str = ""
    value: str = ""
    place: Place = Place("", "")
    clause: Clause | None = None


def reversal_of(session: Session, proposal: Proposal) -> Reversal:
    """How to change back what a change in effect did, beside what the plan says now.

    Raises Refused with the sentence why it cannot be.
    """
    if proposal.status is not Status.IN_EFFECT:
        raise Refused("Only a change that is in the plan can be changed back.")
    former, now = _content_before(session, proposal), proposal.plan.content
    match proposal:
        case Addition():
            return _of_addition(proposal, now)
        case Removal():
            return _of_removal(proposal, former, now)
        case Move():
            return _of_move(proposal, former, now)
    return _of_words(proposal, now)


def _of_addition(proposal: Addition, now: Content) -> Reversal:
    if now.clause(proposal.clause_key) is None:
        raise Refused(GONE)
    return Reversal(ProposalKind.REMOVE, proposal.clause_key)


def _of_removal(proposal: Removal, former: Content, now: Content) -> Reversal:
    clause = former.clause(proposal.clause_key)
    if clause is None or now.clause(proposal.clause_key):
        raise Refused(AS_BEFORE)
    if any(now.clause(key) for key in keys_under(former, clause.key)):
        raise Refused(ELSEWHERE)
    place = _former_place(former, now, clause.key)
    if misfit(now, place, clause.kind):
        raise Refused(GONE)
    return Reversal(ProposalKind.ADD, clause.key, clause.kind, clause.text, place, clause)


def _of_move(proposal: Move, former: Content, now: Content) -> Reversal:
    clause, place = now.clause(proposal.clause_key), _former_place(former, now, proposal.clause_key)
    if clause is None or misfit(now, place, clause.kind, clause.key):
        raise Refused(GONE)
    if place == place_of(now, clause.key):
        raise Refused(AS_BEFORE)
    return Reversal(ProposalKind.MOVE, clause.key, place=place)


def _of_words(proposal: Proposal, now: Content) -> Reversal:
    """The former words put into the present ones where they merge, else the former words; or the former value."""
    key, part, version = proposal.target(), proposal.part, proposal.latest
    if key and not (now.clause(key) or now.stage(key)):
        raise Refused(GONE)
    present, value = proposal.present(now), version.before
    if proposal.redlined:
        value = merge(version.after, present, version.before).text or version.before
    if value == present:
        raise Refused(AS_BEFORE)
    if not value:
        raise Refused("Nothing stood here before this change, so there is nothing to change back to.")
    return Reversal(proposal.kind, key, part, value)


def _former_place(former: Content, now: Content, key: str) -> Place:
    """Where the clause stood; after the nearest earlier sibling that still stands there, else first."""
    place = place_of(former, key)
    if place is None:
        raise Refused(GONE)
    while place.after and _parent(now, place.after) != place.parent:
        earlier = place_of(former, place.after)
        place = Place(place.parent, earlier.after if earlier else "")
    return place


def _parent(content: Content, key: str) -> str | None:
    place = place_of(content, key)
    return place.parent if place else None


def _content_before(session: Session, proposal: Proposal) -> Content:
    made = session.scalars(select(Revision).where(Revision.proposal_id == proposal.id)).one()
    before = select(Revision).where(Revision.plan_id == proposal.plan_id, Revision.number == made.number - 1)
    return session.scalars(before).one().content
