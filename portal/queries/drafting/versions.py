"""The versions of a draft: all of them, and one beside the draft as it is or beside the one before it."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, defer

from portal.domain.cases.case import Membership
from portal.domain.plans.comparison import compare
from portal.domain.plans.draft_version import DraftVersion, newest_version, version_numbered
from portal.domain.plans.plan import Plan
from portal.queries import Part
from portal.queries.cases.names import names
from portal.queries.plans.comparison import Compared


@dataclass(frozen=True)
class VersionLine:
    """One version, and who saved it; "" where that is only in the record."""

    version: DraftVersion
    by: str


@dataclass(frozen=True)
class VersionPage:
    """One version of `newest` many: its differences, and which other text they are between."""

    line: VersionLine
    newest: int
    differences: Compared

    @property
    def is_newest(self) -> bool:
        return self.line.version.number == self.newest


def listed(session: Session, plan: Plan, viewer: Membership, number: int, size: int) -> Part[VersionLine]:
    """The page of this number of the draft's versions, the newest first."""
    wanted = select(DraftVersion).where(DraftVersion.plan_id == plan.id).order_by(DraftVersion.number.desc())
    found = session.scalars(
        wanted.options(defer(DraftVersion.canonical)).limit(size + 1).offset((number - 1) * size)
    ).all()
    known = names(plan.case, viewer)
    lines = [VersionLine(one, known[one.by_id] if one.by_id else "") for one in found]
    return Part(lines[:size], number, len(found) > size)


def version_page(
    session: Session, plan: Plan, viewer: Membership, number: int, *, with_former: bool
) -> VersionPage | None:
    """A version and what became of it since, or with `with_former` what it changed; None when there is none."""
    version, newest = version_numbered(session, plan.id, number), newest_version(session, plan.id)
    if version is None or newest is None:
        return None
    former = version_numbered(session, plan.id, number - 1) if with_former else None
    between = (former.content, version.content) if former else (version.content, plan.draft_content)
    line = VersionLine(version, names(plan.case, viewer)[version.by_id] if version.by_id else "")
    return VersionPage(line, newest.number, Compared(*between, compare(*between)))
