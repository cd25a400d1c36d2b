"""What whoever runs the service can ask: is all here that it needs?"""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import click
from flask.cli import with_appcontext
from sqlalchemy import ColumnElement, func, make_url, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from portal.cli.running import the_portal
from portal.config import Settings
from portal.database import unprotected
from portal.documents.seal import Sealer
from portal.domain.base import Refused
from portal.domain.people.mail import STOPPED_STATES, Mail, MailState
from portal.domain.record import Event
from portal.home import HOME
from portal.schema import newest, revision_of
from portal.web.smtp import NotSent, connected

OK, NOTE, FAULT = "ok", "note", "FAULT"
FOR_COMMANDS = 5  # connections for commands, beside those of the processes that serve pages
OWNED = "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() AND pg_has_role(tableowner, 'USAGE')"
MEGABYTE = 1_000_000


class Finding(NamedTuple):
    """How it stands with one thing, in words that hold the remedy."""

    how: str
    words: str


Check = Callable[[Session, Settings], Finding]


@click.command("doctor")
@with_appcontext
def doctor() -> None:
    """Say whether all is here that the service needs; the command fails where something is not."""
    faults = 0
    for what, found in _findings():
        click.echo(f"{found.how:6}{what:12}{found.words}")
        faults += found.how == FAULT
    if faults:
        raise click.ClickException(f"{faults} faults.")


def _findings() -> Iterator[tuple[str, Finding]]:
    settings = the_portal().settings
    yield "settings", _settings(settings)
    for what, check in CHECKS.items():
        with the_portal().database.reading() as session:
            try:
                found = check(session, settings)
            except SQLAlchemyError as error:
                session.rollback()
                found = Finding(FAULT, f"The database did not answer: {str(error).partition(chr(10))[0]}")
        yield what, found
        if check is _tables and found.how == FAULT:
            return


def _settings(settings: Settings) -> Finding:
    """They were read, or the command would not be here; what is not wrong may still not be meant."""
    if settings.demo:
        return Finding(NOTE, "PORTAL_DEMO is on: this is the demonstration, not for real people.")
    if not settings.proxy_count:
        return Finding(NOTE, "PROXY_COUNT is 0. Behind a proxy, set it to 1: else everybody seems to come from it.")
    return Finding(OK, f"They are read; people find the portal at {settings.public_url}.")


def _database(session: Session, _settings: Settings) -> Finding:
    if session.get_bind().dialect.name == "sqlite":
        return Finding(OK, f"SQLite {session.scalar(text('SELECT sqlite_version()'))} answers.")
    return Finding(OK, f"PostgreSQL {session.scalar(text('SHOW server_version'))} answers.")


def _tables(session: Session, _settings: Settings) -> Finding:
    found = revision_of(session)
    if found == newest():
        return Finding(OK, f"They have revision {found}, as this release needs.")
    return Finding(FAULT, f"They have revision {found or 'none'}, and need {newest()}. Run flask schema upgrade.")


def _changes(session: Session, _settings: Settings) -> Finding:
    if not the_portal().database.takes_changes():
        return Finding(FAULT, "The database takes none. Is it a replica, or its disk full or read-only?")
    bare = sorted(unprotected(session))
    if bare:
        return Finding(
            FAULT, f"{', '.join(bare)} would take a change: their triggers are gone. Restore a whole backup."
        )
    if session.get_bind().dialect.name == "postgresql" and session.scalar(text(OWNED)):
        return Finding(NOTE, "This role owns the tables, and could lift what protects them. Serve with another one.")
    return Finding(OK, "They are taken, and what is only added to is protected.")


def _connections(session: Session, settings: Settings) -> Finding:
    """Whether the processes of this machine leave PostgreSQL connections for others."""
    if session.get_bind().dialect.name == "sqlite":
        return Finding(OK, "SQLite has no limit on them.")
    most = int(session.scalar(text("SHOW max_connections")) or 0)
    free = most - int(session.scalar(text("SHOW superuser_reserved_connections")) or 0)
    wanted = settings.web_concurrency * settings.database_connections + FOR_COMMANDS
    sum_of = f"{settings.web_concurrency} processes of {settings.database_connections}, and {FOR_COMMANDS} for commands"
    if wanted > free:
        remedy = "Lower DATABASE_CONNECTIONS or WEB_CONCURRENCY, or raise max_connections."
        return Finding(FAULT, f"{sum_of}, are {wanted}; PostgreSQL gives {free}. {remedy}")
    return Finding(OK, f"{sum_of}, are {wanted}; PostgreSQL gives {free}, enough for {free // wanted} such machines.")


def _seal(_session: Session, settings: Settings) -> Finding:
    try:
        sealer = Sealer.from_settings(settings)
    except Refused:
        return Finding(FAULT, "There is none, so no agreed plan can be sealed. Give SEAL_P12 and SEAL_P12_PASSWORD.")
    now = datetime.now(UTC)
    days = sealer.expires_in_days(now)
    if sealer.warning(now):
        return Finding(FAULT if days < 0 else NOTE, sealer.warning(now))
    return Finding(OK, f"It is good for {days} days.")


def _letters(_session: Session, settings: Settings) -> Finding:
    if settings.mail_server:
        try:
            with connected(settings.mail_server, settings.max_mail_seconds) as server:
                server.open()
        except NotSent as failed:
            return Finding(FAULT, f"MAIL_URL: {failed.fault}")
        return Finding(OK, f"{settings.mail_server.host} takes them, from {settings.mail_from}.")
    try:
        settings.outbox.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=settings.outbox):
            return Finding(OK, f"They are written to {settings.outbox}.")
    except OSError as error:
        return Finding(FAULT, f"OUTBOX takes none ({error.strerror}): let this user write to {settings.outbox}.")


def _mail(session: Session, settings: Settings) -> Finding:
    """Whether somebody sends the e-mail that is due: what a server refuses for now is not due again before long."""
    before = datetime.now(UTC) - timedelta(minutes=settings.mail_claim_minutes)
    late = _mails(session, Mail.state == MailState.WAITING, Mail.due_at < before)
    stopped = _mails(session, Mail.state.in_(STOPPED_STATES))
    if late:
        return Finding(FAULT, f"E-mails that should have left: {late}. Run flask notices send --watch.")
    if stopped:
        return Finding(NOTE, f"E-mails that did not leave: {stopped}. PSR's administrators find them.")
    return Finding(OK, "None is late.")


def _mails(session: Session, *which: ColumnElement[bool]) -> int:
    """How many e-mails are so."""
    return session.scalar(select(func.count()).select_from(Mail).where(*which)) or 0


def _clock(session: Session, settings: Settings) -> Finding:
    """Whether the database's server, and whoever wrote last, agree with this machine on what time it is."""
    now, most = datetime.now(UTC), settings.most_seconds_off
    newest_event = session.scalar(select(func.max(Event.at)))
    if newest_event and (datetime.fromisoformat(newest_event) - now).total_seconds() > most:
        return Finding(FAULT, f"The record has an entry of {newest_event}, which is still to come. Set the clock.")
    if session.get_bind().dialect.name == "postgresql":
        theirs = session.scalar(select(func.clock_timestamp())) or now
        if abs((theirs - datetime.now(UTC)).total_seconds()) > most:
            return Finding(
                FAULT, f"The database's machine says {theirs:%H:%M:%S} UTC, this one {now:%H:%M:%S}. Set both."
            )
    return Finding(OK, f"It is {now:%Y-%m-%d %H:%M:%S} UTC.")


def _disk(_session: Session, settings: Settings) -> Finding:
    address = make_url(settings.database_url)
    written = [settings.outbox]
    written += [Path(address.database)] if address.get_backend_name() == "sqlite" and address.database else []
    for path in written:
        there = next(one for one in (path, *path.absolute().parents) if one.exists())
        free = shutil.disk_usage(there).free
        if free < settings.least_free_bytes:
            words = f"{free // MEGABYTE:,} MB are free at {there}, less than LEAST_FREE_BYTES. Make room."
            return Finding(FAULT, words)
    return Finding(OK, f"{free // MEGABYTE:,} MB or more are free.")


def _pages(_session: Session, _settings: Settings) -> Finding:
    if not (HOME / "static" / "vendor" / "htmx.min.js").is_file():
        return Finding(
            FAULT, "The files that pages load are missing. Run make setup, or install the wheel that make wheel builds."
        )
    return Finding(OK, f"Their files are in {os.path.relpath(HOME)}.")


CHECKS: dict[str, Check] = {
    "database": _database,
    "connections": _connections,
    "seal": _seal,
    "letters": _letters,
    "disk": _disk,
    "pages": _pages,
    "tables": _tables,  # what comes after these asks them
    "changes": _changes,
    "e-mail": _mail,
    "clock": _clock,
}
