"""Telling people what happened, for what no process of the portal told them, and sending the e-mail that waits."""

import signal
import time
from datetime import UTC, datetime
from threading import Event
from typing import BinaryIO

import click
from flask.cli import AppGroup
from sqlalchemy.exc import SQLAlchemyError

from portal.cli.running import the_portal, writing
from portal.domain.people.bounce import note_bounce
from portal.web.bounce_reports import failed_addresses
from portal.web.logs import logger
from portal.web.news import write_all_news
from portal.web.reminding import write_all_reminders
from portal.web.sending import NOT_SENT, give_back_abandoned, send_due
from portal.web.telling import tell_all

SECONDS_IN_MINUTE = 60
NO_ADDRESS = "Give the address, or with --report the report of a mail server on the standard input."
NO_REPORT = "The report names no address at which an e-mail did not arrive."

notices = AppGroup("notices", help="Messages: what somebody should hear of.")


@notices.command("send")
@click.option("--watch", is_flag=True, help="Go on until stopped.")
def send(watch: bool) -> None:
    """Make the messages that are still missing, and send the e-mail that is due. Several may do so at once."""
    over = Event()
    if not watch:
        _send(over, tells=True, reminds=True, is_quiet=False)
        return
    before = signal.signal(signal.SIGTERM, lambda *_: over.set())
    try:
        _watch(over)
    finally:
        signal.signal(signal.SIGTERM, before)


class Every:
    """What is done at the start, and then when so many seconds have passed."""

    def __init__(self, seconds: int) -> None:
        self._seconds, self._last = seconds, float("-inf")

    def is_due(self) -> bool:
        """Whether it is to be done now, which counts as done."""
        now = time.monotonic()
        if now - self._last < self._seconds:
            return False
        self._last = now
        return True


def _watch(over: Event) -> None:
    """Go on until it is over: an e-mail that is under way then is still written off, so that no reminder is parked."""
    settings = the_portal().settings
    telling, reminding = (
        Every(settings.missed_notices_seconds),
        Every(settings.mail_reminder_minutes * SECONDS_IN_MINUTE),
    )
    while not over.is_set():
        try:
            _send(over, tells=telling.is_due(), reminds=reminding.is_due(), is_quiet=True)
        except SQLAlchemyError as error:
            logger().warning(NOT_SENT, exc_info=error)
        over.wait(settings.mail_pause_seconds)


def _send(over: Event, *, tells: bool, reminds: bool, is_quiet: bool) -> None:
    portal = the_portal()
    database, settings = portal.database, portal.settings
    made = tell_all(database, settings.max_notices_at_once) if tells else 0
    written = write_all_news(database, settings)
    written += write_all_reminders(database, settings) if reminds else 0
    give_back_abandoned(database, settings)
    outcome = send_due(database, settings, portal.outbox, is_over=over.is_set)
    counts = {"Messages made": made, "E-mails written": written, "sent": outcome.sent}
    counts |= {"to try again": outcome.later, "that did not leave": outcome.stopped}
    if any(counts.values()) or not is_quiet:
        click.echo(", ".join(f"{what}: {count}" for what, count in counts.items()) + ".")


@notices.command("bounced")
@click.argument("address", default="")
@click.option("--report", type=click.File("rb"), help="What a mail server sent back; - is the standard input.")
def bounced(address: str, report: BinaryIO | None) -> None:
    """Keep that e-mail to this address came back: PSR reads of it, and for two days only what cannot wait is sent."""
    if bool(address) == bool(report):
        raise click.ClickException(NO_ADDRESS)
    addresses = failed_addresses(report.read()) if report else [address]
    if not addresses:
        raise click.ClickException(NO_REPORT)
    with writing() as session:
        known = [bool(note_bounce(session, one, datetime.now(UTC))) for one in addresses]
    click.echo(f"Kept for {sum(known)} accounts, of {len(addresses)} addresses.")
