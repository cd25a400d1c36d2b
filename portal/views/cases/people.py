"""Who is who on a case."""

from uuid import UUID

from flask import Blueprint, render_template, request

from portal.actions import Action
from portal.domain.cases.case import Case
from portal.domain.cases.handover import handovers_of
from portal.domain.cases.invitation import invitations_to
from portal.domain.dates import london_day
from portal.policy import may
from portal.policy_of_sight import sees
from portal.queries.cases.cases import case_line
from portal.queries.cases.panels import people_panel
from portal.queries.cases.people import roles_to_invite, sides_of, still_missing
from portal.web.after import show_panel
from portal.web.http import load, now, session

bp = Blueprint("case_people", __name__)


@bp.get("/cases/<uuid:id>/people")
def show(id: UUID) -> str:  # noqa: A002 - the name of the part of the address
    case, member = load(Case, id, Action.VIEW_CASE)
    today = london_day(now())
    plans = case_line(session(), member, today).plans
    plan, invitations = plans[-1].plan if plans else None, invitations_to(session(), case)
    show_panel(people_panel(case, member, request.args.get("did", ""), invitations))
    return render_template(
        "cases/people.html",
        case=case,
        member=member,
        plan=plan,
        sides=sides_of(session(), case, member, plan, today),
        invitations=[one for one in invitations if one.is_open and sees(member, one)],
        handovers=[one for one in handovers_of(session(), case, today) if may(member, Action.VIEW_HANDOVER, one)],
        roles=roles_to_invite(case, member),
        missing=still_missing(case),
        now=now(),
    )
