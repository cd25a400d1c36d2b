"""Which clauses may be named before freezing: those that state the consequences, and the one with the agreement."""

import re
from dataclasses import dataclass

from portal.domain.plans.content import Clause, Content

CONSEQUENCES = re.compile(r"\bconsequences?\b|\bif progress\b|\binsufficient progress\b", re.IGNORECASE)
AGREEMENT = re.compile(r"\bagreement\b", re.IGNORECASE)


@dataclass(frozen=True)
class Choices:
    """What may be designated before freezing: sections first, and what their headings suggest."""

    sections: list[Clause]
    paragraphs: list[Clause]
    consequences: list[str]
    standard_agreement: str


def choices(content: Content) -> Choices:
    """Which clauses can state the consequences (002 §8.3) and hold the standard agreement (002 §6.2)."""
    clauses = list(content.walk())
    sections = [clause for depth, clause in clauses if depth == 0 or clause.kind == "section"]
    paragraphs = [clause for depth, clause in clauses if depth > 0 and clause.kind != "section"]
    agreement = [clause.key for clause in sections if AGREEMENT.search(clause.text)]
    return Choices(
        sections=sections,
        paragraphs=paragraphs,
        consequences=_stating_consequences(sections) or _stating_consequences(paragraphs),
        standard_agreement=agreement[-1] if agreement else "",
    )


def _stating_consequences(clauses: list[Clause]) -> list[str]:
    return [clause.key for clause in clauses if CONSEQUENCES.search(clause.text)]
