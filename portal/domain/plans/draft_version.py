"""Every saving of a draft, whole: each can be looked at, compared, and gone back to."""

import uuid
from datetime import datetime
from functools import cached_property

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, defer, mapped_column, object_session

from portal.domain.base import APPEND_ONLY, WITHOUT_HEALTH, Base, Identified
from portal.domain.cases.case import Membership
from portal.domain.plans.content import Content, parse


class DraftVersion(Identified, Base):
    """What a draft said once it was saved, numbered from 1.

    `did` says in a few words what was done, and `about` is the key of the clause or stage where that shows, or "". One
    that went back says to which number by `restores`. `by_id` is None for what stood before savings were kept.
    """

    __tablename__ = "draft_version"
    __table_args__ = (UniqueConstraint("plan_id", "number"), APPEND_ONLY)

    plan_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("plan.id"))
    number: Mapped[int]
    canonical: Mapped[str] = mapped_column(Text)
    did: Mapped[str] = mapped_column(String(200))
    about: Mapped[str] = mapped_column(String(40))
    restores: Mapped[int | None]
    by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("membership.id"))
    at: Mapped[datetime]

    @cached_property
    def content(self) -> Content:
        """What it said, without what is about health for a session that may not read that."""
        session = object_session(self)
        left_out = session is not None and session.info.get(WITHOUT_HEALTH, False)
        return parse(self.canonical).without_health() if left_out else parse(self.canonical)

    @property
    def before(self) -> int:
        """The number that undoing it leads to; 0 where nothing stood before. Undoing once more goes further back."""
        return (self.restores or self.number) - 1


def keep_version(
    session: Session,
    plan_id: uuid.UUID,
    canonical: str,
    *,
    did: str,
    about: str = "",
    restores: int | None = None,
    by: Membership,
    at: datetime,
) -> None:
    """Keep what a draft says now as its next version."""
    newest = newest_version(session, plan_id)
    number = newest.number + 1 if newest else 1
    said = {"canonical": canonical, "did": did, "about": about, "restores": restores}
    session.add(DraftVersion(plan_id=plan_id, number=number, by_id=by.id, at=at, **said))
    session.flush()


def newest_version(session: Session, plan_id: uuid.UUID) -> DraftVersion | None:
    """The latest; its words are left in the database, as the draft itself says the same."""
    wanted = select(DraftVersion).where(DraftVersion.plan_id == plan_id).order_by(DraftVersion.number.desc())
    return session.scalar(wanted.options(defer(DraftVersion.canonical)).limit(1))


def version_numbered(session: Session, plan_id: uuid.UUID, number: int) -> DraftVersion | None:
    return session.scalar(select(DraftVersion).filter_by(plan_id=plan_id, number=number))
