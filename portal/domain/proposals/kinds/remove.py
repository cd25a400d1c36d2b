"""One clause less, with everything under it."""

from collections.abc import Set
from typing import Any, ClassVar, Self
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.base import Refused
from portal.domain.plans.content import Clause, Content
from portal.domain.plans.limits import PlanLimits
from portal.domain.plans.structure import Place, keys_under, misfit, place_of, subtree, whole_words, without
from portal.domain.proposals.kind import AS_BEFORE, GONE, expect
from portal.domain.proposals.kinds.clause_change import ClauseChange, clause_of
from portal.domain.proposals.said import Asked, Becomes, Fate, ProposalKind, Reversal, Said, Taken
from portal.domain.proposals.version import Outcome, OutcomeKind

ELSEWHERE = "Part of what was taken out stands elsewhere in the plan now, so it cannot be brought back whole."


class Removal(ClauseChange):
    """One clause less, with everything under it; `before` holds all the words that would go."""

    named: ClassVar[ProposalKind] = ProposalKind.REMOVE
    __mapper_args__ = {"polymorphic_identity": named}

    path: ClassVar[str] = "clauses/<key>/removals"
    field: ClassVar[str] = ""
    template: ClassVar[str] = "proposals/removal.html"
    keep: ClassVar[str] = "Still take it out"
    consequence: ClassVar[str] = (
        "These words would go from the plan, if both parties agree. The number is not used again."
    )
    is_weighty: ClassVar[bool] = True
    can_be_written_anew: ClassVar[bool] = False

    @classmethod
    def begun(cls, content: Content, key: str, part: str) -> Self:
        return cls(clause_key=clause_of(content, key).key)

    def present(self, content: Content) -> str:
        clause = content.clause(self.clause_key)
        return whole_words(clause) if clause else ""

    def applied(self, content: Content, said: Said, used: Set[str] = frozenset()) -> Content:
        return without(content, self.clause_key)

    def uses_up(self, content: Content) -> Set[str]:
        clause = content.clause(self.clause_key)
        return {one.label for one in subtree(clause)} if clause else frozenset()

    def misfit(self, content: Content, place: Place | None) -> str:
        if [clause.key for clause in content.clauses] == [self.clause_key]:
            return "A plan needs at least one section."
        return super().misfit(content, place)

    def fate(self, said: Said, taken: Taken) -> Fate:
        """It fits anew when what it would remove has become less, or what the plan had already; else it conflicts."""
        old, new = taken.old.clause(self.clause_key), taken.new.clause(self.clause_key)
        if old is None or new is None:
            gone = old is not None and taken.target == self.clause_key
            return Fate(Becomes.SUPERSEDED if gone else Becomes.STAYS, said)
        before, after = _pieces(old), _pieces(new)
        if before == after and taken.target != self.clause_key:
            return Fate(Becomes.STAYS, said)
        known = {clause.key: _own(clause) for _, clause in taken.old.walk()}
        same = all(known.get(key) == words for key, words in after)
        renewed = said._replace(before=whole_words(new))
        return Fate(Becomes.RENEWED if same else Becomes.CONFLICT, renewed)

    def expected(self, content: Content, after: str, place: Place | None, limits: PlanLimits) -> str:
        expect(self.misfit(content, place))
        return ""

    def terms(self, content: Content, after: str, place: Place | None) -> dict[str, Any]:
        clause = content.clause(self.clause_key)
        labels = [one.label for one in subtree(clause)] if clause else []
        return super().terms(content, after, place) | {"labels": labels}

    def heading(self, where: str) -> str:
        return f"take out {where}"

    def title(self, where: str) -> str:
        return f"take out {where}"

    def suggested(self, content: Content, said: Said) -> str:
        return "Take it out"

    def counter(self, content: Content) -> tuple[ProposalKind, str, str]:
        return ProposalKind.REWORD, self.clause_key, ""

    def asked(self, content: Content, said: Said | None) -> Asked:
        whole = whole_words(clause_of(content, self.clause_key))
        return Asked(self.where(content), self.anchor(content), whole)

    def back(self, former: Content, now: Content, said: Said) -> Reversal:
        clause = former.clause(self.clause_key)
        if clause is None or now.clause(self.clause_key):
            raise Refused(AS_BEFORE)
        if any(now.clause(key) for key in keys_under(former, clause.key)):
            raise Refused(ELSEWHERE)
        place = former_place(former, now, clause.key)
        expect(GONE if misfit(now, place, clause.kind) else "")
        return Reversal(ProposalKind.ADD, clause.key, clause.kind, clause.text, place, clause)


def numbers_used(session: Session, plan_id: UUID) -> set[str]:
    """The numbers of the clauses that were removed from the plan: never used again."""
    removed = select(Removal).join(Outcome, Outcome.proposal_id == Removal.id).where(Removal.plan_id == plan_id)
    in_effect = session.scalars(removed.where(Outcome.kind == OutcomeKind.IN_EFFECT))
    return {label for removal in in_effect for label in removal.latest.read_terms["labels"]}


def former_place(former: Content, now: Content, key: str) -> Place:
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


def _pieces(clause: Clause) -> list[tuple[str, object]]:
    """What a clause and everything under it says, each by its key, in reading order."""
    return [(one.key, _own(one)) for one in subtree(clause)]


def _own(clause: Clause) -> object:
    return clause.label, clause.text, clause.fields
