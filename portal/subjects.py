"""The subjects of the portal, in the order in which they stand on each other: a new one is one line here."""

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pkgutil import walk_packages
from types import ModuleType

SUBJECTS = [
    "people",
    "record",
    "cases",
    "staff",
    "plans",
    "proposals",
    "talk",
    "safety",
    "negotiation",
    "checks",
    "drafting",
    "feedback",
    "agreements",
    "showing",
    "papers",
    "keeping",
    "notices",
    "guidance",
]


def modules_of(layer: str) -> Iterator[ModuleType]:
    """Every module that the subjects have in this layer, such as "domain": all that they declare is gathered so."""
    for subject in SUBJECTS:
        name = f"portal.{layer}.{subject}"
        if find_spec(name):
            package = import_module(name)
            yield package
            yield from (import_module(found.name) for found in walk_packages(package.__path__, f"{name}."))
