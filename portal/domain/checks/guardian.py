"""All checks, gathered from their folder, and what they find in a plan."""

from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules

from portal.domain.cases.case import Case
from portal.domain.checks import rules
from portal.domain.checks.finding import Check, Examined, Facts, Finding
from portal.domain.checks.programme import programme_of
from portal.domain.checks.spots import spots_of
from portal.domain.plans.content import Content


def _gathered() -> dict[str, Check]:
    modules = [import_module(f"{rules.__name__}.{found.name}") for found in iter_modules(rules.__path__)]
    checks: list[Check] = [module.CHECK for module in modules]
    return {check.name: check for check in checks}


CHECKS = _gathered()


def facts_of(case: Case) -> Facts:
    """What this case says beside its plans."""
    return Facts(case.practitioner, case.key_contact)


def findings(content: Content, facts: Facts, former: Content | None = None) -> list[Finding]:
    """All that is worth a look in this plan, in reading order; `former` is the plan before a suggested change."""
    return list(_found(content, facts, former))


@lru_cache(maxsize=64)
def _found(content: Content, facts: Facts, former: Content | None) -> tuple[Finding, ...]:
    spots = spots_of(content)
    examined = Examined(spots, programme_of(content), facts, programme_of(former) if former else None)
    places = {spot: number for number, spot in enumerate(spots)}
    found = [one for check in CHECKS.values() for one in check.find(examined)]
    return tuple(sorted(found, key=lambda one: (places.get(one.spot, -1), one.start, one.check)))


def no_longer_true(content: Content, changed: Content, facts: Facts) -> list[Finding]:
    """What would be worth a look in the changed plan and is not so in the present one."""
    known = {one.digest for one in findings(content, facts)}
    return [one for one in findings(changed, facts, former=content) if one.digest not in known]
