"""What is kept of people: every table with whom it points to and their words; who reads what; and for how long."""

from datetime import UTC, datetime

from sqlalchemy import Column, LargeBinary, Table, create_engine
from sqlalchemy.orm import Session

from portal.config import DEMO_KEY, Settings
from portal.domain.base import Base
from portal.domain.cases.case import Membership
from portal.domain.cases.roles import Side
from portal.domain.keeping.places import columns_of_words
from portal.domain.keeping.told_in import owners
from portal.domain.keeping.traces import due
from portal.domain.people.person import Person
from portal.domain.talk.thread import READERS, Audience
from portal.subjects import modules_of
from scripts.facts.tables import table

OF_A_CASE = {"case_file", "stored_file"}  # no column of a file says whose it is: what came with it does
PEOPLE = {Person.__tablename__, Membership.__tablename__}
SIDES = (Side.ORGANISATION, Side.PRACTITIONER, Side.PSR)


def tables() -> str:
    """Every table of the database, in the order of their names."""
    list(modules_of("domain"))
    rows = [_row(Base.metadata.tables[name]) for name in sorted(Base.metadata.tables)]
    return table(["table", "one row is", "whose", "people it points to", "words, files"], rows)


def audiences() -> str:
    """Who reads what is said for which audience."""
    rows = [
        [audience.value.replace("_", " and "), *("yes" if side in READERS[audience] else "–" for side in SIDES)]
        for audience in Audience
    ]
    heading = ["said for", "the organisation’s side", "the practitioner’s side", "PSR"]
    return table(heading, [[row[0].replace("psr", "PSR"), *row[1:]] for row in rows])


def traces() -> str:
    """What is erased by command, and when unless a setting says otherwise."""
    settings = Settings(secret_keys=(DEMO_KEY,), demo=True)
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        found = due(session, settings, datetime.now(UTC))
    rows = [[one.what, f"`{one.setting}`", f"{getattr(settings, one.setting.lower())}"] for one in found]
    return table(["what", "setting", "unless it says otherwise"], rows)


def _row(one: Table) -> list[str]:
    classes = [found for found in (mapper.class_ for mapper in Base.registry.mappers) if "__tablename__" in vars(found)]
    classes = [found for found in classes if found.__tablename__ == one.name]
    is_of_case = one.name in owners() or one.name in OF_A_CASE
    pointing = [column.name for column in one.columns if _points_to(column) & PEOPLE]
    words = [column.name for column in columns_of_words(one)]
    files = [column.name for column in one.columns if isinstance(column.type, LargeBinary)]
    return [
        f"`{one.name}`",
        _first_sentence(classes[0].__doc__ or "") if classes else "–",
        "a case" if is_of_case else "an account or the service",
        ", ".join(pointing) or "–",
        ", ".join([*words, *files]) or "–",
    ]


def _points_to(column: Column[object]) -> set[str]:
    return {key.column.table.name for key in column.foreign_keys}


def _first_sentence(doc: str) -> str:
    line = doc.strip().split("\n")[0]
    return line.partition(". ")[0].rstrip(".").replace("|", "/")
