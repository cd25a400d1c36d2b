"""Telling people what happened: once an act is committed and its answer has left, and by command for what was missed.

Each case is told in a transaction of its own, which waits for no act, and which a second process gives up.
"""

from threading import Lock
from uuid import UUID

from flask import Response, g
from sqlalchemy.exc import SQLAlchemyError

from portal.config import Settings
from portal.database import Database
from portal.domain.notices.notice import ToldMeanwhile, tell
from portal.queries.notices.untold import cases_with_news, untold_of
from portal.web.logs import logger


class Telling:
    """One thread of a process tells at a time: what others want told meanwhile, it tells next."""

    def __init__(self, settings: Settings) -> None:
        self._most = settings.max_notices_at_once
        self._wanted: set[UUID] = set()
        self._busy = False
        self._lock = Lock()

    def tell(self, database: Database, case_id: UUID) -> None:
        """Tell what happened on this case; a database that takes no change is told to the log, and to nobody else."""
        with self._lock:
            self._wanted.add(case_id)
            if self._busy:
                return
            self._busy = True
        try:
            self._tell_wanted(database)
        finally:
            self._busy = False

    def once_it_has_left(self, answer: Response, database: Database) -> Response:
        """This answer to an act; what it did on a case is told after it has left."""
        case_id = g.get("case_id")
        if case_id is not None:
            answer.call_on_close(lambda: self.tell(database, case_id))
        return answer

    def _tell_wanted(self, database: Database) -> None:
        while (wanted := self._next()) is not None:
            try:
                tell_case(database, wanted, self._most)
            except SQLAlchemyError as error:
                logger().warning("not told yet", exc_info=error)

    def _next(self) -> UUID | None:
        with self._lock:
            self._busy = bool(self._wanted)
            return self._wanted.pop() if self._wanted else None


def tell_all(database: Database, most: int) -> int:
    """Tell all that was not told yet; how many notices that made."""
    with database.reading() as session:
        cases = cases_with_news(session)
    return sum(tell_case(database, case_id, most) for case_id in cases)


def tell_case(database: Database, case_id: UUID, most: int) -> int:
    """Tell what happened on one case, `most` events of each stream at a time; how many notices that made."""
    made = 0
    while True:
        with database.reading() as reading:
            untold = untold_of(reading, case_id, most)
        if untold is None:
            return made
        try:
            with database.writing() as writing:
                tell(writing, untold)
        except ToldMeanwhile:
            return made
        made += len(untold.heard)
