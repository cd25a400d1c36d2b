"""What a plan said at one time, and when each party was given it."""

import uuid
from datetime import datetime
from functools import cached_property

from sqlalchemy import ColumnElement, ForeignKey, String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column, object_session

from portal.domain.base import APPEND_ONLY, WITHOUT_HEALTH, Base, Identified, words
from portal.domain.cases.case import Membership
from portal.domain.cases.roles import Party
from portal.domain.plans.content import Content, fingerprint, parse

MARK = '"health":true'


class Revision(Identified, Base):
    """The plan's whole words at one time; nothing recomputes an old one."""

    __tablename__ = "revision"
    __table_args__ = (UniqueConstraint("plan_id", "number"), APPEND_ONLY)

    plan_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("plan.id"))
    number: Mapped[int]
    canonical: Mapped[str] = mapped_column(Text)
    fingerprint: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime]
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    proposal_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("proposal.id"))

    @cached_property
    def content(self) -> Content:
        """What the plan says, as far as whoever reads here may read it."""
        session = object_session(self)
        left_out = session is not None and session.info.get(WITHOUT_HEALTH, False)
        return parse(self.canonical).without_health() if left_out else parse(self.canonical)

    @property
    def fingerprint_now(self) -> str:
        """That of the words as they stand: another one than was signed where words were covered since."""
        return fingerprint(self.canonical)

    @property
    def is_covered(self) -> bool:
        """Whether words in it were covered since it was made."""
        return self.fingerprint_now != self.fingerprint

    @property
    def has_health(self) -> bool:
        """Whether something in it is about health; in a canonical text no word of the plan can look like the mark."""
        return MARK in self.canonical

    @classmethod
    def about_health(cls) -> ColumnElement[bool]:
        """The same, for the database to find."""
        return cls.canonical.contains(MARK, autoescape=True)


class Issue(Identified, Base):
    """The moment one party was given the plan (002 §7.1)."""

    __tablename__ = "issue"
    __table_args__ = (UniqueConstraint("plan_id", "party"), APPEND_ONLY)

    plan_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("plan.id"))
    party: Mapped[Party] = mapped_column(words(Party))
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    at: Mapped[datetime]


class FirstSight(Identified, Base):
    """One person has read the page that explains what the plan is."""

    __tablename__ = "first_sight"
    __table_args__ = (UniqueConstraint("plan_id", "membership_id"),)

    plan_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("plan.id"))
    membership_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    at: Mapped[datetime]


def newest_revision(session: Session, plan_id: uuid.UUID) -> Revision | None:
    """What the plan says now; None before it is issued."""
    newest = select(Revision).where(Revision.plan_id == plan_id).order_by(Revision.number.desc())
    return session.scalar(newest.limit(1))


def is_whole_for(member: Membership, revision: Revision) -> bool:
    """Whether this member may read all of it."""
    return member.reads_health or not revision.has_health
