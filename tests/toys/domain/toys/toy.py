"""A toy: something of a case that has no plan."""

import uuid

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.domain.base import Base, Identified
from portal.domain.cases.case import Case


class Toy(Identified, Base):
    """What it is called."""

    __tablename__ = "toy"

    case_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("case_file.id"))
    name: Mapped[str] = mapped_column(String(40))
    case: Mapped[Case] = relationship()
