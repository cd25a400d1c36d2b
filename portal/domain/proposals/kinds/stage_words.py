"""Other words for a stage: its title, its supervision level, or its review meeting (002 §6.3, §8.1)."""

import uuid
from collections.abc import Mapping, Set
from typing import ClassVar, Self

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.domain.plans.content import Content
from portal.domain.plans.least_supervision import below_least_with
from portal.domain.plans.limits import PlanLimits
from portal.domain.plans.places import stage_name, stage_of
from portal.domain.plans.stage_parts import (
    FIRST_FORM,
    NO_STEP,
    SECOND_FORM,
    STEP,
    part_fault,
    part_names,
    part_text,
    read_level,
    read_reviews,
    step_choices,
    with_part,
    written_level,
    written_reviews,
)
from portal.domain.plans.structure import Place
from portal.domain.proposals.kind import GONE, expect
from portal.domain.proposals.kinds.weeks import STAGE_GONE
from portal.domain.proposals.proposal import Proposal
from portal.domain.proposals.said import Asked, Becomes, Fate, ProposalKind, Reversal, Said, Taken
from portal.domain.typed import cleaned

SAME = "The review meetings are the same as in the plan. Change them, or leave them as they are."


class StageAmendment(Proposal):
    """Other words for the part `stage_part` of a stage."""

    named: ClassVar[ProposalKind] = ProposalKind.STAGE
    __tablename__ = "stage_amendment"
    __mapper_args__ = {"polymorphic_identity": named}

    path: ClassVar[str] = "stages/<key>/amendments"
    is_weighty: ClassVar[bool] = True
    has_preview: ClassVar[bool] = True
    changes_programme: ClassVar[bool] = True

    id: Mapped[uuid.UUID] = mapped_column(ForeignKey("proposal.id"), primary_key=True)
    stage_key: Mapped[str] = mapped_column("stage_key", String(40), index=True)
    stage_part: Mapped[str] = mapped_column(String(20))

    @classmethod
    def begun(cls, content: Content, key: str, part: str) -> Self:
        """Its supervision level, when no part is named."""
        if part and part not in part_names(content):
            raise LookupError(part)
        return cls(stage_key=stage_of(content, key).key, stage_part=part or "level")

    @property
    def part(self) -> str:
        return self.stage_part

    def target(self) -> str:
        return self.stage_key

    def present(self, content: Content) -> str:
        stage = content.stage(self.stage_key)
        return part_text(content, stage, self.part) if stage else ""

    def misfit(self, content: Content, place: Place | None) -> str:
        return "" if content.stage(self.stage_key) else STAGE_GONE

    def applied(self, content: Content, said: Said, used: Set[str] = frozenset()) -> Content:
        return with_part(content, self.stage_key, self.part, said.after)

    def fits(self, content: Content, said: Said) -> bool:
        return super().fits(content, said) and not part_fault(content, self.stage_key, self.part, said.after)

    def fate(self, said: Said, taken: Taken) -> Fate:
        """As for any words; what its stage cannot say any more, such as a review after its end, is a conflict."""
        fate = super().fate(said, taken)
        stage = taken.new.stage(self.stage_key)
        if stage is None or not part_fault(taken.new, self.stage_key, self.part, fate.said.after):
            return fate
        return Fate(Becomes.CONFLICT, said._replace(before=self.present(taken.new)), said.after)

    def expected(self, content: Content, after: str, place: Place | None, limits: PlanLimits) -> str:
        expect(self.misfit(content, place))
        if self.part == "reviews":
            return self._reviews(content, cleaned(after, limits.max_clause_characters))
        if self.part == "level" and not content.is_first_form and not after.startswith(STEP):
            after = written_level(stage_of(content, self.stage_key).step, after)
        words = super().expected(content, after, place, limits)
        expect(part_fault(content, self.stage_key, self.part, words), self.field)
        return words

    def _reviews(self, content: Content, typed: str) -> str:
        """The review meetings, each on a line of the one form; no line at all takes them all out."""
        expect(part_fault(content, self.stage_key, self.part, typed), self.field)
        lines = written_reviews(read_reviews(typed, stage_of(content, self.stage_key).weeks))
        expect(SAME if lines == self.present(content) else "", self.field)
        return lines

    def typed(self, form: Mapping[str, str]) -> str:
        words = super().typed(form)
        return written_level(form["step"].replace(NO_STEP, ""), words) if "step" in form else words

    def parts(self, value: str) -> dict[str, str]:
        """The fields of its form, from what a version holds."""
        if not value.startswith(STEP):
            return {"step": "", "text": value}
        step, words = read_level(value)
        return {"step": step or NO_STEP, "text": words}

    def where(self, content: Content, said: Said | None = None) -> str:
        return f"the {(FIRST_FORM | SECOND_FORM)[self.part]} of {stage_name(content, self.stage_key)}"

    def anchor(self, content: Content, said: Said | None = None) -> str:
        return f"stage-{self.stage_key}"

    def pointers(self, content: Content, said: Said) -> list[str]:
        return below_least_with(content, self.stage_key, self.part, said.after)

    def counter(self, content: Content) -> tuple[ProposalKind, str, str]:
        return self.named, self.stage_key, self.part

    def asked(self, content: Content, said: Said | None) -> Asked:
        present = part_text(content, stage_of(content, self.stage_key), self.part)
        value = said.after if said else present
        steps = step_choices() if present.startswith(STEP) and self.part == "level" else []
        return Asked(self.where(content), self.anchor(content), present, value, self.part, steps=steps)

    def back(self, former: Content, now: Content, said: Said) -> Reversal:
        expect(GONE if now.stage(self.stage_key) is None else "")
        return super().back(former, now, said)
