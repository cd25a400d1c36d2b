"""`plan-content-v1`: how plans were written at first. A plan that was issued so stays so."""

from typing import Any

from portal.domain.plans.pieces import Clause, Stage

SCHEMA = "plan-content-v1"
CLAUSE_KINDS: tuple[str, ...] = ("section", "paragraph", "item", "objective")


def start_facts(day: str, waits_for: str) -> Any:  # noqa: ARG001 - the first form has no place for it
    return day


def read_start(facts: Any) -> tuple[str, str]:
    return facts, ""


def stage_facts(stage: Stage) -> dict[str, Any]:
    return {name: getattr(stage, name) for name in ("key", "title", "level", "weeks", "review")}


def read_stage(facts: dict[str, Any]) -> Stage:
    return Stage(**facts)


def clause_facts(clause: Clause) -> dict[str, Any]:
    """All of it but what stands under it."""
    return {name: getattr(clause, name) for name in ("key", "label", "kind", "text", "fields")}


def read_clause(facts: dict[str, Any], children: tuple[Clause, ...]) -> Clause:
    fields = tuple((name, value) for name, value in facts["fields"])
    return Clause(facts["key"], facts["label"], facts["kind"], facts["text"], fields, children)
