"""Another length for a stage (002 §8.3)."""

from typing import Any, ClassVar, Self

from portal.domain.plans.content import Content
from portal.domain.plans.limits import PlanLimits
from portal.domain.plans.places import stage_name, stage_of
from portal.domain.plans.stage_parts import written_reviews
from portal.domain.plans.structure import Place
from portal.domain.proposals.kind import GONE, expect
from portal.domain.proposals.kinds.time_change import TimeChange
from portal.domain.proposals.said import Asked, Becomes, Fate, ProposalKind, Reversal, Said, Taken
from portal.domain.typed import new_weeks, whole

STAGE_GONE = "That stage is no longer in the plan."


class DurationChange(TimeChange):
    """A change of a stage's weeks."""

    named: ClassVar[ProposalKind] = ProposalKind.DURATION
    __mapper_args__ = {"polymorphic_identity": named}

    path: ClassVar[str] = "stages/<key>/durations"
    field: ClassVar[str] = "weeks"
    template: ClassVar[str] = "proposals/weeks.html"
    invitation: ClassVar[str] = "Suggest other weeks"
    keep: ClassVar[str] = "Keep my weeks"
    has_preview: ClassVar[bool] = True

    @classmethod
    def begun(cls, content: Content, key: str, part: str) -> Self:
        return cls(stage_key=stage_of(content, key).key)

    def present(self, content: Content) -> str:
        stage = content.stage(self.stage_key)
        return str(stage.weeks) if stage else "0"

    def misfit(self, content: Content, place: Place | None) -> str:
        return "" if content.stage(self.stage_key) else STAGE_GONE

    def changed(self, content: Content, after: str) -> Content:
        return content.with_weeks(self.stage_key, int(after))

    def terms(self, content: Content, after: str, place: Place | None) -> dict[str, Any]:
        """Also the review meetings of the stage, which move with its end."""
        terms = super().terms(content, after, place)
        if content.is_first_form:
            return terms
        return terms | {"reviews": [self._reviews(content), self._reviews(self.changed(content, after))]}

    def fits(self, content: Content, said: Said) -> bool:
        return super().fits(content, said) and self._has_reviews_as_written(content)

    def fate(self, said: Said, taken: Taken) -> Fate:
        fate = super().fate(said, taken)
        stays = fate.becomes is Becomes.STAYS and self._reviews(taken.old) != self._reviews(taken.new)
        return fate._replace(becomes=Becomes.RENEWED) if stays else fate

    def _has_reviews_as_written(self, content: Content) -> bool:
        written = self.latest.read_terms.get("reviews") if self.versions else None
        return written is None or written[0] == self._reviews(content)

    def _reviews(self, content: Content) -> str:
        stage = content.stage(self.stage_key)
        return written_reviews(stage.reviews) if stage else ""

    def expected(self, content: Content, after: str, place: Place | None, limits: PlanLimits) -> str:
        expect(self.misfit(content, place))
        return new_weeks(int(self.present(content)), whole(after), limits.max_stage_weeks)

    def where(self, content: Content, said: Said | None = None) -> str:
        return f"the length of {stage_name(content, self.stage_key)}"

    def anchor(self, content: Content, said: Said | None = None) -> str:
        return f"stage-{self.stage_key}"

    def in_words(self, text: str) -> str:
        return f"{text} week{'' if text == '1' else 's'}"

    def asked(self, content: Content, said: Said | None) -> Asked:
        weeks = str(stage_of(content, self.stage_key).weeks)
        return Asked(self.where(content), self.anchor(content), weeks, said.after if said else weeks)

    def back(self, former: Content, now: Content, said: Said) -> Reversal:
        expect(GONE if now.stage(self.stage_key) is None else "")
        return super().back(former, now, said)
