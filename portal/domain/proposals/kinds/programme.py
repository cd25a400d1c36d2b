"""Changes of the programme: what a stage is called and how it is supervised, how long it lasts, and when it starts."""

import uuid
from collections.abc import Set
from dataclasses import replace
from datetime import date
from typing import Any, ClassVar, NamedTuple

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.domain.plans.content import Content
from portal.domain.plans.structure import Place
from portal.domain.proposals.proposal import Proposal, ProposalKind
from portal.domain.typed import a_day, new_start, new_weeks, whole

STAGE_PART_NAMES = {"title": "title", "level": "supervision", "review": "review meeting"}


class Effect(NamedTuple):
    """What a change of duration does to the plan's dates (002 §8.3)."""

    weeks_before: int
    weeks_after: int
    end_before: date | None
    end_after: date | None
    reviews: list[tuple[str, date | None, date | None]]

    @property
    def lengthens(self) -> bool:
        """Whether the plan would last longer, or end later."""
        later = self.end_before and self.end_after and self.end_after > self.end_before
        return bool(later or self.weeks_after > self.weeks_before)


class StageAmendment(Proposal):
    """Other words for a stage: its title, its supervision level, or its review meeting (002 §6.3, §8.1)."""

    __tablename__ = "stage_amendment"
    __mapper_args__ = {"polymorphic_identity": ProposalKind.STAGE}

    answered_alone: ClassVar[bool] = True

    id: Mapped[uuid.UUID] = mapped_column(ForeignKey("proposal.id"), primary_key=True)
    stage_key: Mapped[str] = mapped_column("stage_key", String(40), index=True)
    stage_part: Mapped[str] = mapped_column(String(20))

    @property
    def part(self) -> str:
        return self.stage_part

    def target(self) -> str:
        return self.stage_key

    def present(self, content: Content) -> str:
        stage = content.stage(self.stage_key)
        return str(getattr(stage, self.part)) if stage else ""

    def applied(self, content: Content, taken: Set[str] = frozenset()) -> Content:
        return content.with_stage(self.stage_key, **{self.part: self.latest.after})


class DurationChange(Proposal):
    """A change of a stage's weeks, longer or shorter: never without both parties (002 §8.3)."""

    __tablename__ = "duration_change"
    __mapper_args__ = {"polymorphic_identity": ProposalKind.DURATION}

    redlined: ClassVar[bool] = False
    needs_consent: ClassVar[bool] = True
    answered_alone: ClassVar[bool] = True

    id: Mapped[uuid.UUID] = mapped_column(ForeignKey("proposal.id"), primary_key=True)
    stage_key: Mapped[str] = mapped_column(String(40), index=True)

    def target(self) -> str:
        return self.stage_key

    def present(self, content: Content) -> str:
        stage = content.stage(self.stage_key)
        return str(stage.weeks) if stage else "0"

    def changed(self, content: Content, after: str) -> Content:
        """The plan with `after` in the place of what it says now."""
        return content.with_weeks(self.stage_key, int(after))

    def expected(self, content: Content, after: str, place: Place | None, *, limit: int, most: int) -> str:
        return new_weeks(int(self.present(content)), whole(after), most)

    def applied(self, content: Content, taken: Set[str] = frozenset()) -> Content:
        return self.changed(content, self.latest.after)

    def terms(self, content: Content, after: str, place: Place | None) -> dict[str, Any]:
        changed = self.changed(content, after)
        dates = {"weeks": [content.weeks, changed.weeks], "end": [str(content.end or ""), str(changed.end or "")]}
        return super().terms(content, after, place) | dates

    def effect(self, content: Content) -> Effect:
        """What its latest version does to the dates of this plan."""
        return effect(content, self.applied(content))


class StartChange(DurationChange):
    """Another day on which the programme starts."""

    __mapper_args__ = {"polymorphic_identity": ProposalKind.START}

    def present(self, content: Content) -> str:
        return content.start

    def expected(self, content: Content, after: str, place: Place | None, *, limit: int, most: int) -> str:
        return new_start(content.start, a_day(after))

    def changed(self, content: Content, after: str) -> Content:
        return replace(content, start=after)


def effect(content: Content, changed: Content) -> Effect:
    """What turning one plan into the other does to the end date and the review meetings."""
    pairs = zip(content.review_dates(), changed.review_dates(), strict=True)
    reviews = [(stage.title, before, after) for (stage, before), (_, after) in pairs if before != after]
    return Effect(content.weeks, changed.weeks, content.end, changed.end, reviews)
