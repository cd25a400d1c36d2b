"""What an observer sees of a plan: what both parties chose to show, section by section, and nothing else.

One party offers a choice, the other says yes to exactly that one or no, and either takes it back at once (design:
people). What is marked as about health is never shown.
"""

import hashlib
import json
import uuid
from collections.abc import Sequence, Set
from dataclasses import replace
from datetime import datetime

import rfc8785
from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from portal.domain.base import Base, Identified, words
from portal.domain.cases.case import Case, Membership
from portal.domain.cases.roles import Party, Role, Side
from portal.domain.plans.content import Content
from portal.domain.plans.of_plan import OfPlan
from portal.domain.plans.pieces import Clause
from portal.domain.plans.plan import Plan
from portal.domain.plans.revision import Revision

WAITING = "answered_at IS NULL AND ended_at IS NULL"
STANDING = "is_agreed AND ended_at IS NULL"


def _at_most_one(name: str, where: str) -> Index:
    """Of the choices for one observer of one plan at most one is so."""
    return Index(name, "plan_id", "observer_id", unique=True, sqlite_where=text(where), postgresql_where=text(where))


class Showing(OfPlan, Identified, Base):
    """One choice of what one observer is shown of a plan, offered by a `party`; `is_agreed` is the other's answer.

    `keys` is a JSON list of the keys of sections, which are the clauses that stand under no other.
    """

    __tablename__ = "showing"
    __table_args__ = (
        _at_most_one("ix_showing_waiting", WAITING),
        _at_most_one("ix_showing_standing", STANDING),
        CheckConstraint("(answered_at IS NULL) = (is_agreed IS NULL)", name="answered_once"),
    )

    observer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"), index=True)
    party: Mapped[Party] = mapped_column(words(Party))
    keys: Mapped[str] = mapped_column(Text)
    before_agreement: Mapped[bool]
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    at: Mapped[datetime]
    answered_by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("membership.id"))
    answered_at: Mapped[datetime | None]
    is_agreed: Mapped[bool | None]
    ended_at: Mapped[datetime | None]
    observer: Mapped[Membership] = relationship(foreign_keys=[observer_id], lazy="joined", innerjoin=True)

    @property
    def readers(self) -> Set[Side]:
        """Who may know of the choice: both parties and PSR. The observer finds what it shows, and nothing of it."""
        return {Side.ORGANISATION, Side.PRACTITIONER, Side.PSR}

    @property
    def chosen(self) -> list[str]:
        """The keys of the sections."""
        return list(json.loads(self.keys))

    @property
    def is_open(self) -> bool:
        """Whether it waits for the other party: nobody answered it or took it back, and the observer is still here."""
        return self.answered_at is None and self.ended_at is None and self._is_for_their_place

    @property
    def stands(self) -> bool:
        """Whether both parties chose it, and neither took it back."""
        return bool(self.is_agreed) and self.ended_at is None and self._is_for_their_place

    @property
    def revision(self) -> Revision | None:
        """What the observer may read of now: the words that both have signed, or the present ones where both said so.

        None while they may read nothing.
        """
        if not self.stands or self.plan.closure:
            return None
        if self.plan.agreed:
            return self.plan.agreed.revision
        return self.plan.current if self.before_agreement else None

    @property
    def shown(self) -> Content:
        """The plan with the chosen sections alone, as both have signed them, else as it is now; nothing on health."""
        kept = tuple(one for one in sections_of(self.plan) if one.key in self.chosen)
        return replace(_showable(self.plan), clauses=kept)

    @property
    def sections(self) -> Sequence[Clause]:
        """The chosen sections, as far as they are still in the plan."""
        return self.shown.clauses

    @property
    def digest(self) -> str:
        """The fingerprint of what a yes is said to: for whom, which sections by what they are called, and from when."""
        called = [[one.key, one.label, one.text] for one in self.sections]
        whose, agreed = [str(self.plan_id), str(self.observer_id)], self.plan.agreed is not None
        return hashlib.sha256(rfc8785.dumps([*whose, self.keys, called, self.before_agreement, agreed])).hexdigest()

    @property
    def _is_for_their_place(self) -> bool:
        """Whether the observer has been on the case all the time since: who comes back begins with nothing."""
        return self.observer.ended_at is None and self.observer.begun_at <= self.at


def sections_of(plan: Plan) -> Sequence[Clause]:
    """What can be shown, section by section: as both have signed it, else as it is now, and nothing about health."""
    return _showable(plan).clauses


def _showable(plan: Plan) -> Content:
    revision = plan.agreed.revision if plan.agreed else plan.current
    return revision.content.without_health()


def observers_of(case: Case) -> list[Membership]:
    """Who observes a case."""
    return case.holders(Role.OBSERVER)


def showings_of(session: Session, plan: Plan) -> Sequence[Showing]:
    """Every choice that was offered on a plan and did not end, the newest first."""
    wanted = select(Showing).where(Showing.plan_id == plan.id, Showing.ended_at.is_(None))
    return session.scalars(wanted.order_by(Showing.at.desc(), Showing.id)).unique().all()
