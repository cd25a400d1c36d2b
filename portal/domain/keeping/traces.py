"""What is left behind by signing in and by sending forms goes when it has been kept for long enough."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from sqlalchemy import ColumnElement, delete, func, or_, select
from sqlalchemy.orm import Session

from portal.domain.base import Base
from portal.domain.people.address_change import AddressChange
from portal.domain.people.bounce import Bounce
from portal.domain.people.guesses import FailedSignIn
from portal.domain.people.mail import Mail
from portal.domain.people.password_reset import PasswordReset
from portal.domain.people.sign_in import SignIn
from portal.domain.record.request_key import RequestKey


class Keeping(Protocol):
    """For how long traces are kept."""

    @property
    def keep_sign_ins_days(self) -> int: ...
    @property
    def keep_links_days(self) -> int: ...
    @property
    def keep_mail_days(self) -> int: ...
    @property
    def keep_sent_forms_days(self) -> int: ...
    @property
    def sign_in_window_minutes(self) -> int: ...
    @property
    def reset_window_minutes(self) -> int: ...


@dataclass(frozen=True)
class Trace:
    """One kind of trace: what it is, by which setting it is kept, the rows that are due, and how many they are."""

    what: str
    setting: str
    kind: type[Base]
    due: ColumnElement[bool]
    count: int = 0


def due(session: Session, keeping: Keeping, at: datetime) -> list[Trace]:
    """Every kind of trace, with how many of it have been kept for long enough."""
    return [Trace(one.what, one.setting, one.kind, one.due, _count(session, one)) for one in _traces(keeping, at)]


def erase(session: Session, traces: Sequence[Trace]) -> None:
    """Delete what is due of these traces."""
    for one in traces:
        session.execute(delete(one.kind).where(one.due), execution_options={"synchronize_session": False})


def _count(session: Session, trace: Trace) -> int:
    return session.scalar(select(func.count()).select_from(trace.kind).where(trace.due)) or 0


def _traces(keeping: Keeping, at: datetime) -> list[Trace]:
    window = timedelta(minutes=max(keeping.sign_in_window_minutes, keeping.reset_window_minutes))
    return [
        Trace("sign-ins that are over", "KEEP_SIGN_INS_DAYS", SignIn, _over(at, keeping.keep_sign_ins_days)),
        Trace(
            "links for a new password",
            "KEEP_LINKS_DAYS",
            PasswordReset,
            PasswordReset.expires_at <= at - timedelta(days=keeping.keep_links_days),
        ),
        Trace(
            "links for another address",
            "KEEP_LINKS_DAYS",
            AddressChange,
            AddressChange.expires_at <= at - timedelta(days=keeping.keep_links_days),
        ),
        Trace(
            "keys of forms that were sent",
            "KEEP_SENT_FORMS_DAYS",
            RequestKey,
            RequestKey.at <= at - timedelta(days=keeping.keep_sent_forms_days),
        ),
        Trace(
            "e-mails that came back", "KEEP_MAIL_DAYS", Bounce, Bounce.at <= at - timedelta(days=keeping.keep_mail_days)
        ),
        Trace(
            "e-mails that left, or were given up",
            "KEEP_MAIL_DAYS",
            Mail,
            Mail.settled_at <= at - timedelta(days=keeping.keep_mail_days),
        ),
        Trace("counted guesses", "SIGN_IN_WINDOW_MINUTES", FailedSignIn, FailedSignIn.at <= at - window),
    ]


def _over(at: datetime, days: int) -> ColumnElement[bool]:
    """Sign-ins that ended so many days ago; the newest of each person stays, as it says when they last were here."""
    since: Any = at - timedelta(days=days)
    newest = select(func.max(SignIn.started_at)).group_by(SignIn.person_id)
    ended = or_(SignIn.ended_at <= since, SignIn.expires_at <= since)
    return ended & SignIn.started_at.not_in(newest)
