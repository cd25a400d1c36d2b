"""The stages of a plan as its page shows them: with their days, their review meetings and their cards."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from portal.domain.plans.content import Content, ReviewPoint, Stage
from portal.domain.plans.least_supervision import all_below_least
from portal.queries.proposals.cards import Card


@dataclass
class StageRow:
    """A stage with its last day, its review meetings and the changes of it; `below_least` is a sentence, or ""."""

    stage: Stage
    cards: list[Card]
    ends: date | None
    reviews: list[ReviewPoint]
    below_least: str


def stage_rows(content: Content, cards: Mapping[str, list[Card]]) -> list[StageRow]:
    """A row for each stage, with its cards by its key."""
    points, below = content.review_points(), {stage.key: flag for stage, flag in all_below_least(content)}
    return [
        StageRow(
            stage,
            cards[stage.key],
            ends,
            [one for one in points if one.stage is stage],
            below.get(stage.key, ""),
        )
        for stage, ends in content.stage_ends()
    ]
