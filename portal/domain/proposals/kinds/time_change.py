"""What changes of a stage's weeks and of the start share: they move the plan's dates (002 §8.3)."""

from collections.abc import Set
from typing import Any

from portal.domain.plans.content import Content
from portal.domain.plans.structure import Place
from portal.domain.proposals.effect import Effect, dates_as_terms, dates_of, effect
from portal.domain.proposals.kinds.dates_change import DatesChange
from portal.domain.proposals.said import Becomes, Fate, ProposalKind, Said, Taken


class TimeChange(DatesChange):
    """A change of the programme's time, longer or shorter, earlier or later: never without both parties."""

    __tablename__ = "duration_change"
    __mapper_args__ = {"polymorphic_abstract": True}

    def matter(self, place: Place | None) -> tuple[str, str, str]:
        return self.stage_key, "", "time"

    def changed(self, content: Content, after: str) -> Content:
        """The plan with `after` in the place of what it says now."""
        raise NotImplementedError

    def applied(self, content: Content, said: Said, used: Set[str] = frozenset()) -> Content:
        return self.changed(content, said.after)

    def fate(self, said: Said, taken: Taken) -> Fate:
        present = self.present(taken.new)
        if present != self.present(taken.old):
            becomes = Becomes.SUPERSEDED if present == said.after else Becomes.CONFLICT
            return Fate(becomes, said._replace(before=present))
        if dates_of(taken.old) != dates_of(taken.new):
            return Fate(Becomes.RENEWED, said)
        return Fate(Becomes.STAYS, said)

    def terms(self, content: Content, after: str, place: Place | None) -> dict[str, Any]:
        return super().terms(content, after, place) | dates_as_terms(content, self.changed(content, after))

    def effect(self, content: Content, said: Said) -> Effect:
        return effect(self.changed(content, said.before), self.changed(content, said.after))

    def counter(self, content: Content) -> tuple[ProposalKind, str, str]:
        return self.named, self.stage_key, ""
