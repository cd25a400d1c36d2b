"""A thing with all that deciding who may do what with it needs, in one query; and the case that it belongs to."""

from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, defer, joinedload

from portal.domain.case import Case, Membership
from portal.domain.plan import Plan


@cache
def with_people(kind: Any) -> list[Any]:
    """The loader options for one Case, one Plan, or one thing of a plan."""
    if kind is Case:
        return [joinedload(Case.memberships).joinedload(Membership.roles)]
    if kind is Plan:
        whole_case = joinedload(Plan.case).options(*with_people(Case))
        return [defer(Plan.draft), joinedload(Plan.issues), joinedload(Plan.agreements), whole_case]
    return [joinedload(kind.plan).options(*with_people(Plan))]


def case_id_of(session: Session, kind: Any, thing_id: UUID) -> UUID | None:
    """The id of the case that the thing of this kind and id belongs to; None when there is no such thing."""
    if kind is Case:
        return thing_id
    of_plan = select(Plan.case_id)
    found = of_plan if kind is Plan else of_plan.join(kind, kind.plan_id == Plan.id)
    return session.scalar(found.where(kind.id == thing_id))
