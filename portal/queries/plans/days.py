"""The days of a plan that matter, said so that nobody who sees them in a calendar learns what they belong to."""

import enum
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from portal.domain.agreements.advice import taking_advice
from portal.domain.cases.case import Membership
from portal.domain.plans.content import Content
from portal.domain.plans.plan import Plan


class Says(enum.Enum):
    """All that an entry in a calendar says."""

    START = "Start"
    REVIEW = "Review"
    STEP = "Next step"
    FINISH = "Finish"
    REMINDER = "Reminder"


@dataclass(frozen=True)
class Day:
    """One day that matters; `key` names the same thing within its plan, whatever day it falls on later."""

    key: str
    says: Says
    on: date

    @property
    def summary(self) -> str:
        return self.says.value


def days_that_matter(session: Session, plan: Plan, member: Membership, today: date) -> list[Day]:
    """The days of the programme that holds, before both have signed of the present draft; the earliest first.

    Until its own side says that it is ready, the last day of its time for advice is among them.
    """
    found = list(programme_days(plan.agreed.revision.content if plan.agreed else plan.content))
    until = taking_advice(session, plan, today).get(member.party) if member.party else None
    if until:
        found.append(Day("advice", Says.REMINDER, until))
    return sorted(found, key=lambda one: one.on)


def programme_days(content: Content) -> Iterator[Day]:
    """Its first and last day, each review meeting, and each other day on which a stage ends; none without a start."""
    if content.start:
        yield Day("start", Says.START, date.fromisoformat(content.start))
    reviews = [one for one in content.review_points() if one.day]
    for one in reviews:
        yield Day(f"review:{one.stage.key}:{one.number}", Says.REVIEW, one.day or date.max)
    taken = {one.day for one in reviews}
    for stage, end in content.stage_ends():
        if end and end not in taken and end != content.end:
            yield Day(f"stage:{stage.key}", Says.STEP, end)
    if content.end:
        yield Day("end", Says.FINISH, content.end)
