"""Who told the practitioner of an action for safety, or that PSR is asked to ring them about it (design: people)."""

import enum
import uuid
from collections.abc import Set
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.domain.base import APPEND_ONLY, Base, Identified, words
from portal.domain.cases.roles import EVERY_SIDE, Side


class Step(enum.Enum):
    """What was done so that the practitioner hears of an action from a person."""

    TOLD = "told"
    ASKED = "PSR is asked to ring"
    TRIED = "PSR tried to ring"
    RANG = "PSR rang"


class Company(enum.Enum):
    """Who is with the practitioner: a choice, so that nobody writes about their health or their family."""

    FROM_WORK = "somebody from work"
    THEIR_OWN = "somebody of their own"
    NOBODY = "nobody"
    NOT_KNOWN = "not known"


HEARD = {Step.TOLD, Step.RANG}


@dataclass(frozen=True)
class Told:
    """What the organisation says of the talk: by whom, on which day and who is with them, as far as it says so."""

    who: str = ""
    day: date | None = None
    company: Company | None = None


class SafetyTelling(Identified, Base):
    """One step; `who`, and who is with them, are said of a talk that the organisation has had."""

    __tablename__ = "safety_telling"
    __table_args__ = (
        CheckConstraint("step = 'told' OR (who = '' AND company IS NULL)", name="only_a_talk_has_people"),
        APPEND_ONLY,
    )

    safety_action_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("safety_action.id"), index=True)
    step: Mapped[Step] = mapped_column(words(Step))
    who: Mapped[str] = mapped_column(Text)
    day: Mapped[date | None]
    company: Mapped[Company | None] = mapped_column(words(Company))
    by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("membership.id"))
    at: Mapped[datetime]

    @property
    def readers(self) -> Set[Side]:
        """Who may know of it: that PSR could not reach somebody is for them and PSR alone."""
        return {Side.PRACTITIONER, Side.PSR} if self.step is Step.TRIED else EVERY_SIDE
