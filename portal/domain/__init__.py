"""The models with their rules, by subject; importing this package makes every table known."""

from portal.subjects import modules_of

MODULES = list(modules_of("domain"))
