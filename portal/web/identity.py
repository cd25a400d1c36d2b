"""Sign-in, the idle session, and fresh re-authentication for signing."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from flask import Flask, g, session
from flask_login import AnonymousUserMixin, LoginManager, UserMixin, current_user, login_user, logout_user

from portal.config import Settings
from portal.domain.people.person import Person

SEEN, FRESH = "seen", "fresh"
login_manager = LoginManager()


class SignedIn(UserMixin):
    """A person as flask-login wants them."""

    def __init__(self, person: Person) -> None:
        self.person = person

    def get_id(self) -> str:
        return str(self.person.id)


def init_identity(app: Flask, settings: Settings) -> None:
    """Keep sessions in a signed cookie that scripts cannot read, and end those that idle."""
    app.config.update(
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=not settings.demo,
        SESSION_COOKIE_NAME="portal",
    )
    login_manager.init_app(app)


@login_manager.user_loader
def _load(person_id: str) -> SignedIn | None:
    if is_idle():
        return None
    person = g.session.get(Person, UUID(person_id))
    return SignedIn(person) if person else None


def person() -> Person | None:
    """The person who is signed in, if anyone is."""
    user: Any = current_user
    return None if isinstance(user._get_current_object(), AnonymousUserMixin) else user.person


def forget() -> None:
    """Find out anew who is signed in: what a rolled back transaction had loaded can no longer be read."""
    for name in ("_login_user", "member"):
        g.pop(name, None)


def start(person: Person, at: datetime) -> None:
    """Begin a new session for this person, forgetting the old one."""
    session.clear()
    login_user(SignedIn(person))
    session[SEEN] = at.timestamp()


def end() -> None:
    logout_user()
    session.clear()


def refresh(at: datetime) -> None:
    """The person has just given their password again."""
    session[FRESH] = at.timestamp()


def is_fresh(at: datetime, minutes: int) -> bool:
    """Whether the password was given within the last `minutes`, since signing in."""
    return at.timestamp() - float(session.get(FRESH, 0)) <= timedelta(minutes=minutes).total_seconds()


def touch(at: datetime) -> None:
    """This session is in use."""
    if "_user_id" in session and not is_idle():
        session[SEEN] = at.timestamp()


def is_idle() -> bool:
    """Whether the session has not been used for longer than it may rest."""
    settings: Settings = g.settings
    rested = g.now.timestamp() - float(session.get(SEEN, 0))
    return bool(rested > timedelta(minutes=settings.session_idle_minutes).total_seconds())


def former_person_id() -> str:
    """Whose session this cookie held, also after it went idle; "" when nobody's."""
    return str(session.get("_user_id", ""))
