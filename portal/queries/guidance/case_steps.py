"""The steps of a case from the request for a plan to its end, and which one it has come to (002 §4–§8)."""

import enum
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from sqlalchemy.orm import Session

from portal.domain.cases.case import Case, Membership
from portal.domain.cases.roles import Party
from portal.domain.plans.content import Content
from portal.domain.plans.plan import Plan
from portal.queries.cases.cases import PlanLine, case_line


class Step(enum.IntEnum):
    """The steps in their order; the first three lie before a case is opened here."""

    REQUEST = 1
    DECISION = 2
    CONVERSATIONS = 3
    DRAFT = 4
    AGREEING = 5
    SIGNING = 6
    START = 7
    STAGES = 8
    END = 9


@dataclass(frozen=True)
class CaseSteps:
    """The plan of a case that counts for its reader, and what the steps say of it; `today` is London's."""

    case: Case
    member: Membership
    line: PlanLine | None
    today: date

    @property
    def plan(self) -> Plan | None:
        return self.line.plan if self.line else None

    @cached_property
    def content(self) -> Content | None:
        """The words of the plan; None while neither party has it."""
        return self.plan.content if self.plan and self.plan.is_issued and not self.plan.withdrawal else None

    @cached_property
    def here(self) -> Step:
        """The step that the case has come to."""
        plan, content = self.plan, self.content
        if plan is None or content is None:
            return Step.DRAFT
        if plan.agreed is None:
            return Step.SIGNING if plan.is_frozen else Step.AGREEING
        if not content.start or self.today < date.fromisoformat(content.start):
            return Step.START
        return Step.STAGES if content.end and self.today <= content.end else Step.END

    @property
    def issued_at(self) -> datetime | None:
        """When the parties had the plan."""
        return max((issue.at for issue in self.plan.issues), default=None) if self.plan else None

    @property
    def parties(self) -> dict[str, str]:
        """How to speak of each party to this reader: by name, or "you"."""
        return {party.value: "you" if self.member.voice is party else self.case.name_of(party) for party in Party}


def steps_of(session: Session, member: Membership, today: date) -> CaseSteps:
    """The steps of the reader's case: by the newest plan that the parties have and that goes on, else by the newest."""
    plans = case_line(session, member, today).plans
    going_on = [line for line in plans if line.plan.is_issued and not line.plan.rests]
    newest = (going_on or plans)[-1:]
    return CaseSteps(member.case, member, newest[0] if newest else None, today)
