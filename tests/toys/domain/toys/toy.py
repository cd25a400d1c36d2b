"""A toy: something of a case that has no plan."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from portal.domain.base import Base, Identified
from portal.domain.cases.case import Case, Membership
from portal.domain.record import Stream

from . import events


class Toy(Identified, Base):
    """What it is called."""

    __tablename__ = "toy"

    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case_file.id"))
    name: Mapped[str] = mapped_column(String(40))
    case: Mapped[Case] = relationship()

    def call(self, session: Session, name: str, *, by: Membership, at: datetime) -> None:
        """Give it another name, for everybody on the case to know."""
        self.name = name
        self.case.tell(session, Stream.SHARED, events.TOY_NAMED, by=by, subject=self.id, at=at)
