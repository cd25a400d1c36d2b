"""What the organisation does at once to protect patients or staff, whatever state the plan is in (002 §8.4).

It never edits the plan's words; the practitioner and PSR are shown it and can comment.
"""

import uuid
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from sqlalchemy import ForeignKey, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from portal.domain import record
from portal.domain.base import APPEND_ONLY, Base, Fault, Identified, Refused, all_at_once, expect_none
from portal.domain.cases.case import Membership
from portal.domain.cases.roles import Side
from portal.domain.dates import london_day
from portal.domain.plans.of_plan import OfPlan
from portal.domain.plans.plan import Plan
from portal.domain.safety import events
from portal.domain.safety.told import HEARD, SafetyTelling, Step, Told
from portal.domain.typed import EARLIEST, expect_in_range
from portal.text.english import counted

NO_WHAT = "Say what is done."
NO_WHY = "Say why, so that the practitioner can understand."
TO_COME = Fault("Give a day until today, on which somebody told them.", "told_on")
TOLD_AS = {
    Step.TOLD: (record.Stream.SHARED, events.PRACTITIONER_TOLD),
    Step.ASKED: (record.Stream.SHARED, events.RING_ASKED),
    Step.TRIED: (record.Stream.PRACTITIONER_PSR, events.RING_TRIED),
    Step.RANG: (record.Stream.SHARED, events.RANG),
}


class SafetyAction(OfPlan, Identified, Base):
    """One action: what is done, why, and from which day."""

    __tablename__ = "safety_action"
    __table_args__ = APPEND_ONLY

    what: Mapped[str] = mapped_column(Text)
    why: Mapped[str] = mapped_column(Text)
    from_when: Mapped[date]
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    at: Mapped[datetime]
    remarks: Mapped[list["SafetyRemark"]] = relationship(order_by="SafetyRemark.at")
    end: Mapped["SafetyActionEnd | None"] = relationship(lazy="joined")
    steps: Mapped[list[SafetyTelling]] = relationship(order_by=SafetyTelling.at, lazy="selectin")

    @property
    def heard(self) -> SafetyTelling | None:
        """How the practitioner first heard of it from a person, as far as is known here."""
        return next((one for one in self.steps if one.step in HEARD), None)

    @property
    def waits_for_psr(self) -> bool:
        """Whether PSR is asked to ring the practitioner about it: one from before that was asked is not rung about."""
        return not self.heard and any(one.step is Step.ASKED for one in self.steps)

    def steps_for(self, member: Membership) -> list[SafetyTelling]:
        """What this member may know of how the practitioner heard of it, the oldest first."""
        return [one for one in self.steps if member.side in one.readers]

    @property
    def ended_before_it_began(self) -> bool:
        return self.end is not None and london_day(self.end.at) < self.from_when


class SafetyRemark(Identified, Base):
    """A comment on an action, in small Markdown, seen by both parties and PSR."""

    __tablename__ = "safety_remark"
    __table_args__ = APPEND_ONLY

    safety_action_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("safety_action.id"), index=True)
    body: Mapped[str] = mapped_column(Text)
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    at: Mapped[datetime]


class SafetyActionEnd(Identified, Base):
    """The action is no longer needed."""

    __tablename__ = "safety_action_end"
    __table_args__ = (UniqueConstraint("safety_action_id"), APPEND_ONLY)

    safety_action_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("safety_action.id"))
    reason: Mapped[str] = mapped_column(Text)
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    at: Mapped[datetime]


def take_safety_action(
    session: Session,
    plan: Plan,
    *,
    what: str,
    why: str,
    from_when: date,
    most_days_back: int,
    told: Told | None = None,
    by: Membership,
    at: datetime,
) -> SafetyAction:
    """Record what the organisation does at once; it is in effect and shown to everybody from this moment.

    Where nobody has `told` the practitioner, PSR is asked to ring them; the action never waits for that.

    Raises Refused before the plan is issued, for anyone else, without saying what is done and why, from a day that
    lies further back than so many, and where somebody is said to have told them on a day to come.
    """
    plan.expect_issued()
    expect_organisation(by)
    with all_at_once() as tried:
        tried(_expect, what, NO_WHAT, "what")
        tried(_expect, why, NO_WHY, "why")
        tried(_expect_recent, from_when, most_days_back, london_day(at))
        tried(expect_none, faults_of(told, london_day(at)) if told else ())
    action = SafetyAction(plan=plan, what=what, why=why, from_when=from_when, by_id=by.id, at=at)
    session.add(action)
    session.flush()
    values = {"what": what, "why": why, "from": from_when.isoformat()}
    _tell(session, action, events.SAFETY_ACTION_TAKEN, by, at, values)
    add_step(session, action, Step.TOLD if told else Step.ASKED, told or Told(), by, at)
    return action


def comment_on(session: Session, action: SafetyAction, *, body: str, by: Membership, at: datetime) -> SafetyRemark:
    """Say something about an action, also after it has ended."""
    _expect(body, "Write your comment.", "body")
    remark = SafetyRemark(body=body, by_id=by.id, at=at)
    action.remarks.append(remark)
    session.flush()
    _tell(session, action, events.SAFETY_ACTION_DISCUSSED, by, at, {"body": body})
    return remark


def end_safety_action(session: Session, action: SafetyAction, *, reason: str, by: Membership, at: datetime) -> None:
    """Say that an action is no longer needed, and why; it can still be read."""
    expect_organisation(by)
    if action.end:
        raise Refused("This action has ended already.")
    _expect(reason, "Say why the action is no longer needed.", "reason")
    action.end = SafetyActionEnd(reason=reason, by_id=by.id, at=at)
    session.flush()
    _tell(session, action, events.SAFETY_ACTION_ENDED, by, at, {"reason": reason})


def safety_actions(session: Session, plan: Plan) -> Sequence[SafetyAction]:
    """Every action of this plan, the newest first."""
    wanted = select(SafetyAction).where(SafetyAction.plan_id == plan.id).order_by(SafetyAction.at.desc())
    return session.scalars(wanted).all()


def add_step(session: Session, action: SafetyAction, step: Step, told: Told, by: Membership, at: datetime) -> None:
    """Write down one step of telling the practitioner, and tell it to those who may know."""
    one = SafetyTelling(step=step, who=told.who, day=told.day, company=told.company, by_id=by.id, at=at)
    action.steps.append(one)
    session.flush()
    said = {"who": told.who, "day": told.day.isoformat() if told.day else ""}
    said["with"] = told.company.value if told.company else ""
    stream, kind = TOLD_AS[step]
    action.case.tell(session, stream, kind, by=by, subject=action.id, at=at, values=said)


def faults_of(told: Told, today: date) -> Iterator[Fault]:
    """What is wrong with what is said of a talk: it has been held, so its day is not to come."""
    if told.day and not EARLIEST <= told.day <= today:
        yield TO_COME


def expect_organisation(by: Membership) -> None:
    """Refuse to anyone who is not of the organisation."""
    if by.side is not Side.ORGANISATION:
        raise Refused("Only the organisation takes an action for safety, ends it, and says who told of it.")


def _expect(words: str, sentence: str, field: str) -> None:
    if not words.strip():
        raise Refused(sentence, field)


def _expect_recent(from_when: date, most_days_back: int, today: date) -> None:
    expect_in_range(from_when, "from_when")
    if (today - from_when).days > most_days_back:
        back = counted(most_days_back, "day")
        raise Refused(
            f"This day is more than {back} ago. Check the year. If it is right, give a later day here, and "
            "write the right one in your reason.",
            "from_when",
        )


def _tell(
    session: Session, action: SafetyAction, kind: record.Kind, by: Membership, at: datetime, values: dict[str, str]
) -> None:
    case = action.plan.case
    case.tell(session, record.Stream.SHARED, kind, by=by, subject=action.id, at=at, values=values)
