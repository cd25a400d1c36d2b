"""Checks, gathered from the folder that holds one in each file."""

from collections.abc import Iterable
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from portal.domain.checks.finding import Check, Examined, Finding


def gathered(folder: ModuleType) -> dict[str, Check]:
    """Every check of a folder, by its name."""
    modules = [import_module(f"{folder.__name__}.{found.name}") for found in iter_modules(folder.__path__)]
    checks: list[Check] = [module.CHECK for module in modules]
    return {check.name: check for check in checks}


def in_reading_order(examined: Examined, checks: Iterable[Check]) -> tuple[Finding, ...]:
    """What these checks find, as the plan is read; what is about the whole programme first."""
    places = {spot: number for number, spot in enumerate(examined.spots)}
    found = [one for check in checks for one in check.find(examined)]
    return tuple(sorted(found, key=lambda one: (places.get(one.spot, -1), one.start, one.check)))
