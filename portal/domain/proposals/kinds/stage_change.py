"""What a stage more and a stage less share: a whole stage, and the dates that it moves (002 §6.3, §8.3)."""

import json
from typing import Any

from portal.domain.plans.content import Content, Stage
from portal.domain.plans.stage_parts import read_reviews, written_reviews
from portal.domain.plans.structure import Place
from portal.domain.proposals.effect import dates_as_terms
from portal.domain.proposals.kinds.dates_change import DatesChange
from portal.domain.proposals.said import Said

FIRST_FORM = ("title", "level", "weeks", "review")
SECOND_FORM = ("title", "step", "level", "weeks", "reviews")
FACTS = tuple(dict.fromkeys(FIRST_FORM + SECOND_FORM))


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


def written(content: Content, stage: Stage) -> str:
    """A stage's facts as a version holds them, in the form of this plan."""
    names = FIRST_FORM if content.is_first_form else SECOND_FORM
    facts = {name: getattr(stage, name) for name in names}
    reviews = {} if content.is_first_form else {"reviews": written_reviews(stage.reviews)}
    return json.dumps(facts | reviews, ensure_ascii=False)


def read_stage(key: str, text: str) -> Stage:
    """The stage with these facts."""
    facts = json.loads(text)
    reviews = read_reviews(facts.pop("reviews", ""), facts["weeks"])
    return Stage(key, **facts, reviews=reviews)


def in_words(text: str) -> str:
    """A stage's facts as pages say them."""
    stage = read_stage("", text)
    level = ": ".join(filter(None, (stage.step, stage.level)))
    said = [f"“{stage.title}”, {stage.weeks} week{'' if stage.weeks == 1 else 's'}."]
    said += [f"Supervision: {level}."] if level else []
    said += [f"Review meeting: {stage.review}."] if stage.review else []
    lines = written_reviews(stage.reviews).split("\n") if stage.reviews else []
    said += [f"Review meeting at the end of {line[0].lower()}{line[1:]}." for line in lines]
    return " ".join(said)
