"""All checks, gathered from their folder, and what they find in a plan."""

from functools import lru_cache

from portal.domain.cases.case import Case
from portal.domain.checks import rules
from portal.domain.checks.finding import Examined, Facts, Finding
from portal.domain.checks.gathering import gathered, in_reading_order
from portal.domain.checks.programme import programme_of
from portal.domain.checks.spots import spots_of
from portal.domain.plans.content import Content

CHECKS = gathered(rules)


def facts_of(case: Case) -> Facts:
    """What this case says beside its plans."""
    return Facts(case.practitioner, case.key_contact)


def findings(content: Content, facts: Facts, former: Content | None = None) -> list[Finding]:
    """All that is worth a look in this plan, in reading order; `former` is the plan before a suggested change."""
    return list(_found(content, facts, former))


@lru_cache(maxsize=64)
def _found(content: Content, facts: Facts, former: Content | None) -> tuple[Finding, ...]:
    before = programme_of(former) if former else None
    return in_reading_order(Examined(content, spots_of(content), programme_of(content), facts, before), CHECKS.values())


def no_longer_true(content: Content, changed: Content, facts: Facts) -> list[Finding]:
    """What would be worth a look in the changed plan and is not so in the present one."""
    known = {one.digest for one in findings(content, facts)}
    return [one for one in findings(changed, facts, former=content) if one.digest not in known]
