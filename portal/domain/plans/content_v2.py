"""`plan-content-v2`: how plans are written now, so that every week and day that they name is reckoned, not typed."""

from dataclasses import replace
from typing import Any

from portal.domain.plans import content_v1
from portal.domain.plans.pieces import Clause, Review, Stage

SCHEMA = "plan-content-v2"
FIELDS = {
    "person": ("Name", "Organisation", "Responsibilities", "Time needed", "Confirmed on", "Deputy"),
    "activity": ("How many", "Spread over", "Assessors", "Form", "Satisfactory when", "Why this one"),
}
CLAUSE_KINDS: tuple[str, ...] = (*content_v1.CLAUSE_KINDS, *FIELDS)


def start_facts(day: str, waits_for: str) -> Any:
    return {"day": day, "waits_for": waits_for}


def read_start(facts: Any) -> tuple[str, str]:
    return facts["day"], facts["waits_for"]


def stage_facts(stage: Stage) -> dict[str, Any]:
    return {
        "key": stage.key,
        "title": stage.title,
        "level": {"step": stage.step or None, "words": stage.level},
        "weeks": stage.weeks,
        "reviews": [{"week": one.week, "with": one.words} for one in stage.reviews],
    }


def read_stage(facts: dict[str, Any]) -> Stage:
    level, reviews = facts["level"], tuple(Review(one["week"], one["with"]) for one in facts["reviews"])
    return Stage(
        facts["key"], facts["title"], level["words"], facts["weeks"], step=level["step"] or "", reviews=reviews
    )


def clause_facts(clause: Clause) -> dict[str, Any]:
    """All of it but what stands under it."""
    return content_v1.clause_facts(clause) | {"health": clause.health}


def read_clause(facts: dict[str, Any], children: tuple[Clause, ...]) -> Clause:
    return replace(content_v1.read_clause(facts, children), health=facts["health"])
