"""A plan as a PDF for reading, printing and signing: PDF/A-3a, with the plan's canonical content attached."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import typst

from portal.documents.printable import FONTS, named
from portal.domain.dates import LONDON, day
from portal.domain.plans.content import Content

ADVICE = "Advice line 020 7811 2600, PSR@resolution.nhs.uk"
_TEMPLATE = Path(__file__).with_name("plan.typ")


@dataclass(frozen=True)
class SignatureLine:
    """One party's signature as the PDF shows it; `at` carries its zone."""

    name: str
    role: str
    at: datetime
    statements: Sequence[str]


def draft_pdf(
    content: Content,
    *,
    reference: str,
    organisation: str,
    practitioner: str,
    status: str,
    made_at: datetime,
    fingerprint: str,
) -> bytes:
    """The plan as it stands, to take to an adviser; every page says what it is, such as a draft (002 §7.3)."""
    facts = _facts(content, reference, organisation, practitioner)
    facts += [["This copy was made", moment(made_at)], ["Fingerprint", fingerprint]]
    return _compiled(content, facts, made_at, status=status, footer=f"{status} · {reference}")


def agreed_pdf(
    content: Content,
    *,
    reference: str,
    organisation: str,
    practitioner: str,
    fingerprint: str,
    agreement_digest: str,
    record_head: str,
    signatures: Sequence[SignatureLine],
    replaced_digest: str = "",
) -> bytes:
    """The plan as both parties signed it, without any status wording (002 §7.4).

    `replaced_digest` is that of the agreement before, when this one is of a plan that was varied.

    The same arguments give the same bytes: its time is that of the last signature.
    """
    at = max(signature.at for signature in signatures)
    checks = [
        ["Fingerprint of the plan (SHA-256)", fingerprint],
        ["Digest of the agreement (SHA-256)", agreement_digest],
        ["Head of the shared record (SHA-256)", record_head],
    ]
    if replaced_digest:
        checks.append(["Digest of the agreement that this one replaces (SHA-256)", replaced_digest])
    return _compiled(
        content,
        _facts(content, reference, organisation, practitioner),
        at,
        footer=reference,
        signatures=[{**asdict(signature), "at": moment(signature.at)} for signature in signatures],
        checks=checks,
    )


def _facts(content: Content, reference: str, organisation: str, practitioner: str) -> list[list[str]]:
    facts = [["Case", reference], ["Healthcare organisation", organisation], ["Practitioner", practitioner]]
    facts += [["Type of plan", content.type]] if content.type else []
    facts += [["Starts", _day(content.start)]] if content.start else []
    facts += [["Length", f"{content.weeks} weeks"]] if content.weeks else []
    return facts


def _compiled(
    content: Content,
    facts: list[list[str]],
    at: datetime,
    *,
    footer: str,
    status: str = "",
    signatures: Sequence[dict[str, Any]] = (),
    checks: Sequence[Sequence[str]] = (),
) -> bytes:
    canonical = content.canonical()
    document = {
        "content": json.loads(canonical),
        "title": content.title or "Action plan",
        "author": "Professional Support and Remediation service",
        "status": status,
        "footer": footer,
        "contact": ADVICE,
        "facts": facts,
        "signatures": list(signatures),
        "checks": list(checks),
    }
    inputs = {"document": named(json.dumps(document, ensure_ascii=False)), "content": canonical}
    try:
        return _typeset(inputs, at, "a-3a")
    except typst.TypstError:
        return _typeset(inputs, at, "1.7")


def _typeset(inputs: dict[str, str], at: datetime, standard: Literal["a-3a", "1.7"]) -> bytes:
    """The PDF to one standard; the archive's refuses characters that no font of ours can draw."""
    return typst.compile(
        str(_TEMPLATE),
        font_paths=FONTS,
        format="pdf",
        sys_inputs=inputs,
        pdf_standards=[standard],
        timestamp=int(at.timestamp()),
    )


def _day(iso: str) -> str:
    day = datetime.fromisoformat(iso).replace(tzinfo=UTC)
    return f"{day.day} {day:%B %Y}"


def moment(at: datetime) -> str:
    """A time to the second, as the clocks in London show it."""
    local = at.astimezone(LONDON)
    return f"{day(local)}, {local:%H:%M:%S} {local.tzname()}"
