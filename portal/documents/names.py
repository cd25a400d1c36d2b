"""What files that are taken away are called, by the reference of their case, without the ending; and what they are."""

import re

from portal.domain.dates import day
from portal.domain.plans.plan import Plan
from portal.domain.plans.revision import Revision


def plan_name(reference: str) -> str:
    return f"action-plan-{_safe(reference)}"


def adviser_pack_name(reference: str, *, private: bool) -> str:
    return f"plan-for-an-adviser-{_safe(reference)}{'-private' if private else ''}"


def feedback_name(reference: str, number: int) -> str:
    return f"feedback-{number}-{_safe(reference)}"


def record_name(reference: str) -> str:
    return f"record-{_safe(reference)}"


def paper_name(reference: str, number: int) -> str:
    return f"paper-{number}-{_safe(reference)}"


def scan_name(reference: str, number: int) -> str:
    return f"scan-of-paper-{number}-{_safe(reference)}"


def document_name(reference: str, sha256: str) -> str:
    """Without a number, which would tell how many there are."""
    return f"document-{sha256[:8]}-{_safe(reference)}"


def standing(plan: Plan, revision: Revision) -> tuple[str, str]:
    """What a copy that nobody signed is: a word for its name, and what every page says."""
    if plan.withdrawal:
        return "withdrawn", f"Withdrawn: issued in error, revision {revision.number}"
    if plan.not_agreed:
        return "not-agreed", f"Not agreed: ended on {day(plan.not_agreed.at)}, revision {revision.number}"
    if plan.is_frozen:
        return "final-text", f"Final text, to be signed, revision {revision.number}"
    if plan.agreed:
        return "varied", f"Changed since it was signed, not signed yet, revision {revision.number}"
    return "draft", f"Draft, revision {revision.number}"


def _safe(reference: str) -> str:
    return re.sub(r"[^A-Za-z0-9]+", "-", reference).strip("-")
