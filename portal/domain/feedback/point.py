"""What a point of a review says."""

import enum
from dataclasses import dataclass


class Priority(enum.Enum):
    """How much a remark matters."""

    MUST = "must"
    SHOULD = "should"
    COULD = "could"


class About(enum.Enum):
    """What a remark is about, in the order of the form."""

    SAFETY = "safety"
    FEASIBILITY = "feasibility"
    OBJECTIVES = "objectives"
    EVIDENCE = "evidence"
    ROLES = "roles"
    SUPERVISION = "supervision"
    REVIEWS = "reviews"
    DURATION = "duration"
    CONSEQUENCES = "consequences"
    HEALTH = "health"
    CONDITIONS = "conditions"
    FAIRNESS = "fairness"
    OTHER = "other"


@dataclass(frozen=True)
class Point:
    """What a remark says: `quote` are words of the clause, `suggested` all its text in other words; each may be ""."""

    clause_key: str
    quote: str
    priority: Priority
    about: About
    text: str
    suggested: str = ""
