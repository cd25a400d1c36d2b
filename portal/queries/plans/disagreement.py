"""What the page "If we cannot agree" shows to one reader."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from portal.domain.cases.case import Membership
from portal.domain.cases.roles import Party
from portal.domain.plans.ending import PartyView, Views, ViewsRequest, views_of, views_request
from portal.domain.plans.plan import Plan
from portal.domain.talk.meeting import MeetingRequest, meetings_of
from portal.queries.cases.names import names
from portal.queries.negotiation.panel import Panel
from portal.queries.talk.panels import ended_panel, meeting_panel, view_panel, views_asked_panel


@dataclass(frozen=True)
class Disagreement:
    """The meetings that were asked for, and the views that this reader may see: both once the plan has ended."""

    plan: Plan
    member: Membership
    meetings: Sequence[MeetingRequest]
    views_asked: ViewsRequest | None
    views: Views
    names: dict[UUID, str]

    @property
    def meeting(self) -> MeetingRequest | None:
        """The meeting that still waits for PSR."""
        return next((one for one in self.meetings if one.outcome is None and not self.plan.rests), None)

    @property
    def own_view(self) -> PartyView | None:
        return self.views.get(self.member.party) if self.member.party else None

    @property
    def is_open(self) -> bool:
        """Whether the plan could still end without an agreement."""
        return not self.plan.rests and not self.plan.agreed

    def panel(self, act: str, *, wait_working_days: int) -> Panel | None:
        """What the reader's last act here did."""
        meeting = self.meetings[-1] if self.meetings else None
        asked_by = self.views_asked.by_id if self.views_asked else None
        return (
            meeting_panel(meeting, self.member, act)
            or view_panel(self.own_view, self.member, act)
            or views_asked_panel(self.plan, self.member, act, asked_by, wait_working_days)
            or ended_panel(self.plan, self.member, act)
        )


def disagreement_of(session: Session, plan: Plan, member: Membership) -> Disagreement:
    """Until the plan has ended a party reads its own view only: nothing of the other's is read."""
    every = plan.not_agreed or member.party is None
    parties = tuple(Party) if every else tuple(party for party in Party if party is member.party)
    return Disagreement(
        plan=plan,
        member=member,
        meetings=meetings_of(session, plan),
        views_asked=views_request(session, plan),
        views=views_of(session, plan, parties),
        names=names(plan.case, member),
    )
