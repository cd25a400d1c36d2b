"""The models with their rules; importing this package makes every table known."""

from portal.domain import advice, agreement, case, discussion, people, plan, proposal, record, request, version

__all__ = ["advice", "agreement", "case", "discussion", "people", "plan", "proposal", "record", "request", "version"]
