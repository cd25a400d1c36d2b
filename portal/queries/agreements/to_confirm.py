"""What was named before a text is frozen, for whoever freezes it to confirm (002 §6.2, §8.3)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.plans.content import Content
from portal.domain.plans.designated import Choices, choices
from portal.domain.plans.places import clause_name
from portal.domain.plans.plan import Plan
from portal.domain.plans.revision import Revision

FIRST = 1


@dataclass(frozen=True)
class ToConfirm:
    """What can be chosen, and what is chosen so far.

    `by_whom` named it: "the parties", "PSR", or "" where headings suggest it. `consequences` and `agreement` say in
    words what is chosen, and `gone` what was named and is no longer in the plan.
    """

    choices: Choices
    by_whom: str
    gone: Sequence[str]
    consequences: Sequence[str] = ()
    agreement: str = ""


def to_confirm(session: Session, plan: Plan) -> ToConfirm:
    """What both have signed counts first, then what PSR named when it issued the plan; it is carried over by key."""
    content, suggested = plan.content, choices(plan.content)
    named = plan.agreed or plan.designation
    if named is None:
        return ToConfirm(suggested, "", [])
    keys, agreement = named.consequence_keys, named.standard_agreement
    kept = {key for key in (*keys, agreement) if content.clause(key)}
    found = replace(
        suggested,
        consequences=[key for key in keys if key in kept] if keys else suggested.consequences,
        standard_agreement=agreement if agreement in kept else "" if agreement else suggested.standard_agreement,
    )
    former = plan.agreed.revision.content if plan.agreed else _as_issued(session, plan)
    gone = [clause_name(former, key) for key in (*keys, agreement) if key not in kept and former.clause(key)]
    return ToConfirm(
        choices=found,
        by_whom="the parties" if plan.agreed else "PSR",
        gone=gone,
        consequences=[clause_name(content, key) for key in found.consequences],
        agreement=clause_name(content, found.standard_agreement) if found.standard_agreement else "",
    )


def _as_issued(session: Session, plan: Plan) -> Content:
    first = select(Revision).where(Revision.plan_id == plan.id, Revision.number == FIRST)
    return session.scalars(first).one().content
