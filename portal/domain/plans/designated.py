"""Which clauses are named: those that state the consequences, and the one with the agreement (002 §6.2, §8.3).

PSR names them when it issues the plan, and whoever freezes its text confirms them.
"""

import json
import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.domain.base import APPEND_ONLY, Base, Identified
from portal.domain.plans.content import Clause, Content

CONSEQUENCES = re.compile(r"\bconsequences?\b|\bif progress\b|\binsufficient progress\b", re.IGNORECASE)
AGREEMENT = re.compile(r"\bagreement\b", re.IGNORECASE)


class Designation(Identified, Base):
    """What PSR named when it issued a plan: the keys of clauses, and "" where it named none."""

    __tablename__ = "designation"
    __table_args__ = (UniqueConstraint("plan_id"), APPEND_ONLY)

    plan_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("plan.id"))
    consequences: Mapped[str] = mapped_column(Text)
    standard_agreement: Mapped[str] = mapped_column(String(40))
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    at: Mapped[datetime]

    @property
    def consequence_keys(self) -> list[str]:
        return list(json.loads(self.consequences))


@dataclass(frozen=True)
class Choices:
    """What may be named: sections first, and what is chosen so far, by its key."""

    sections: list[Clause]
    paragraphs: list[Clause]
    consequences: Sequence[str]
    standard_agreement: str


def choices(content: Content) -> Choices:
    """Which clauses can be named, and which of them their headings suggest."""
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
