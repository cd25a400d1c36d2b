"""What all changes share that move the plan's dates: stages more and less, their weeks, and the start (002 §8.3)."""

import uuid
from typing import ClassVar

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.domain.plans.content import Content
from portal.domain.proposals.effect import are_terms_of
from portal.domain.proposals.proposal import Proposal
from portal.domain.proposals.said import Said


class DatesChange(Proposal):
    """Never without both parties, and its dates are part of what they agree."""

    __abstract__ = True

    redlined: ClassVar[bool] = False
    needs_consent: ClassVar[bool] = True
    is_weighty: ClassVar[bool] = True
    changes_programme: ClassVar[bool] = True
    shown_by: ClassVar[str] = "proposals/kinds/_instead.html"

    id: Mapped[uuid.UUID] = mapped_column(ForeignKey("proposal.id"), primary_key=True)
    stage_key: Mapped[str] = mapped_column(String(40), index=True)

    def target(self) -> str:
        return self.stage_key

    def fits(self, content: Content, said: Said) -> bool:
        return super().fits(content, said) and self.dates_are_as_written(content)

    def dates_are_as_written(self, content: Content) -> bool:
        """Whether the plan would have the dates that the latest version was written with."""
        if not self.versions:
            return False
        latest = self.latest
        return are_terms_of(latest.read_terms, self.terms(content, latest.after, latest.place))
