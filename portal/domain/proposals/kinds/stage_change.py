"""What a stage more and a stage less share: a whole stage, and the dates that it moves (002 §6.3, §8.3)."""

import json
import uuid
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.domain.plans.content import Content, Stage
from portal.domain.plans.structure import Place
from portal.domain.proposals.effect import dates_as_terms
from portal.domain.proposals.kinds.time_change import dates_are_as_written
from portal.domain.proposals.proposal import Proposal
from portal.domain.proposals.said import Said

FACTS = ("title", "level", "weeks", "review")


class StageChange(Proposal):
    """A change of which stages there are: never without both parties, as it moves the end of the plan."""

    __tablename__ = "stage_change"
    __mapper_args__ = {"polymorphic_abstract": True}

    redlined: ClassVar[bool] = False
    needs_consent: ClassVar[bool] = True
    answered_alone: ClassVar[bool] = True
    shown_by: ClassVar[str] = "proposals/kinds/_instead.html"

    id: Mapped[uuid.UUID] = mapped_column(ForeignKey("proposal.id"), primary_key=True)
    stage_key: Mapped[str] = mapped_column(String(40), index=True)

    def target(self) -> str:
        return self.stage_key

    def changed(self, content: Content, said: Said) -> Content:
        """The plan with this in effect, be it so already or not."""
        raise NotImplementedError

    def fits(self, content: Content, said: Said) -> bool:
        return super().fits(content, said) and dates_are_as_written(self, content)

    def terms(self, content: Content, after: str, place: Place | None) -> dict[str, Any]:
        said = Said(self.present(content), after, place)
        changed = content if self.misfit(content, place) else self.changed(content, said)
        return super().terms(content, after, place) | dates_as_terms(content, changed)

    def in_words(self, text: str) -> str:
        return in_words(text) if text else ""


def written(stage: Stage) -> str:
    """A stage's facts as a version holds them."""
    return json.dumps({name: getattr(stage, name) for name in FACTS}, ensure_ascii=False)


def in_words(text: str) -> str:
    """A stage's facts as pages say them."""
    facts = json.loads(text)
    weeks = f"{facts['weeks']} week{'' if facts['weeks'] == 1 else 's'}"
    said = [f"“{facts['title']}”, {weeks}."]
    said += [f"Supervision: {facts['level']}."] if facts["level"] else []
    said += [f"Review meeting: {facts['review']}."] if facts["review"] else []
    return " ".join(said)
