"""A plan that ends without an agreement: each party gives its own view first, and PSR decides nothing between them."""

import uuid
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime

from sqlalchemy import ForeignKey, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from portal.domain import record
from portal.domain.base import APPEND_ONLY, Base, Fault, Identified, Refused, expect_none, words
from portal.domain.cases.case import Membership
from portal.domain.cases.rests import working_days_lived
from portal.domain.cases.roles import Party
from portal.domain.dates import london_day
from portal.domain.plans import events
from portal.domain.plans.closing import NotAgreed
from portal.domain.plans.of_plan import OfPlan
from portal.domain.plans.plan import Plan
from portal.text.english import counted

STREAMS = {
    Party.ORGANISATION: record.Stream.ORGANISATION_PSR,
    Party.PRACTITIONER: record.Stream.PRACTITIONER_PSR,
}
TOO_EARLY = "A party has said nothing yet. Leave it {days} more, or end the plan once both have answered."
Views = Mapping[Party, "PartyView"]


class ViewsRequest(Identified, Base):
    """PSR asks both parties for their view, because the plan may end without an agreement."""

    __tablename__ = "views_request"
    __table_args__ = (UniqueConstraint("plan_id"), APPEND_ONLY)

    plan_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("plan.id"))
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    at: Mapped[datetime]


class PartyView(OfPlan, Identified, Base):
    """How a party sees it; no words say that it prefers to give none. The newest row of a party counts."""

    __tablename__ = "party_view"
    __table_args__ = APPEND_ONLY

    party: Mapped[Party] = mapped_column(words(Party))
    words: Mapped[str] = mapped_column(Text)
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    at: Mapped[datetime]


def ask_for_views(session: Session, plan: Plan, *, by: Membership, at: datetime) -> ViewsRequest:
    """Ask both parties for their view, before the plan can end without an agreement.

    Raises Refused before issue, once both have signed, once it is closed, and when they were asked already.
    """
    _expect_open(plan)
    if views_request(session, plan):
        raise Refused("Both parties have been asked for their view already.")
    asked = ViewsRequest(plan_id=plan.id, by_id=by.id, at=at)
    session.add(asked)
    session.flush()
    plan.case.tell(session, record.Stream.SHARED, events.VIEWS_ASKED, by=by, subject=plan.id, at=at)
    return asked


def give_view(session: Session, plan: Plan, *, words: str, by: Membership, at: datetime) -> PartyView:
    """Give one's party's view, or with "" say that it prefers to give none; until the end only its side and PSR see it.

    Raises Refused for who speaks for no party, and unless PSR has asked and the plan has not ended.
    """
    _expect_open(plan)
    if by.voice is None:
        raise Refused("Only the parties themselves give their view.")
    if views_request(session, plan) is None:
        raise Refused("PSR has not asked for your view.")
    view = PartyView(plan=plan, party=by.voice, words=words, by_id=by.id, at=at)
    session.add(view)
    session.flush()
    plan.case.tell(
        session, STREAMS[by.voice], events.VIEW_GIVEN, by=by, subject=view.id, at=at, values={"words": words}
    )
    return view


def end_not_agreed(
    session: Session,
    plan: Plan,
    *,
    comes_next: str,
    without_views: bool,
    wait_working_days: int,
    by: Membership,
    at: datetime,
) -> NotAgreed:
    """Record that the plan ended without an agreement; from then on everybody on the case reads both views.

    Raises Refused before both were asked for their view, once both have signed, when it is closed already, without a
    sentence on what happens next, and while a party has said nothing, unless PSR ends it `without_views`, as many
    working days after it asked.
    """
    _expect_open(plan)
    asked = views_request(session, plan)
    if asked is None:
        raise Refused("Ask both parties for their view first.")
    views = views_of(session, plan, tuple(Party))
    if left := days_left(session, plan, asked, views, wait_working_days=wait_working_days, at=at):
        raise Refused(TOO_EARLY.format(days=counted(left, "working day")))
    expect_none(_missing(comes_next, asked_again=without_views or len(views) == len(Party)))
    plan.not_agreed = NotAgreed(comes_next=comes_next, by_id=by.id, at=at)
    session.flush()
    values = {"comes_next": comes_next} | {f"view_{party.value}": view.words for party, view in views.items()}
    plan.case.tell(session, record.Stream.SHARED, events.PLAN_NOT_AGREED, by=by, subject=plan.id, at=at, values=values)
    return plan.not_agreed


def days_left(
    session: Session, plan: Plan, asked: ViewsRequest, views: Views, *, wait_working_days: int, at: datetime
) -> int:
    """How many working days PSR still leaves to a party that has said nothing; 0 once both have answered."""
    if len(views) == len(Party):
        return 0
    return max(0, wait_working_days - working_days_lived(session, plan.case, london_day(asked.at), london_day(at)))


def _missing(comes_next: str, *, asked_again: bool) -> Iterator[Fault]:
    if not comes_next.strip():
        yield Fault("Say what happens next, so that both parties know.", "comes_next")
    if not asked_again:
        yield Fault("A party has said nothing yet. Ask it once more, or say that you did.", "without_views")


def views_request(session: Session, plan: Plan) -> ViewsRequest | None:
    """Whether PSR has asked both parties for their view, and when."""
    return session.scalar(select(ViewsRequest).where(ViewsRequest.plan_id == plan.id))


def views_of(session: Session, plan: Plan, parties: Collection[Party]) -> Views:
    """The newest view of each of these parties that has given one."""
    given = select(PartyView).where(PartyView.plan_id == plan.id, PartyView.party.in_(parties)).order_by(PartyView.at)
    return {view.party: view for view in session.scalars(given)}


def _expect_open(plan: Plan) -> None:
    plan.expect_issued()
    plan.expect_standing()
    if plan.agreed:
        raise Refused("Both parties have signed this plan, so it cannot end without an agreement.")
