"""What happened to an account, kept as long as the account: who did it, when, and how they knew who asked."""

import enum
import uuid
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from portal.domain.base import APPEND_ONLY, Base, Identified, words

LONGEST_SAID = 500


class AccountChange(enum.Enum):
    """What can happen to an account."""

    MADE = "made"
    PASSWORD_CHANGED = "password changed"  # noqa: S105 - a name
    PASSWORD_RESET = "password reset"  # noqa: S105 - a name
    FACTOR_SET_UP = "second step set up"
    FACTOR_REMOVED = "second step taken off"
    PASSKEY_ADDED = "passkey added"
    PASSKEY_REMOVED = "passkey taken off"
    PROVIDER_BOUND = "single sign-on set up"
    PROVIDER_PARTED = "single sign-on taken off"
    CODES_RENEWED = "recovery codes renewed"
    RENAMED = "renamed"
    MOVED = "address changed"
    CLOSED = "closed"
    OPENED = "opened again"
    LINK_SENT = "link for a password sent"
    SIGNED_OUT = "signed out everywhere"
    JOINED_STAFF = "joined an organisation"
    LEFT_STAFF = "left an organisation"
    ADMINISTRATOR = "made an administrator"
    NO_ADMINISTRATOR = "no administrator any more"
    OPENS_CASES = "may open cases"
    OPENS_NO_CASES = "may open no cases any more"
    MAIL_CHOSEN = "e-mail chosen"
    FILE_MADE = "subject-access file made"
    FILE_RELEASED = "subject-access file released"


IN_WORDS = {
    AccountChange.MADE: "The account was made",
    AccountChange.PASSWORD_CHANGED: "You changed the password",
    AccountChange.PASSWORD_RESET: "A new password was chosen by a link that we sent",
    AccountChange.FACTOR_SET_UP: "A second step was set up for signing in",
    AccountChange.FACTOR_REMOVED: "The second step for signing in was taken off",
    AccountChange.PASSKEY_ADDED: "A passkey was added for signing in",
    AccountChange.PASSKEY_REMOVED: "A passkey for signing in was taken off",
    AccountChange.PROVIDER_BOUND: "Signing in with your organisation was set up",
    AccountChange.PROVIDER_PARTED: "Signing in with your organisation was taken off",
    AccountChange.CODES_RENEWED: "New recovery codes were made",
    AccountChange.RENAMED: "The name was changed",
    AccountChange.MOVED: "The e-mail address was changed",
    AccountChange.CLOSED: "The account was closed",
    AccountChange.OPENED: "The account was opened again",
    AccountChange.LINK_SENT: "You were sent a link to choose a new password",
    AccountChange.SIGNED_OUT: "You were signed out everywhere",
    AccountChange.JOINED_STAFF: "You came to the people of {said}",
    AccountChange.LEFT_STAFF: "You were taken off the people of {said}",
    AccountChange.ADMINISTRATOR: "You were made an administrator of {said}",
    AccountChange.OPENS_CASES: "You may open cases for {said}",
    AccountChange.OPENS_NO_CASES: "You can no longer open cases for {said}",
    AccountChange.NO_ADMINISTRATOR: "You are no longer an administrator of {said}",
    AccountChange.MAIL_CHOSEN: "You chose how we write to you",
    AccountChange.FILE_MADE: "You asked what is held about you, and a file was made to be read before it leaves",
    AccountChange.FILE_RELEASED: "The file of what is held about you was read, and let go",
}


class AccountEvent(Identified, Base):
    """One change of an account. `by_id` is empty where a command did it; `said` is how they knew who asked, or why."""

    __tablename__ = "account_event"
    __table_args__ = APPEND_ONLY

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), index=True)
    change: Mapped[AccountChange] = mapped_column(words(AccountChange))
    at: Mapped[datetime]
    by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))
    said: Mapped[str] = mapped_column(String(LONGEST_SAID), default="")

    @property
    def sentence(self) -> str:
        """As the owner of the account reads it: of what was said, the name of an organisation alone."""
        return IN_WORDS[self.change].format(said=self.said)


def note(
    session: Session,
    person_id: uuid.UUID,
    change: AccountChange,
    at: datetime,
    *,
    by_id: uuid.UUID | None = None,
    said: str = "",
) -> None:
    """Keep that this happened to an account, in the transaction in which it was done."""
    session.add(AccountEvent(person_id=person_id, change=change, at=at, by_id=by_id, said=said[:LONGEST_SAID]))
    session.flush()


def changes_of(session: Session, person_id: uuid.UUID) -> Sequence[AccountEvent]:
    """What happened to this account, the newest first."""
    of_theirs = select(AccountEvent).where(AccountEvent.person_id == person_id)
    return session.scalars(of_theirs.order_by(AccountEvent.at.desc(), AccountEvent.id)).all()
