"""One blueprint per resource, by subject."""

from flask import Blueprint

from portal.subjects import modules_of
from portal.views import health

BLUEPRINTS = [
    one for module in [health, *modules_of("views")] for one in vars(module).values() if isinstance(one, Blueprint)
]
