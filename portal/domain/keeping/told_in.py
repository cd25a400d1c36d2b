"""Whose a row is: the case it belongs to, and the stream of those who may know of it."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Column, Table, select
from sqlalchemy.orm import Session

from portal.domain.base import Base
from portal.domain.cases.case import Case
from portal.domain.cases.roles import Side
from portal.domain.feedback.review import FeedbackReview, Remark
from portal.domain.papers.paper import Paper
from portal.domain.plans.plan import DRAFTED_IN, Plan
from portal.domain.plans.revision import Issue
from portal.domain.record import Stream

Row = Mapping[str, Any]
NOT_OWNED_BY = ("by_id", "deputy_for_id", "person_id", "revision_id")
WITH_PSR = {"organisation": Stream.ORGANISATION_PSR, "practitioner": Stream.PRACTITIONER_PSR, "psr": Stream.PSR}


class Whose(NamedTuple):
    """The case that a row belongs to, and who may know of it."""

    case_id: UUID
    stream: Stream


def whose(session: Session, table: Table, row: Row) -> Whose | None:
    """Whose this row is; None for one that belongs to no case, such as an account.

    The nearest thing that has an audience decides: a comment is known to whom its thread is.
    """
    stream: Stream | None = None
    while table.name != Case.__tablename__:
        if stream is None and table.name in _DECIDES:
            stream = _DECIDES[table.name](session, row)
        owner = owners().get(table.name)
        if owner is None:
            return None
        column, parent = owner
        row = session.execute(select(parent).where(_key(parent) == row[column.name])).one()._asdict()
        table = parent
    return Whose(row["id"], stream or Stream.SHARED)


@cache
def owners() -> dict[str, tuple[Column[Any], Table]]:
    """For each table that belongs to a case, the column that leads there the shortest way, and to which table."""
    tables, found = Base.metadata.tables, {Case.__tablename__}
    led: dict[str, tuple[Column[Any], Table]] = {}
    while True:
        new = {name: way for name in sorted(tables.keys() - found) if (way := _way(tables[name], found))}
        if not new:
            return led
        led |= new
        found |= new.keys()


def _way(table: Table, found: set[str]) -> tuple[Column[Any], Table] | None:
    links = ((link.parent, link.column.table) for link in sorted(table.foreign_keys, key=lambda one: one.parent.name))
    return next(
        (
            (column, parent)
            for column, parent in links
            if parent.name in found and not column.name.endswith(NOT_OWNED_BY) and parent is not table
        ),
        None,
    )


def _key(table: Table) -> Column[Any]:
    (key,) = table.primary_key.columns
    return key


def _of_plan(session: Session, row: Row) -> Stream:
    issued = session.scalar(select(Issue.id).where(Issue.plan_id == row["id"]).limit(1))
    return Stream.SHARED if issued else DRAFTED_IN[row["drafted_by"]]


def _of_draft(session: Session, row: Row) -> Stream:
    return DRAFTED_IN[session.get_one(Plan, row["plan_id"]).drafted_by]


def _own_side(_: Session, row: Row) -> Stream:
    return Stream(row["side"].value)


def _of_review(review: FeedbackReview) -> Stream:
    if review.is_shown:
        return Stream.SHARED
    return Stream.ORGANISATION_PSR if review.is_issued else Stream.PSR


def _of_reply(session: Session, row: Row) -> Stream:
    return _of_review(session.get_one(Remark, row["remark_id"]).review)


_DECIDES: dict[str, Callable[[Session, Row], Stream]] = {
    "call_request": lambda _, row: WITH_PSR[row["side"].value],
    "caution": _own_side,
    "draft_line": _of_draft,
    "draft_version": _of_draft,
    "concern": lambda _, __: Stream.PSR,
    "event": lambda _, row: Stream(row["stream"]),
    "feedback_assignment": lambda _, __: Stream.PSR,
    "feedback_document": lambda _, __: Stream.ORGANISATION_PSR,
    "feedback_reading": lambda _, __: Stream.PSR,
    "feedback_remark": lambda session, row: _of_review(session.get_one(FeedbackReview, row["review_id"])),
    "feedback_reply": _of_reply,
    "feedback_urgent_heard": lambda _, __: Stream.ORGANISATION_PSR,
    "feedback_urgent_point": lambda _, __: Stream.ORGANISATION_PSR,
    "feedback_request": lambda _, __: Stream.ORGANISATION_PSR,
    "feedback_review": lambda session, row: _of_review(session.get_one(FeedbackReview, row["id"])),
    "feedback_review_version": lambda _, __: Stream.PSR,
    "handover": lambda _, row: Stream.PRACTITIONER,
    "hold": lambda _, row: Stream.PSR,
    "invitation": lambda _, row: WITH_PSR.get(row["role"].side.value, Stream.PSR),
    "kept_answer": _own_side,
    "legal_hold": lambda _, row: Stream.PSR,
    "membership": lambda _, row: WITH_PSR[row["side"].value] if row["side"] is not Side.OBSERVER else Stream.PSR,
    "paper": lambda _, row: WITH_PSR[row["party"].value],
    "paper_entry": lambda session, row: session.get_one(Paper, row["paper_id"]).stream,
    "party_view": lambda _, row: WITH_PSR[row["party"].value],
    "plan": _of_plan,
    "proposal": lambda session, row: Stream.SHARED if row["put_forward_at"] else _own_side(session, row),
    "showing": lambda _, __: Stream.SHARED,
    "thread": lambda _, row: Stream(row["audience"].value),
}
