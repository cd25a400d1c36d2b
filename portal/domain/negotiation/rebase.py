"""What happens to everything open when a suggested change takes effect: nothing is guessed (design: rebase).

A change that has come true is superseded. Each other one stands in a relation to the one that took effect; a table
says what follows for its kind.
"""

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from portal.domain import record
from portal.domain.cases.case import Membership
from portal.domain.negotiation.batch import Batch, touched
from portal.domain.plans.content import Content
from portal.domain.plans.revision import Revision
from portal.domain.plans.structure import Place, keys_under, place_of
from portal.domain.proposals.kinds.amendment import Addition, Amendment, Move, Removal
from portal.domain.proposals.kinds.programme import DurationChange, StageAmendment
from portal.domain.proposals.proposal import Proposal, ProposalKind, chain_of
from portal.domain.proposals.version import Assent, Fit, Outcome, OutcomeKind
from portal.domain.talk.discussion import follow_words, lose_words, regain_words
from portal.text import merge

REWORD, ADD, REMOVE, MOVE = ProposalKind.REWORD, ProposalKind.ADD, ProposalKind.REMOVE, ProposalKind.MOVE


class Relation(enum.Enum):
    """How an open change stands to the clause of the one that took effect."""

    SAME = "about the same clause"
    AFTER = "puts a clause after it"
    WITHIN = "about something under it, or puts a clause there"
    AROUND = "removes a clause that it stands under"


class Reaction(enum.Enum):
    """What becomes of an open change."""

    MERGE = "its words are merged with the new ones"
    RENEW = "a new version, at the place that its clause has now"
    CONFLICT = "its author chooses anew"
    SUPERSEDE = "it has come true"


AMENDMENTS: dict[tuple[ProposalKind, Relation, ProposalKind], Reaction] = {
    (REWORD, Relation.SAME, REWORD): Reaction.MERGE,
    (REWORD, Relation.SAME, REMOVE): Reaction.CONFLICT,
    (REWORD, Relation.AROUND, REMOVE): Reaction.CONFLICT,
    (REMOVE, Relation.SAME, REWORD): Reaction.CONFLICT,
    (REMOVE, Relation.SAME, REMOVE): Reaction.SUPERSEDE,
    (REMOVE, Relation.SAME, MOVE): Reaction.CONFLICT,
    (REMOVE, Relation.AFTER, ADD): Reaction.RENEW,
    (REMOVE, Relation.AFTER, MOVE): Reaction.RENEW,
    (REMOVE, Relation.WITHIN, REWORD): Reaction.CONFLICT,
    (REMOVE, Relation.WITHIN, REMOVE): Reaction.CONFLICT,
    (REMOVE, Relation.WITHIN, ADD): Reaction.CONFLICT,
    (REMOVE, Relation.WITHIN, MOVE): Reaction.CONFLICT,
    (REMOVE, Relation.AROUND, REMOVE): Reaction.RENEW,
    (MOVE, Relation.SAME, REMOVE): Reaction.RENEW,
    (MOVE, Relation.SAME, MOVE): Reaction.CONFLICT,
    (MOVE, Relation.AFTER, ADD): Reaction.RENEW,
    (MOVE, Relation.AFTER, MOVE): Reaction.RENEW,
    (MOVE, Relation.AROUND, REMOVE): Reaction.RENEW,
    (ADD, Relation.AROUND, REMOVE): Reaction.CONFLICT,
    (ADD, Relation.SAME, ADD): Reaction.CONFLICT,
}


@dataclass(frozen=True)
class Taking:
    """A change that takes effect: who made it so, the plan before and after, and what takes effect with it."""

    session: Session
    proposal: Proposal
    old: Content
    revision: Revision
    by: Membership
    at: datetime
    batch: Batch

    @property
    def new(self) -> Content:
        return self.revision.content


def rebase(taking: Taking) -> None:
    """Fit every open change that the new revision touches, private ones too, and carry comments along."""
    _carry_comments(taking)
    chain = chain_of(taking.proposal.id, taking.batch.links)
    for one in taking.batch.beside(touched(taking.old, taking.proposal.target()), chain):
        if one.outcome:
            continue
        if one.id in chain:
            _supersede(taking, one)
        elif isinstance(one, Amendment) and isinstance(taking.proposal, Amendment):
            _rebase_amendment(taking, one, taking.proposal)
        elif isinstance(one, StageAmendment) and isinstance(taking.proposal, StageAmendment):
            if (one.target(), one.part) == (taking.proposal.target(), taking.proposal.part):
                _merge_words(taking, one)
        elif isinstance(one, DurationChange) and isinstance(taking.proposal, DurationChange):
            _rebase_dates(taking, one, taking.proposal)


def relation(one: Amendment, other: Amendment, old: Content, new: Content) -> Relation | None:
    """How the open change `one` stands to `other`, which turned `old` into `new`; None when they do not touch."""
    place = one.latest.place
    if isinstance(one, Removal) and _reaches_into(one, other, old, new):
        return Relation.AROUND
    if one.clause_key == other.clause_key:
        wording = one.kind is REWORD and other.kind is REWORD
        return None if wording and one.part != other.part else Relation.SAME
    if place and place.after == other.clause_key:
        return Relation.AFTER
    under = keys_under(old, other.clause_key)
    if place and (place.parent in under or place.after in under):
        return Relation.WITHIN
    return Relation.WITHIN if one.clause_key in under else None


def reaction_of(one: Amendment, other: Amendment, old: Content, new: Content) -> Reaction | None:
    """What becomes of the open change `one` when `other` turns `old` into `new`; None when it stays."""
    if _has_come_true(one, other, old, new):
        return Reaction.SUPERSEDE
    related = relation(one, other, old, new)
    return AMENDMENTS.get((other.kind, related, one.kind)) if related else None


def _has_come_true(one: Amendment, other: Amendment, old: Content, new: Content) -> bool:
    """Whether a clause stands where this would move it, or is back with the words that this would bring back."""
    match one:
        case Move():
            stands = place_of(new, one.clause_key)
            return stands is not None and stands == _place_now(one, other, old, new)
        case Addition():
            return one.whole is not None and one.whole.with_words(one.latest.after) == new.clause(one.clause_key)
    return False


def _reaches_into(removal: Removal, other: Amendment, old: Content, new: Content) -> bool:
    """Whether a change has touched what stands, or stood, under the clause that this one would remove."""
    if removal.clause_key == other.clause_key:
        return False
    touched = keys_under(old, removal.clause_key) | keys_under(new, removal.clause_key)
    return other.clause_key in touched


def _rebase_amendment(taking: Taking, one: Amendment, other: Amendment) -> None:
    match reaction_of(one, other, taking.old, taking.new):
        case Reaction.MERGE:
            _merge_words(taking, one)
        case Reaction.SUPERSEDE:
            _supersede(taking, one)
        case Reaction.CONFLICT:
            _conflict(taking, one)
        case Reaction.RENEW:
            _renew(taking, one, _place_now(one, other, taking.old, taking.new))
        case None:
            if one.latest.fit is not Fit.CONFLICT and one.misfit(taking.new, one.latest.place):
                _conflict(taking, one)


def _place_now(one: Amendment, other: Amendment, old: Content, new: Content) -> Place | None:
    """Where the clause it names stands now; after a removal, the nearest earlier one that stands, else the first."""
    place = one.latest.place
    if place is None or place.after != other.clause_key:
        return place
    if isinstance(other, Removal):
        earlier = place_of(old, place.after)
        return place_of(old, one.clause_key) if earlier and earlier.after == one.clause_key else earlier
    followed = place_of(new, place.after)
    return Place(followed.parent, place.after) if followed else place


def _merge_words(taking: Taking, one: Proposal) -> None:
    current, suggested = one.present(taking.new), one.latest.after
    merged = merge(one.latest.before, current, suggested)
    if current in (merged.text, suggested):
        _supersede(taking, one)
    elif merged.text is None:
        _conflict(taking, one, merged.suggestion or "")
    else:
        joint = one.id in taking.batch.agreed and one.side.party
        agreed = one.latest.assents if joint else []
        _renew(taking, one, None, merged.text)
        _carry(one, agreed)


def _carry(one: Proposal, agreed: Sequence[Assent]) -> None:
    """A party that put forward two changes of one paragraph stands by both when they are agreed to together."""
    one.latest.assents += [Assent(party=assent.party, by_id=assent.by_id, at=assent.at) for assent in agreed]


def _rebase_dates(taking: Taking, one: DurationChange, other: DurationChange) -> None:
    if (one.kind, one.stage_key) != (other.kind, other.stage_key):
        _renew(taking, one, None)
    elif one.present(taking.new) == one.latest.after:
        _supersede(taking, one)
    else:
        _conflict(taking, one)


def _renew(taking: Taking, one: Proposal, place: Place | None, after: str | None = None) -> None:
    """Add the version that fits the plan now; its author's party reads it before the other can answer."""
    words = one.latest.after if after is None else after
    if isinstance(one, Move) and place:
        words = place.written()
    broken = one.latest.fit is Fit.CONFLICT or one.misfit(taking.new, place)
    fit = Fit.CONFLICT if broken else Fit.REBASED
    one.write(taking.revision, words, by=taking.by, at=taking.at, place=place, fit=fit)
    one.tell(taking.session, record.Kind.PROPOSAL_REBASED, taking.by, taking.at)


def _conflict(taking: Taking, one: Proposal, suggestion: str = "") -> None:
    latest = one.latest
    one.write(
        taking.revision,
        latest.after,
        by=taking.by,
        at=taking.at,
        place=latest.place,
        fit=Fit.CONFLICT,
        suggestion=suggestion,
    )
    one.tell(taking.session, record.Kind.PROPOSAL_REBASED, taking.by, taking.at)


def _supersede(taking: Taking, one: Proposal) -> None:
    one.outcome = Outcome(kind=OutcomeKind.SUPERSEDED, by_id=taking.by.id, at=taking.at)
    one.tell(taking.session, record.Kind.PROPOSAL_SUPERSEDED, taking.by, taking.at)


def _carry_comments(taking: Taking) -> None:
    proposal, revision = taking.proposal, taking.revision
    if proposal.kind is REWORD and not proposal.part:
        threads = taking.batch.threads.get(proposal.target(), ())
        follow_words(threads, revision, before=proposal.latest.before, after=proposal.latest.after)
    if isinstance(proposal, Removal):
        lose_words(taking.session, revision, keys_under(taking.old, proposal.clause_key))
    if isinstance(proposal, Addition) and proposal.whole:
        regain_words(taking.session, revision, keys_under(taking.new, proposal.clause_key))
