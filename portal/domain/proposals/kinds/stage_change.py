"""What a stage more and a stage less share: a whole stage, and the dates that it moves (002 §6.3, §8.3)."""

import json
from typing import Any

from portal.domain.plans.content import Content, Stage
from portal.domain.plans.structure import Place
from portal.domain.proposals.effect import dates_as_terms
from portal.domain.proposals.kinds.dates_change import DatesChange
from portal.domain.proposals.said import Said

FACTS = ("title", "level", "weeks", "review")


class StageChange(DatesChange):
    """A change of which stages there are: never without both parties, as it moves the end of the plan."""

    __tablename__ = "stage_change"
    __mapper_args__ = {"polymorphic_abstract": True}

    def changed(self, content: Content, said: Said) -> Content:
        """The plan with this in effect, be it so already or not."""
        raise NotImplementedError

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
