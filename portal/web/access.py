"""Who opens a plan is noted, once its page has left: in a transaction of its own, and never at the page's cost."""

from contextlib import suppress
from datetime import datetime
from uuid import UUID

from flask import Response, g, request
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from portal.database import Database
from portal.domain.plans.access_row import AccessRow, hour_of
from portal.web.logs import logger

Opened = tuple[UUID, UUID, datetime]


class AccessLog:
    """Writes one row for each person, plan and hour, and does not try again what it has written in this hour."""

    def __init__(self) -> None:
        self._hour: datetime | None = None
        self._written: set[Opened] = set()

    def note(self, database: Database, opened: Opened) -> None:
        """Keep this; a database that takes no row is told to the log, and to nobody who reads a plan."""
        plan_id, membership_id, hour = opened
        if hour != self._hour:
            self._hour, self._written = hour, set()
        if opened in self._written:
            return
        try:
            with suppress(IntegrityError), database.writing() as session:
                session.add(AccessRow(plan_id=plan_id, membership_id=membership_id, hour=hour))
        except SQLAlchemyError as error:
            logger().warning("access not noted", exc_info=error)
        else:
            self._written.add(opened)


def noted_once_it_has_left(answer: Response, log: AccessLog, database: Database) -> Response:
    """This answer; where it is a page or a file of a plan that somebody asked for, that is noted after it has left."""
    plan, view = g.get("plan"), g.view
    opens = request.method == "GET" and answer.status_code == 200 and not getattr(view, "asked_by_itself", False)
    if plan is not None and opens:
        opened = plan.id, g.member.id, hour_of(g.now)
        answer.call_on_close(lambda: log.note(database, opened))
    return answer
