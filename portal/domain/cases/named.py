"""Whether the practitioner has told the organisation who stands beside them."""

from datetime import datetime

from sqlalchemy.orm import Mapped


class Named:
    """Somebody whom the practitioner can name to the organisation, and name no longer."""

    named_at: Mapped[datetime | None]
    unnamed_at: Mapped[datetime | None]

    @property
    def is_named(self) -> bool:
        """Whether the practitioner has told the organisation of them, and has not taken that back."""
        return self.named_at is not None and self.unnamed_at is None
