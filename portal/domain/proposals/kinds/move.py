"""A clause, with everything under it, at another place."""

from collections.abc import Set
from typing import ClassVar, Self

from portal.domain.base import Refused
from portal.domain.plans.content import Content
from portal.domain.plans.limits import PlanLimits
from portal.domain.plans.places import in_words, places
from portal.domain.plans.structure import Place, misfit, place_of, too_deep, whole_words, with_moved
from portal.domain.proposals.kind import AS_BEFORE, GONE, GONE_NOW, expect
from portal.domain.proposals.kinds.clause_change import (
    CLAUSE_GONE,
    NO_PLACE,
    ClauseChange,
    clause_of,
    is_elsewhere,
    place_now,
)
from portal.domain.proposals.kinds.remove import former_place
from portal.domain.proposals.said import Asked, Becomes, Fate, ProposalKind, Reversal, Said, Taken


class Move(ClauseChange):
    """A clause, with everything under it, at another place; its number and its words stay."""

    named: ClassVar[ProposalKind] = ProposalKind.MOVE
    __mapper_args__ = {"polymorphic_identity": named}

    path: ClassVar[str] = "clauses/<key>/moves"
    field: ClassVar[str] = "place"
    template: ClassVar[str] = "proposals/move.html"
    shown_by: ClassVar[str] = "proposals/kinds/_move.html"
    invitation: ClassVar[str] = "Suggest another place"
    keep: ClassVar[str] = "Keep my place"
    redlined: ClassVar[bool] = False
    has_place: ClassVar[bool] = True

    @classmethod
    def begun(cls, content: Content, key: str, part: str) -> Self:
        return cls(clause_key=clause_of(content, key).key)

    def present(self, content: Content) -> str:
        place = place_of(content, self.clause_key)
        return place.written() if place else ""

    def applied(self, content: Content, said: Said, used: Set[str] = frozenset()) -> Content:
        if said.place is None:
            raise LookupError("a move needs a place")
        return with_moved(content, self.clause_key, said.place)

    def misfit(self, content: Content, place: Place | None) -> str:
        clause = content.clause(self.clause_key)
        if clause is None:
            return CLAUSE_GONE
        return misfit(content, place, clause.kind, self.clause_key) if place else NO_PLACE

    def fate(self, said: Said, taken: Taken) -> Fate:
        stands = place_of(taken.new, self.clause_key)
        if said.place is None or stands is None:
            return Fate(Becomes.STAYS, said)
        place = place_now(said.place, taken, self.clause_key)
        renewed = Said(stands.written(), place.written(), place)
        if stands == place:
            return Fate(Becomes.SUPERSEDED, said)
        if is_elsewhere(self.clause_key, taken):
            return Fate(Becomes.CONFLICT, said._replace(before=stands.written()))
        return Fate(Becomes.RENEWED, renewed) if is_elsewhere(said.place.after, taken) else Fate(Becomes.STAYS, said)

    def expected(self, content: Content, after: str, place: Place | None, limits: PlanLimits) -> str:
        expect(self.misfit(content, place), "place")
        if place is None or place == place_of(content, self.clause_key):
            raise Refused("The paragraph stands there already. Choose another place.", "place")
        expect(too_deep(content, with_moved(content, self.clause_key, place), limits.max_levels), "place")
        return place.written()

    def heading(self, where: str) -> str:
        return f"move {where}"

    def title(self, where: str) -> str:
        return f"move {where}"

    def stood(self, said: Said) -> str:
        return "At its former place" if said.before else ""

    def stands_now(self, content: Content, said: Said) -> str:
        return "At another place" if said.before else GONE_NOW

    def suggested(self, content: Content, said: Said) -> str:
        return in_words(content, said.place) if said.place else ""

    def asked(self, content: Content, said: Said | None) -> Asked:
        clause = clause_of(content, self.clause_key)
        place = (said.place if said else None) or place_of(content, clause.key)
        return Asked(
            about=self.where(content),
            anchor=self.anchor(content),
            now=whole_words(clause),
            places=places(content, clause.kind, clause.key),
            place=place.written() if place else "",
        )

    def back(self, former: Content, now: Content, said: Said) -> Reversal:
        clause, place = now.clause(self.clause_key), former_place(former, now, self.clause_key)
        expect(GONE if clause is None or misfit(now, place, clause.kind, clause.key) else "")
        expect(AS_BEFORE if place == place_of(now, self.clause_key) else "")
        return Reversal(self.named, self.clause_key, place=place)
