"""A role that somebody holds on a case: several on one side, none on another."""

import uuid

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.domain.base import Base, Identified, words
from portal.domain.cases.roles import SIDES, Role, Side

_ROLE_FITS_SIDE = " OR ".join(f"(role = '{role.value}' AND side = '{side.value}')" for role, side in SIDES.items())


class Participation(Identified, Base):
    """A role that a member of a case holds; the database refuses a role of another side.

    `deputy_for_id` is the signatory who named them to sign in their place: it ends with that one's own place.
    """

    __tablename__ = "participation"
    __table_args__ = (
        UniqueConstraint("membership_id", "role"),
        ForeignKeyConstraint(["membership_id", "side"], ["membership.id", "membership.side"]),
        CheckConstraint(_ROLE_FITS_SIDE, name="role_fits_side"),
    )

    membership_id: Mapped[uuid.UUID]
    side: Mapped[Side] = mapped_column(words(Side))
    role: Mapped[Role] = mapped_column(words(Role))
    deputy_for_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("membership.id"))
