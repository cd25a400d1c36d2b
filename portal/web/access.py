"""Who opens a plan is noted, once its page has left: in a transaction of its own, and never at the page's cost."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from functools import partial
from uuid import UUID

from flask import Response, g, request
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from portal.database import Database
from portal.domain.plans.access_row import AccessRow, hour_of
from portal.domain.plans.plan import Plan
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

    def once_it_has_left(self, answer: Response, database: Database) -> Response:
        """This answer; where it is a page or a file of plans that somebody asked for, that is noted after it has left.

        A view that gives out more than one plan says so by `gives_out`.
        """
        plans = g.get("given_out") or [one for one in [g.get("plan")] if one is not None]
        opens = request.method == "GET" and answer.status_code == 200 and not getattr(g.view, "asked_by_itself", False)
        for plan_id in [one.id for one in plans] if opens else []:
            answer.call_on_close(partial(self.note, database, (plan_id, g.member.id, hour_of(g.now))))
        return answer


def gives_out(plans: Iterable[Plan]) -> None:
    """Say which plans the file of this request holds."""
    g.given_out = list(plans)
