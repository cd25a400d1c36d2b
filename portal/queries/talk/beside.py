"""What is arranged beside a plan's words: calls, talks, a meeting, and the views that are given before it ends."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import String, and_, cast, or_, select
from sqlalchemy.orm import Session

from portal.domain.cases.case import Membership
from portal.domain.cases.roles import Party, Side
from portal.domain.plans.ending import PartyView, Views, ViewsRequest
from portal.domain.plans.plan import Plan
from portal.domain.talk.call import CallRequest
from portal.domain.talk.meeting import MeetingOutcome, MeetingRequest
from portal.domain.talk.offer import NoteReply, OfferEnd, OfferOutcome, TalkNote, TalkOffer


@dataclass(frozen=True)
class Beside:
    """What one reader may see of it: the calls that wait for PSR, the talks that go on, the meeting that is asked for.

    `views` are those that the reader may see while the plan stands: their own side's, or for PSR both.
    """

    calls: Sequence[CallRequest] = ()
    talks: Sequence[TalkOffer] = ()
    meeting: MeetingRequest | None = None
    views_asked: ViewsRequest | None = None
    views: Views = field(default_factory=dict)

    def waiting(self, party: Party) -> int:
        """How many offers to talk, and notes of talks, wait for this party."""
        return sum(one.waits_for is party for one in self.talks)

    def asks_view_of(self, party: Party) -> bool:
        """Whether PSR has asked this party for its view, and it has said nothing yet."""
        return self.views_asked is not None and party not in self.views

    @property
    def has_both_views(self) -> bool:
        """Whether PSR, who reads both, has what it asked for."""
        return self.views_asked is not None and len(self.views) == len(Party)

    def about(self, proposal_id: UUID | None) -> list[TalkOffer]:
        """The talks about this change; without one, those about the plan as a whole."""
        return [one for one in self.talks if one.proposal_id == proposal_id]


NOTHING = Beside()


def beside_plan(session: Session, plan: Plan, member: Membership) -> Beside:
    """What is arranged beside one plan."""
    return beside_plans(session, [member], [plan], open_calls(session, [member]))[plan.id]


def beside_plans(
    session: Session, members: Collection[Membership], plans: Sequence[Plan], calls: Sequence[CallRequest]
) -> Mapping[UUID, Beside]:
    """What is arranged beside each of these plans, by its id, for the member of its case: a fixed number of queries.

    `calls` are those that wait for PSR. Nothing is read of what the other party tells PSR in private.
    """
    by_case = {member.case_id: member for member in members}
    standing = {plan.id: by_case[plan.case_id] for plan in plans if plan.is_issued and not plan.rests}
    meetings, asked = _meetings(session, standing), _asked(session, standing)
    talks = [one for one in _talks(session, standing) if standing[one.plan_id].reads_health or not one.health]
    views = _views(session, [member.id for member in members], asked) if asked else []
    return {
        plan.id: Beside(
            calls=[one for one in calls if one.case_id == plan.case_id],
            talks=[one for one in talks if one.plan_id == plan.id],
            meeting=meetings.get(plan.id),
            views_asked=None if plan.agreed else asked.get(plan.id),
            views={one.party: one for one in views if one.plan_id == plan.id},
        )
        for plan in plans
    }


def open_calls(session: Session, members: Collection[Membership]) -> list[CallRequest]:
    """The calls that wait for PSR on the cases of these members, as far as each may know of them, the oldest first."""
    return [one for one in calls_seen_by(session, members) if one.is_open]


def calls_seen_by(session: Session, members: Collection[Membership]) -> Sequence[CallRequest]:
    """Every call that was asked for on the cases of these members: by their own side, or for PSR by both."""
    reader = and_(Membership.case_id == CallRequest.case_id, Membership.id.in_([one.id for one in members]))
    known = or_(Membership.side == CallRequest.side, Membership.side == Side.PSR)
    wanted = select(CallRequest).join(Membership, reader).where(known).order_by(CallRequest.at)
    return session.scalars(wanted).unique().all()


def _talks(session: Session, plan_ids: Collection[UUID]) -> Sequence[TalkOffer]:
    """The talks that are offered, or settled while their note lacks its reply."""
    goes_on = and_(OfferOutcome.kind == OfferEnd.ACCEPTED, NoteReply.id.is_(None))
    wanted = (
        select(TalkOffer)
        .outerjoin(OfferOutcome, OfferOutcome.talk_offer_id == TalkOffer.id)
        .outerjoin(TalkNote, TalkNote.talk_offer_id == TalkOffer.id)
        .outerjoin(NoteReply, NoteReply.talk_note_id == TalkNote.id)
        .where(TalkOffer.plan_id.in_(plan_ids), or_(OfferOutcome.id.is_(None), goes_on))
        .order_by(TalkOffer.at)
    )
    return session.scalars(wanted).all()


def _meetings(session: Session, plan_ids: Collection[UUID]) -> dict[UUID, MeetingRequest]:
    wanted = select(MeetingRequest).outerjoin(MeetingOutcome, MeetingOutcome.meeting_request_id == MeetingRequest.id)
    found = session.scalars(wanted.where(MeetingRequest.plan_id.in_(plan_ids), MeetingOutcome.id.is_(None)))
    return {one.plan_id: one for one in found}


def _asked(session: Session, plan_ids: Collection[UUID]) -> dict[UUID, ViewsRequest]:
    found = session.scalars(select(ViewsRequest).where(ViewsRequest.plan_id.in_(plan_ids)))
    return {one.plan_id: one for one in found}


def _views(session: Session, member_ids: Collection[UUID], plan_ids: Collection[UUID]) -> Sequence[PartyView]:
    """The views of each reader's own side, or for PSR of both, the oldest first."""
    reader = and_(Membership.case_id == Plan.case_id, Membership.id.in_(member_ids))
    known = or_(cast(Membership.side, String) == cast(PartyView.party, String), Membership.side == Side.PSR)
    wanted = select(PartyView).join(Plan, Plan.id == PartyView.plan_id).join(Membership, reader).where(known)
    return session.scalars(wanted.where(PartyView.plan_id.in_(plan_ids)).order_by(PartyView.at)).all()
