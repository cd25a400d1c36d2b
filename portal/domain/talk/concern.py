"""Somebody shows PSR a comment that hurts or is not right, and PSR answers: who raised it, only PSR and they know."""

import enum
import uuid
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import ForeignKey, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from portal.domain import record
from portal.domain.base import APPEND_ONLY, Base, Fault, Identified, Refused, expect_none, words
from portal.domain.cases.case import Membership
from portal.domain.cases.roles import Role, Side
from portal.domain.dates import day, london_day
from portal.domain.plans.of_plan import OfPlan
from portal.domain.talk import events
from portal.domain.talk.fold import Fold
from portal.domain.talk.thread import Comment, Thread

NO_COMMENT = Fault("Choose the comment that you show PSR.", "comment")
NO_WHY = Fault("Say in a few words what hurts, or is not right.", "hurts")
SHOWN_ALREADY = "You have shown this comment to PSR already."
NO_KIND = Fault("Choose what PSR does.", "kind")
NO_REASON = Fault(
    "Give the reason. Whoever wrote the comment and whoever showed it read it, so name neither.", "told_reason"
)
NO_DAY = Fault("Give the last day of the pause, from today on, at most {most} days away.", "until")
ANSWERED = "This has been answered already."


class Does(enum.Enum):
    """What PSR does about a comment that was shown to it."""

    NOTHING = "leave it as it is"
    FOLD = "fold it"
    PAUSE = "pause its author"
    BOTH = "fold it and pause its author"

    @property
    def folds(self) -> bool:
        return self in (Does.FOLD, Does.BOTH)

    @property
    def pauses(self) -> bool:
        return self in (Does.PAUSE, Does.BOTH)


class Concern(OfPlan, Identified, Base):
    """Somebody showed PSR this comment, and said why: nobody else ever learns that they did."""

    __tablename__ = "concern"
    __table_args__ = (UniqueConstraint("comment_id", "by_id"), APPEND_ONLY)

    comment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("comment.id"))
    why: Mapped[str] = mapped_column(Text)
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    at: Mapped[datetime]
    comment: Mapped[Comment] = relationship(lazy="joined", innerjoin=True)
    by: Mapped[Membership] = relationship(lazy="joined", innerjoin=True)
    answer: Mapped["ConcernAnswer | None"] = relationship(lazy="joined")

    def is_known_to(self, member: Membership) -> bool:
        """Whether it exists at all for this member of the case: for PSR's advisers, and for whoever raised it."""
        return member.id == self.by_id or member.has(Role.ADVISER)


class ConcernAnswer(Identified, Base):
    """What PSR did about a concern, with the reason that its raiser reads."""

    __tablename__ = "concern_answer"
    __table_args__ = (UniqueConstraint("concern_id"), APPEND_ONLY)

    concern_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("concern.id"))
    kind: Mapped[Does] = mapped_column(words(Does))
    reason: Mapped[str] = mapped_column(Text)
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    at: Mapped[datetime]


class CommentPause(Identified, Base):
    """Until the end of this day a member comments on no conversation that both parties read; a later one ends later."""

    __tablename__ = "comment_pause"
    __table_args__ = APPEND_ONLY

    member_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"), index=True)
    until: Mapped[date]
    reason: Mapped[str] = mapped_column(Text)
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    at: Mapped[datetime]


def can_be_shown(session: Session, thread: Thread, member: Membership) -> Sequence[Comment]:
    """What this member can show PSR of a conversation, and has not: what others wrote, but for PSR, which is called."""
    of_psr = {one.id for one in member.case.memberships if one.side is Side.PSR}
    shown = _shown_by(session, thread, member)
    return [one for one in thread.comments if one.by_id not in {member.id, *of_psr} and one.id not in shown]


def raise_concern(
    session: Session, thread: Thread, comment_id: uuid.UUID | None, *, why: str, by: Membership, at: datetime
) -> Concern:
    """Show PSR one comment of a conversation; the record tells it to PSR alone, without the words.

    Raises Refused, naming each field, for what is missing, and for what this member has shown already.
    """
    if comment_id in _shown_by(session, thread, by):
        raise Refused(SHOWN_ALREADY, "comment")
    comment = next((one for one in can_be_shown(session, thread, by) if one.id == comment_id), None)
    expect_none(([] if comment else [NO_COMMENT]) + ([] if why.strip() else [NO_WHY]))
    concern = Concern(plan=thread.plan, comment=comment, why=why, by=by, at=at)
    session.add(concern)
    session.flush()
    thread.case.tell(session, record.Stream.PSR, events.CONCERN_RAISED, by=by, subject=concern.id, at=at)
    return concern


def answer_concern(
    session: Session,
    concern: Concern,
    thread: Thread,
    *,
    kind: Does | None,
    reason: str,
    until: date | None,
    most_days: int,
    by: Membership,
    at: datetime,
) -> None:
    """Say what PSR does about the comment, which answers everybody who showed it.

    A fold, and a pause of its author, are told to those who see the comment, without who raised it. Raises Refused,
    naming each field, for what is missing, and once it is answered.
    """
    if concern.answer:
        raise Refused(ANSWERED)
    expect_none(_faults(kind, reason, until, london_day(at), most_days))
    same = [one for one in concerns_about(session, thread) if one.comment_id == concern.comment_id and not one.answer]
    for one in same:
        one.answer = ConcernAnswer(kind=kind, reason=reason, by_id=by.id, at=at)
        session.flush()
        told = {"answer": one.answer.kind.value}
        thread.case.tell(session, record.Stream.PSR, events.CONCERN_ANSWERED, by=by, subject=one.id, at=at, values=told)
    if kind and kind.folds and concern.comment.fold is None:
        concern.comment.fold = Fold(reason=reason, by_id=by.id, at=at)
        _tell(session, thread, events.COMMENT_FOLDED, by, at, {"reason": reason})
    if kind and kind.pauses and until:
        _pause(session, thread, concern.comment.by_id, until, reason, by, at)


def concerns_about(session: Session, thread: Thread) -> Sequence[Concern]:
    """Every concern about a comment of this conversation, the earliest first."""
    wanted = select(Concern).where(Concern.comment_id.in_([one.id for one in thread.comments]))
    return session.scalars(wanted.order_by(Concern.at, Concern.id)).unique().all()


def _shown_by(session: Session, thread: Thread, member: Membership) -> set[uuid.UUID]:
    return {one.comment_id for one in concerns_about(session, thread) if one.by_id == member.id}


def pause_of(session: Session, member: Membership, today: date) -> CommentPause | None:
    """The pause of this member's comments that ends last; None while there is none."""
    if not member.is_quiet_on(today):
        return None
    wanted = select(CommentPause).where(CommentPause.member_id == member.id, CommentPause.until >= today)
    return session.scalars(wanted.order_by(CommentPause.until.desc(), CommentPause.at.desc())).first()


def _pause(
    session: Session, thread: Thread, member_id: uuid.UUID, until: date, reason: str, by: Membership, at: datetime
) -> None:
    member = session.get_one(Membership, member_id)
    member.quiet_until = max(until, member.quiet_until or until)
    session.add(CommentPause(member_id=member_id, until=until, reason=reason, by_id=by.id, at=at))
    session.flush()
    values = {"until": day(until), "reason": reason}
    _tell(session, thread, events.COMMENTS_PAUSED, by, at, values, subject=member_id)


def _faults(kind: Does | None, reason: str, until: date | None, today: date, most_days: int) -> Iterator[Fault]:
    if kind is None:
        yield NO_KIND
    if not reason.strip():
        yield NO_REASON
    fits = until is not None and today <= until <= today + timedelta(days=most_days)
    if kind and kind.pauses and not fits:
        yield NO_DAY._replace(sentence=NO_DAY.sentence.format(most=most_days))


def _tell(
    session: Session,
    thread: Thread,
    kind: record.Kind,
    by: Membership,
    at: datetime,
    values: dict[str, str],
    subject: uuid.UUID | None = None,
) -> None:
    """Record it for those who see the conversation, and for nobody else."""
    stream = record.Stream(thread.audience.value)
    thread.case.tell(session, stream, kind, by=by, subject=subject or thread.id, at=at, values=values)
