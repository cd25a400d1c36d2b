"""Other words for a stage: its title, its supervision level, or its review meeting (002 §6.3, §8.1)."""

import uuid
from collections.abc import Set
from typing import ClassVar, Self

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.domain.plans.content import STAGE_PART_NAMES, Content
from portal.domain.plans.least_supervision import below_least_with
from portal.domain.plans.places import stage_name, stage_of
from portal.domain.plans.structure import Place
from portal.domain.proposals.kind import GONE, expect
from portal.domain.proposals.kinds.weeks import STAGE_GONE
from portal.domain.proposals.proposal import Proposal
from portal.domain.proposals.said import Asked, ChangeLimits, ProposalKind, Reversal, Said


class StageAmendment(Proposal):
    """Other words for the part `stage_part` of a stage."""

    named: ClassVar[ProposalKind] = ProposalKind.STAGE
    __tablename__ = "stage_amendment"
    __mapper_args__ = {"polymorphic_identity": named}

    path: ClassVar[str] = "stages/<key>/amendments"
    answered_alone: ClassVar[bool] = True
    has_preview: ClassVar[bool] = True

    id: Mapped[uuid.UUID] = mapped_column(ForeignKey("proposal.id"), primary_key=True)
    stage_key: Mapped[str] = mapped_column("stage_key", String(40), index=True)
    stage_part: Mapped[str] = mapped_column(String(20))

    @classmethod
    def begun(cls, content: Content, key: str, part: str) -> Self:
        """Its supervision level, when no part is named."""
        if part and part not in STAGE_PART_NAMES:
            raise LookupError(part)
        return cls(stage_key=stage_of(content, key).key, stage_part=part or "level")

    @property
    def part(self) -> str:
        return self.stage_part

    def target(self) -> str:
        return self.stage_key

    def present(self, content: Content) -> str:
        stage = content.stage(self.stage_key)
        return str(getattr(stage, self.part)) if stage else ""

    def misfit(self, content: Content, place: Place | None) -> str:
        return "" if content.stage(self.stage_key) else STAGE_GONE

    def applied(self, content: Content, said: Said, used: Set[str] = frozenset()) -> Content:
        return content.with_stage(self.stage_key, **{self.part: said.after})

    def expected(self, content: Content, after: str, place: Place | None, limits: ChangeLimits) -> str:
        expect(self.misfit(content, place))
        return super().expected(content, after, place, limits)

    def where(self, content: Content, said: Said | None = None) -> str:
        return f"the {STAGE_PART_NAMES[self.part]} of {stage_name(content, self.stage_key)}"

    def anchor(self, content: Content, said: Said | None = None) -> str:
        return f"stage-{self.stage_key}"

    def pointers(self, content: Content, said: Said) -> list[str]:
        return below_least_with(content, self.stage_key, self.part, said.after)

    def counter(self, content: Content) -> tuple[ProposalKind, str, str]:
        return self.named, self.stage_key, self.part

    def asked(self, content: Content, said: Said | None) -> Asked:
        present = str(getattr(stage_of(content, self.stage_key), self.part))
        return Asked(self.where(content), self.anchor(content), present, said.after if said else present, self.part)

    def back(self, former: Content, now: Content, said: Said) -> Reversal:
        expect(GONE if now.stage(self.stage_key) is None else "")
        return super().back(former, now, said)
