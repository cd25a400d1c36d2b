"""Time to take advice: a party says until when, and nobody else can shorten it (002 §7.3)."""

import uuid
from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from portal.domain import record
from portal.domain.agreements import events
from portal.domain.base import APPEND_ONLY, Base, Identified, Refused, words
from portal.domain.cases.case import Membership
from portal.domain.cases.rests import put_off, rests_of
from portal.domain.cases.roles import Party
from portal.domain.dates import london_day
from portal.domain.plans.plan import Plan


class AdviceTime(Identified, Base):
    """A party takes advice until a day; its newest row counts, and one without a day says that it is ready."""

    __tablename__ = "advice_time"
    __table_args__ = APPEND_ONLY

    plan_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("plan.id"), index=True)
    party: Mapped[Party] = mapped_column(words(Party))
    until: Mapped[date | None]
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    at: Mapped[datetime]


def take_advice(
    session: Session, plan: Plan, *, until: date | None, by: Membership, at: datetime, most_days: int
) -> AdviceTime:
    """Say until when one's party takes advice, or with None that it is ready.

    Raises Refused for a day that is past or more than `most_days` away, and for anyone who speaks for no party.
    """
    if by.voice is None:
        raise Refused("Only the parties themselves say how long they need.")
    today = london_day(at)
    if until and not today <= until <= today + timedelta(days=most_days):
        raise Refused(f"Give a day from today on, at most {most_days} days away.", "until")
    taken = AdviceTime(plan_id=plan.id, party=by.voice, until=until, by_id=by.id, at=at)
    session.add(taken)
    session.flush()
    kind, values = events.ADVICE_TIME_TAKEN, {"until": until.isoformat() if until else ""}
    plan.case.tell(session, record.Stream.SHARED, kind, by=by, subject=plan.id, at=at, values=values)
    return taken


def taking_advice(session: Session, plan: Plan, today: date) -> Mapping[Party, date]:
    """The parties that are taking advice, each with the last day of its time."""
    return taking_advice_on(session, [plan.id], today).get(plan.id, {})


def other_takes_advice(session: Session, plan: Plan, member: Membership, today: date) -> date | None:
    """Until when the party on the other side of this member takes advice; None when it does not."""
    return taking_advice(session, plan, today).get(member.party.other) if member.party else None


def taking_advice_on(
    session: Session, plan_ids: Collection[uuid.UUID], today: date
) -> Mapping[uuid.UUID, Mapping[Party, date]]:
    """The same for each of these plans; those on which nobody takes advice may be missing.

    Days on which the case was paused do not count.
    """
    told = select(AdviceTime, Plan.case_id).join(Plan, Plan.id == AdviceTime.plan_id)
    found = session.execute(told.where(AdviceTime.plan_id.in_(plan_ids)).order_by(AdviceTime.at)).all()
    rests = rests_of(session, {row.case_id for row in found}) if found else {}
    newest: dict[uuid.UUID, dict[Party, date | None]] = {}
    for one, case_id in found:
        until = one.until and put_off(one.until, rests.get(case_id, ()), since=london_day(one.at), today=today)
        newest.setdefault(one.plan_id, {})[one.party] = until
    return {
        plan_id: {party: until for party, until in days.items() if until and until >= today}
        for plan_id, days in newest.items()
    }
