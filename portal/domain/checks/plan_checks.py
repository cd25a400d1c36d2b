"""Plan checks: what would make a plan clearer, safer or fairer, beside what must be settled in it (`guardian.py`)."""

from functools import lru_cache

from portal.domain.checks import quality
from portal.domain.checks.finding import Examined, Facts, Finding
from portal.domain.checks.gathering import gathered, in_reading_order
from portal.domain.checks.programme import programme_of
from portal.domain.checks.spots import spots_of
from portal.domain.plans.content import Content

PLAN_CHECKS = gathered(quality)


@lru_cache(maxsize=64)
def plan_checks(content: Content, facts: Facts) -> tuple[Finding, ...]:
    """What could be better in this plan, in reading order: a view, which blocks nothing."""
    examined = Examined(content, spots_of(content), programme_of(content), facts)
    return in_reading_order(examined, PLAN_CHECKS.values())
