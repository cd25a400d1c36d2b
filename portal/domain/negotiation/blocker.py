"""What a party waits for itself, named by it: some of it both read, some its own side alone (design: people).

Leave, illness and advice are private: everybody else reads that the party waits, and until when. While they last the
count of days stands still.
"""

import enum
import uuid
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from portal.domain import record
from portal.domain.base import APPEND_ONLY, Base, Fault, Identified, Refused, expect_none, words
from portal.domain.cases.case import Membership
from portal.domain.cases.roles import Party
from portal.domain.dates import london_day
from portal.domain.negotiation import events
from portal.domain.plans.of_plan import OfPlan
from portal.domain.plans.plan import Plan

NO_WHY = "Choose what you wait for."
NO_WORDS = Fault("Write in a few words what you wait for. Everybody on the case reads it.", "words")
ONLY_PARTIES = "Only the parties themselves say what they wait for, and that it is over."
OVER = "This is over already."


class Why(enum.Enum):
    """What a party waits for, as its own side reads it."""

    PLACEMENT = "a placement"
    SUPERVISOR = "a supervisor"
    OCCUPATIONAL_HEALTH = "occupational health"
    FUNDING = "funding"
    OTHER = "something else"
    LEAVE = "leave"
    ILLNESS = "illness"
    ADVICE = "advice"

    @property
    def is_private(self) -> bool:
        """Whether its own side alone reads it, and the count of days stands still meanwhile."""
        return self in (Why.LEAVE, Why.ILLNESS, Why.ADVICE)

    @property
    def for_all(self) -> str:
        """What everybody else reads: nothing of what is private, and nobody's health."""
        if self.is_private:
            return ""
        return "an appointment" if self is Why.OCCUPATIONAL_HEALTH else self.value


class Blocker(OfPlan, Identified, Base):
    """A party waits for something from a day, until about another one; `words` say what where it is something else."""

    __tablename__ = "blocker"
    __table_args__ = (
        CheckConstraint("(why = 'something else') = (words <> '')", name="words_say_what"),
        CheckConstraint("first <= until", name="ends_after_it_begins"),
        APPEND_ONLY,
    )

    party: Mapped[Party] = mapped_column(words(Party))
    why: Mapped[Why] = mapped_column(words(Why))
    words: Mapped[str] = mapped_column(Text)
    first: Mapped[date]
    until: Mapped[date]
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    at: Mapped[datetime]
    end: Mapped["BlockerEnd | None"] = relationship(lazy="joined")

    def thing(self, reader: Membership) -> str:
        """What this reader reads that it is; "" for what is not theirs to know."""
        said = self.why.value if reader.party is self.party else self.why.for_all
        return self.words or said

    def stands(self, today: date) -> bool:
        """Whether it is still so: what is private passes by itself, the rest when its party says so."""
        return self.end is None and not (self.why.is_private and self.until < today)

    @property
    def goes_on(self) -> date | None:
        """The day from which the count goes on again; None where it never stood still."""
        if not self.why.is_private:
            return None
        ended = [london_day(self.end.at)] if self.end else []
        return max(self.first, min([self.until + timedelta(days=1), *ended]))


class BlockerEnd(Identified, Base):
    """Its own party says that it is over."""

    __tablename__ = "blocker_end"
    __table_args__ = (UniqueConstraint("blocker_id"), APPEND_ONLY)

    blocker_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("blocker.id"))
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    at: Mapped[datetime]


def name_blocker(
    session: Session,
    plan: Plan,
    *,
    why: Why,
    words: str,
    first: date,
    until: date,
    by: Membership,
    at: datetime,
    most_days: int,
) -> Blocker:
    """Say what one's party waits for, from which day and until about when.

    Raises Refused for who speaks for no party, before issue and once the plan is closed, where something else is not
    said in words, and for days that are out of order or more than `most_days` away.
    """
    plan.expect_issued()
    plan.expect_standing()
    if by.voice is None:
        raise Refused(ONLY_PARTIES)
    said = words.strip() if why is Why.OTHER else ""
    expect_none(_faults(why, said, first, until, london_day(at), most_days))
    days = {"first": first, "until": until}
    blocker = Blocker(plan=plan, party=by.voice, why=why, words=said, **days, by_id=by.id, at=at)
    session.add(blocker)
    session.flush()
    told = {name: day.isoformat() for name, day in days.items()} | {"waits_for": said or why.for_all}
    plan.case.tell(session, record.Stream.SHARED, events.BLOCKER_NAMED, by=by, subject=blocker.id, at=at, values=told)
    if why.value != why.for_all:
        own, private = record.Stream(by.side.value), {"waits_for": why.value}
        plan.case.tell(session, own, events.BLOCKER_EXPLAINED, by=by, subject=blocker.id, at=at, values=private)
    return blocker


def end_blocker(session: Session, blocker: Blocker, *, by: Membership, at: datetime) -> None:
    """Say that it is over.

    Raises Refused for anyone but its own party, once the plan is closed, and where it is over already.
    """
    blocker.plan.expect_standing()
    if by.voice is not blocker.party:
        raise Refused(ONLY_PARTIES)
    if not blocker.stands(london_day(at)):
        raise Refused(OVER)
    blocker.end = BlockerEnd(by_id=by.id, at=at)
    session.flush()
    blocker.case.tell(session, record.Stream.SHARED, events.BLOCKER_ENDED, by=by, subject=blocker.id, at=at)


def blockers_on(session: Session, plan_ids: Sequence[uuid.UUID]) -> Sequence[Blocker]:
    """All that the parties of these plans said they wait for, the oldest first."""
    wanted = select(Blocker).where(Blocker.plan_id.in_(plan_ids)).order_by(Blocker.first, Blocker.at)
    return session.scalars(wanted).unique().all()


def _faults(why: Why, said: str, first: date, until: date, today: date, most_days: int) -> Iterator[Fault]:
    if why is Why.OTHER and not said:
        yield NO_WORDS
    most = timedelta(days=most_days)
    if not today - most <= first <= today + most:
        yield Fault(f"Give a day at most {most_days} days from today.", "first")
    if until < first:
        yield Fault("Give a day on or after the first one.", "until")
    elif not today <= until <= today + most:
        yield Fault(f"Give a day from today on, at most {most_days} days away. A guess is enough.", "until")
