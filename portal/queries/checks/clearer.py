"""What plan checks say of a plan to one reader, and what the parties decided to leave as it is."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from portal.domain.cases.case import Membership
from portal.domain.checks.dismissal import kept_of
from portal.domain.checks.finding import Finding
from portal.domain.checks.guardian import facts_of
from portal.domain.checks.plan_checks import plan_checks
from portal.domain.checks.spots import Holder
from portal.domain.plans.plan import Plan
from portal.domain.plans.revision import is_whole_for
from portal.queries.checks.kept import Kept, named_with
from portal.queries.checks.passages import Passage, passage_around


@dataclass(frozen=True)
class Clearer:
    """What could be clearer, each with the words that it is about if any, and what stays by decision."""

    found: list[tuple[Finding, Passage | None]]
    kept: list[Kept]


def could_be_clearer(session: Session, plan: Plan, viewer: Membership) -> Clearer:
    """All of it as the plan stands; who may not read the whole plan is not told what the whole lacks."""
    kept = kept_of(session, plan) if plan.is_issued else {}
    found = [one for one in plan_checks(plan.content, facts_of(plan.case)) if _may_be_said(one, plan, viewer)]
    return Clearer(
        [(one, _passage(one)) for one in found if one.digest not in kept],
        named_with([kept[one.digest] for one in found if one.digest in kept], plan, viewer),
    )


def _may_be_said(finding: Finding, plan: Plan, viewer: Membership) -> bool:
    is_of_the_whole = finding.spot.holder is Holder.PROGRAMME
    return not is_of_the_whole or not plan.is_issued or is_whole_for(viewer, plan.current)


def _passage(finding: Finding) -> Passage | None:
    return passage_around(finding) if finding.spot.words else None
