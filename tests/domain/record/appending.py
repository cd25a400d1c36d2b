"""What one of several processes does at once: append events to one case, each in its own transaction."""

from uuid import UUID

from portal.database import Database, lock_case, make_engine
from portal.domain import record
from portal.domain.cases.case import Case, Membership
from portal.domain.talk.events import COMMENTED
from tests.factories import OPENED


def append_events(url: str, case_id: UUID, member_id: UUID, count: int) -> None:
    database = Database(make_engine(url))
    for _ in range(count):
        with database.writing() as session:
            lock_case(session, case_id)
            case, member = session.get_one(Case, case_id), session.get_one(Membership, member_id)
            case.tell(session, record.Stream.SHARED, COMMENTED, by=member, subject=case.id, at=OPENED)
    database.engine.dispose()
