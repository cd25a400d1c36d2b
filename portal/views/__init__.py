"""One blueprint per resource, by subject."""

from flask import Blueprint

from portal.subjects import modules_of
from portal.views import health


def blueprints() -> list[Blueprint]:
    """Every blueprint of every subject."""
    modules = [health, *modules_of("views")]
    return [one for module in modules for one in vars(module).values() if isinstance(one, Blueprint)]
