"""A stage less."""

from collections.abc import Set
from dataclasses import replace
from typing import ClassVar, Self

from portal.domain.base import Refused
from portal.domain.plans.content import Content
from portal.domain.plans.limits import PlanLimits
from portal.domain.plans.places import stage_name, stage_of
from portal.domain.plans.structure import Place
from portal.domain.proposals.effect import Effect, dates_of, effect
from portal.domain.proposals.kind import AS_BEFORE, expect
from portal.domain.proposals.kinds.stage_change import StageChange, written
from portal.domain.proposals.kinds.stage_more import FIRST, STAGES
from portal.domain.proposals.kinds.weeks import STAGE_GONE
from portal.domain.proposals.said import Asked, Becomes, Fate, ProposalKind, Reversal, Said, Taken

THE_ONLY_ONE = "A plan needs at least one stage."


class StageRemoval(StageChange):
    """The stage with the key `stage_key` goes, and the stages after it begin earlier."""

    named: ClassVar[ProposalKind] = ProposalKind.STAGE_LESS
    __mapper_args__ = {"polymorphic_identity": named}

    path: ClassVar[str] = "stages/<key>/removals"
    field: ClassVar[str] = ""
    template: ClassVar[str] = "proposals/removal.html"
    invitation: ClassVar[str] = "Suggest other weeks"
    keep: ClassVar[str] = "Still take it out"
    consequence: ClassVar[str] = (
        "This stage would go, and the stages after it would begin earlier. It needs the consent of both parties."
    )
    has_preview: ClassVar[bool] = True
    can_be_written_anew: ClassVar[bool] = False

    @classmethod
    def begun(cls, content: Content, key: str, part: str) -> Self:
        return cls(stage_key=stage_of(content, key).key)

    def present(self, content: Content) -> str:
        stage = content.stage(self.stage_key)
        return written(content, stage) if stage else ""

    def applied(self, content: Content, said: Said, used: Set[str] = frozenset()) -> Content:
        return self.changed(content, said)

    def changed(self, content: Content, said: Said) -> Content:
        return replace(content, stages=tuple(one for one in content.stages if one.key != self.stage_key))

    def misfit(self, content: Content, place: Place | None) -> str:
        if content.stage(self.stage_key) is None:
            return STAGE_GONE
        return THE_ONLY_ONE if len(content.stages) == 1 else ""

    def fate(self, said: Said, taken: Taken) -> Fate:
        present = self.present(taken.new)
        if not present and taken.target == self.stage_key:
            return Fate(Becomes.SUPERSEDED, said)
        if present != self.present(taken.old):
            return Fate(Becomes.CONFLICT, said._replace(before=present))
        return Fate(Becomes.RENEWED if dates_of(taken.old) != dates_of(taken.new) else Becomes.STAYS, said)

    def expected(self, content: Content, after: str, place: Place | None, limits: PlanLimits) -> str:
        expect(self.misfit(content, place))
        return ""

    def effect(self, content: Content, said: Said) -> Effect | None:
        return effect(content, self.changed(content, said)) if content.stage(self.stage_key) else None

    def where(self, content: Content, said: Said | None = None) -> str:
        return f"the stage {stage_name(content, self.stage_key)}"

    def heading(self, where: str) -> str:
        return f"take out {where}"

    def title(self, where: str) -> str:
        return f"take out {where}"

    def anchor(self, content: Content, said: Said | None = None) -> str:
        return f"stage-{self.stage_key}"

    def suggested(self, content: Content, said: Said) -> str:
        return "Take it out"

    def counter(self, content: Content) -> tuple[ProposalKind, str, str]:
        return ProposalKind.DURATION, self.stage_key, ""

    def asked(self, content: Content, said: Said | None) -> Asked:
        stage = stage_of(content, self.stage_key)
        return Asked(self.where(content), self.anchor(content), self.in_words(written(content, stage)))

    def back(self, former: Content, now: Content, said: Said) -> Reversal:
        """A stage with the same facts, after the nearest earlier one that still stands."""
        if former.stage(self.stage_key) is None or now.stage(self.stage_key):
            raise Refused(AS_BEFORE)
        keys = [stage.key for stage in former.stages]
        earlier = keys[: keys.index(self.stage_key)]
        after = next((key for key in reversed(earlier) if now.stage(key)), "")
        return Reversal(ProposalKind.STAGE_MORE, after or FIRST, value=said.before, place=Place(STAGES, after))
