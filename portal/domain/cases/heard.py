"""Who hears a member of a case: whether the organisation knows them, and whether PSR has paused what they write."""

from datetime import date, datetime

from sqlalchemy.orm import Mapped


class Heard:
    """Somebody whom the practitioner can name to the organisation, and whose comments for both PSR can pause.

    `is_quiet` is whether these are paused today: whoever loads a member for a request finds it out.
    """

    named_at: Mapped[datetime | None]
    unnamed_at: Mapped[datetime | None]
    quiet_until: Mapped[date | None]
    is_quiet = False

    @property
    def is_named(self) -> bool:
        """Whether the practitioner has told the organisation of them, and has not taken that back."""
        return self.named_at is not None and self.unnamed_at is None

    def is_quiet_on(self, today: date) -> bool:
        """Whether PSR has paused what they write for both parties."""
        return self.quiet_until is not None and today <= self.quiet_until
