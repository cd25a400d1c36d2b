"""The models with their rules; importing this package makes every table known."""

from portal.domain import (
    advice,
    agreement,
    amendment,
    bundle,
    case,
    discussion,
    people,
    plan,
    programme,
    proposal,
    record,
    request,
    version,
)

__all__ = [
    "advice",
    "agreement",
    "amendment",
    "bundle",
    "case",
    "discussion",
    "people",
    "plan",
    "programme",
    "proposal",
    "record",
    "request",
    "version",
]
