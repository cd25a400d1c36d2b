"""The models with their rules; importing this package makes every table known."""

from portal.domain import (
    advice,
    agreement,
    amendment,
    case,
    discussion,
    people,
    plan,
    programme,
    proposal,
    record,
    request,
    safety,
    version,
    withdrawal,
)

__all__ = [
    "advice",
    "agreement",
    "amendment",
    "case",
    "discussion",
    "people",
    "plan",
    "programme",
    "proposal",
    "record",
    "request",
    "safety",
    "version",
    "withdrawal",
]
