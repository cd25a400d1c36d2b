"""Erasing a case: every row that belongs to it goes, in one transaction; that it did, by whom and why, is kept."""

import uuid
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, String, Text, delete, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from portal.domain import record
from portal.domain.base import APPEND_ONLY, Base, Identified, Refused
from portal.domain.cases.case import Case
from portal.domain.dates import london_day
from portal.domain.keeping.legal_hold import expect_none_kept, expect_said
from portal.domain.keeping.told_in import owners
from portal.domain.plans.plan import Plan
from portal.domain.record.stored_file import drop_files

RUNS = "Case {reference} has a plan that both have signed and that is not over. Nothing was changed."


class Erasure(Identified, Base):
    """A case is gone: what it was called, who asked for that and why, how many rows it had.

    `shared_head` is where its shared stream ended, by which a copy of the record that somebody took is still checked.
    """

    __tablename__ = "erasure"
    __table_args__ = APPEND_ONLY

    case_id: Mapped[uuid.UUID]
    reference: Mapped[str] = mapped_column(String(40))
    by: Mapped[str] = mapped_column(String(200))
    why: Mapped[str] = mapped_column(Text)
    count: Mapped[int]
    shared_head: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]


def rows_of(session: Session, case: Case) -> Mapping[str, int]:
    """How many rows of each table belong to this case; a table without one is missing."""
    counted = {name: _count(session, name, case) for name in (*owners(), Case.__tablename__)}
    return {name: count for name, count in sorted(counted.items()) if count}


def erase(session: Session, case: Case, *, by: str, why: str, at: datetime) -> Erasure:
    """Delete every row and file of this case, while the append-only tables take changes; accounts stay.

    Raises Refused without a name and a reason, while the case must be kept, and while an agreed plan of it runs.
    """
    expect_said(by, why)
    expect_none_kept(session, [case.id])
    _expect_over(session, case, london_day(at))
    row = Erasure(
        case_id=case.id,
        reference=case.reference,
        by=by.strip(),
        why=why.strip(),
        count=sum(rows_of(session, case).values()),
        shared_head=record.head(session, case.id),
        at=at,
    )
    session.flush()
    case_id = case.id
    session.expunge_all()
    for table in reversed(Base.metadata.sorted_tables):
        if table.name in owners() or table.name == Case.__tablename__:
            session.execute(delete(table).where(_belongs(table.name, case_id)))
    drop_files(session)
    session.add(row)
    session.flush()
    return row


def _expect_over(session: Session, case: Case, today: date) -> None:
    plans = session.scalars(select(Plan).where(Plan.case_id == case.id)).unique()
    if any(one.agreed and not one.closure and not _is_over(one, today) for one in plans):
        raise Refused(RUNS.format(reference=case.reference))


def _is_over(plan: Plan, today: date) -> bool:
    """Whether its programme has ended; one without a first day has not begun."""
    end = plan.content.end
    return end is not None and end < today


def _count(session: Session, name: str, case: Case) -> int:
    table = Base.metadata.tables[name]
    return session.scalar(select(func.count()).select_from(table).where(_belongs(name, case.id))) or 0


def _belongs(name: str, case_id: uuid.UUID) -> ColumnElement[bool]:
    """The condition that a row of this table belongs to the case, by the way that leads from it there."""
    if name == Case.__tablename__:
        return Base.metadata.tables[name].c.id == case_id
    column, parent = owners()[name]
    if parent.name == Case.__tablename__:
        return column == case_id
    key: Any = parent.c.id
    return column.in_(select(key).where(_belongs(parent.name, case_id)))
