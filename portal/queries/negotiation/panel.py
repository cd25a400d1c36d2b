"""The panel after an act, and the one after a plan was issued."""

import enum
from dataclasses import dataclass

from portal.domain.cases.case import Membership
from portal.domain.cases.roles import Party
from portal.domain.plans.plan import Plan
from portal.domain.proposals.proposal import Proposal


class WayOn(enum.Enum):
    """Where the reader goes on from the panel, when no change waits."""

    KEPT = "the answers that are ready"
    SIGN = "getting the new text ready to sign"


@dataclass(frozen=True)
class Panel:
    """What an act did, a sentence each; `onwards` is the change that waits next for the reader, else the `way_on`.

    Where nothing has `happened` that others could see, it is brief.
    """

    heading: str
    happened: list[str]
    sees: str
    comes_next: str = ""
    way_back: str = ""
    onwards: Proposal | None = None
    way_on: WayOn | None = None


def issued_panel(plan: Plan, member: Membership) -> Panel | None:
    """The panel after whoever drafted the plan gave it to both; None for others, and once it is agreed or closed."""
    if plan.agreed or plan.closure or member.id not in [one.by_id for one in plan.issues]:
        return None
    if member.party:
        name = plan.case.practitioner
        return Panel(
            heading=f"You have shared the plan with {name}",
            happened=[
                "Nobody can edit it any more. Its words change only when both of you agree to a suggested change."
            ],
            sees=f"{name}, your organisation and PSR. Each person first meets a calm page that says what the plan is.",
            comes_next=f"Ring {name}, so that they do not find it here without warning. They read, comment and suggest "
            "changes. There is no last day.",
            way_back="You can suggest a change, as they can.",
        )
    names = " and ".join(plan.case.name_of(party) for party in Party)
    return Panel(
        heading="Both parties have the plan now",
        happened=[f"{names} got it at the same moment. Nobody can edit it any more, PSR neither."],
        sees="Both parties and PSR. Each person first meets a calm page that says what the plan is.",
        comes_next="Ring both, so that nobody finds it here without warning. They read, comment and suggest changes. "
        "There is no last day.",
        way_back="You can suggest a change, as they can. If it was issued in error, you can withdraw it on this page.",
    )
