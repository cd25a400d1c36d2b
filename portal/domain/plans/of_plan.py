"""What hangs on one plan."""

import uuid

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from portal.domain.cases.case import Case
from portal.domain.plans.plan import Plan


class OfPlan:
    """A row that hangs on one plan, and so belongs to its case."""

    plan_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("plan.id"), index=True)

    @declared_attr
    def plan(self) -> Mapped[Plan]:
        return relationship()

    @property
    def case(self) -> Case:
        return self.plan.case
