"""Sign-in, the idle session, and fresh re-authentication for signing."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from flask import Flask, Response, after_this_request, g, request, session
from flask_login import AnonymousUserMixin, LoginManager, UserMixin, current_user, login_user, logout_user
from sqlalchemy.orm import Session

from portal.config import Settings
from portal.database import Database
from portal.domain.base import Refused
from portal.domain.people import sign_in
from portal.domain.people.person import Person
from portal.domain.people.provider_account import ProviderAccount
from portal.domain.people.sign_in import SignIn
from portal.domain.record.request_key import RequestKey
from portal.queries.people.vouching import is_vouched_for
from portal.web import known_devices
from portal.web.devices import device
from portal.web.form_key import form_key

SEEN, WHOSE = "seen", "whose"
BEFORE = "done before signing in"
login_manager = LoginManager()


class SignedIn(UserMixin):
    """A person on a device as flask-login wants them; `token` is what the cookie holds."""

    def __init__(self, person: Person, token: str, row: SignIn | None = None) -> None:
        self.person, self.token, self.row = person, token, row

    def get_id(self) -> str:
        return self.token


def init_identity(app: Flask, settings: Settings) -> None:
    """Keep a token in a signed cookie that scripts cannot read, and end sessions that idle."""
    app.config.update(
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=not settings.demo,
        SESSION_COOKIE_NAME="portal" if settings.demo else "__Host-portal",
    )
    login_manager.init_app(app)


@login_manager.user_loader
def _load(token: str) -> SignedIn | None:
    row = None if is_idle() else sign_in.found(g.session, token, g.now)
    if row is None or (row.is_former(token, g.now) and not _came_before(row.person)):
        return None
    if row.vouched_by and not is_vouched_for(g.session, g.settings.single_sign_on, row.vouched_by):
        return None
    return SignedIn(row.person, token, row)


def _came_before(person: Person) -> bool:
    """Whether this form was sent before: who sends it twice reads its answer, also where it renewed the token."""
    key = form_key()
    return bool(key and g.session.get(RequestKey, (person.id, key)))


def person() -> Person | None:
    """The person who is signed in, if anyone is."""
    user: Any = current_user
    return None if isinstance(user._get_current_object(), AnonymousUserMixin) else user.person


def here() -> SignIn:
    """Where this person is signed in with this browser."""
    row: SignIn = current_user.row
    return row


def forget() -> None:
    """Find out anew who is signed in: what a rolled back transaction had loaded can no longer be read."""
    for name in ("_login_user", "member", "plan", "once_committed"):
        g.pop(name, None)


def be_nobody() -> None:
    """Take whoever asks for nobody, without asking the database."""
    g._login_user = AnonymousUserMixin()


def start(
    database: Database,
    person: Person,
    at: datetime,
    *,
    first: Callable[[Session], None] = lambda writing: None,
    vouched_by: UUID | None = None,
) -> None:
    """Begin a new session for this person, forgetting the old one, on a device that is known from then on.

    `first` comes before, and nothing where it fails. Refused when the account was changed since its password was tried,
    or since a provider of single sign-on said, by an account there that is named in `vouched_by`, that it is them.
    """
    settings: Settings = g.settings
    hours, called = settings.session_hours, device(request.headers.get("User-Agent", ""))
    with database.writing() as writing:
        sign_in.expect_as_it_was(writing, person)
        if vouched_by:
            _expect_vouched_for(writing, vouched_by)
        first(writing)
        before = sign_in.found(writing, session.get("_user_id", ""), at)
        if before:
            sign_in.end(before, at)
        token = sign_in.begin(writing, person, device=called, at=at, hours=hours, vouched_by_id=vouched_by)
    session.clear()
    login_user(SignedIn(person, token))
    session[SEEN], session[WHOSE] = at.timestamp(), str(person.id)
    after_this_request(lambda answer: known_devices.remember(answer, person))


def _expect_vouched_for(writing: Session, account_id: UUID) -> None:
    account = writing.get_one(ProviderAccount, account_id)
    if not is_vouched_for(writing, g.settings.single_sign_on, account):
        raise Refused(sign_in.CHANGED)


def end(at: datetime) -> SignIn | None:
    """Sign out on this device: its token is worth nothing any more, whoever has copied it. What ended, if anything."""
    row = sign_in.found(g.session, session.get("_user_id", ""), at)
    if row:
        sign_in.end(row, at)
    logout_user()
    session.clear()
    return row


def refresh(at: datetime) -> None:
    """The person has just given their password again: once this is committed, the cookie gets another token."""
    once_committed("_user_id", sign_in.refresh(here(), at))


def renew_former() -> None:
    """Where the answer that brought a new token was lost, and its form came again, bring another one."""
    user = current_user._get_current_object()
    if user.row.is_former(user.token, g.now):
        once_committed("_user_id", sign_in.renew(user.row))


def once_committed(name: str, value: object) -> None:
    """Keep this in the cookie as soon as the act is committed; nothing of one that fails."""
    g.setdefault("once_committed", {})[name] = value


def committed(done: Response) -> Response:
    """The answer to an act that is committed, with what is kept in the cookie because of it."""
    session.update(g.pop("once_committed", {}))
    return done


def is_fresh(at: datetime, minutes: int) -> bool:
    """Whether the password was given within the last `minutes`, since signing in."""
    fresh_at = here().fresh_at
    return fresh_at is not None and at - fresh_at <= timedelta(minutes=minutes)


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
    return str(session.get(WHOSE, ""))
