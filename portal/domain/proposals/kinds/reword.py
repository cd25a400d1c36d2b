"""Other words for a clause, or for one field of an objective."""

from collections.abc import Set
from typing import ClassVar, Self

from portal.domain.base import Refused
from portal.domain.plans.content import Content
from portal.domain.plans.limits import PlanLimits
from portal.domain.plans.structure import Place
from portal.domain.proposals.kind import GONE, expect
from portal.domain.proposals.kinds.clause_change import ClauseChange, clause_of
from portal.domain.proposals.said import Asked, ProposalKind, Reversal, Said


class Rewording(ClauseChange):
    """Other words for a clause, or for the field `clause_part` of an objective."""

    named: ClassVar[ProposalKind] = ProposalKind.REWORD
    __mapper_args__ = {"polymorphic_identity": named}

    path: ClassVar[str] = "clauses/<key>/proposals"
    is_local: ClassVar[bool] = True
    has_preview: ClassVar[bool] = True

    @classmethod
    def begun(cls, content: Content, key: str, part: str) -> Self:
        if part and part not in dict(clause_of(content, key).fields):
            raise LookupError(part)
        return cls(clause_key=clause_of(content, key).key, clause_part=part)

    def present(self, content: Content) -> str:
        clause = content.clause(self.clause_key)
        return clause.words(self.part) if clause else ""

    def applied(self, content: Content, said: Said, used: Set[str] = frozenset()) -> Content:
        return content.with_text(self.clause_key, said.after, self.part)

    def expected(self, content: Content, after: str, place: Place | None, limits: PlanLimits) -> str:
        expect(self.misfit(content, place))
        clause = content.clause(self.clause_key)
        if self.part and clause and self.part not in dict(clause.fields):
            raise Refused("That part of the objective is no longer in the plan.")
        return super().expected(content, after, place, limits)

    def asked(self, content: Content, said: Said | None) -> Asked:
        present = clause_of(content, self.clause_key).words(self.part)
        value = said.after if said else present
        return Asked(self.where(content), self.anchor(content), present, value, self.part)

    def back(self, former: Content, now: Content, said: Said) -> Reversal:
        expect(GONE if now.clause(self.clause_key) is None else "")
        return super().back(former, now, said)
