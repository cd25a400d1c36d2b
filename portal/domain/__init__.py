"""The models with their rules; importing this package makes every table known."""

from portal.domain import (
    advice,
    agreement,
    amendment,
    case,
    discussion,
    look,
    people,
    plan,
    programme,
    proposal,
    record,
    request,
    safety,
    thread,
    version,
    withdrawal,
)

__all__ = [
    "advice",
    "agreement",
    "amendment",
    "case",
    "discussion",
    "look",
    "people",
    "plan",
    "programme",
    "proposal",
    "record",
    "request",
    "safety",
    "thread",
    "version",
    "withdrawal",
]
