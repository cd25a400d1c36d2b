"""Telling people what happened, for what no process of the portal told them, and sending the e-mail that waits."""

import time

import click
from flask.cli import AppGroup
from sqlalchemy.exc import SQLAlchemyError

from portal.cli.running import the_portal
from portal.web.logs import logger
from portal.web.news import write_all_news
from portal.web.sending import NOT_SENT, give_back_abandoned, send_due
from portal.web.telling import tell_all

notices = AppGroup("notices", help="Messages: what somebody should hear of.")


@notices.command("send")
@click.option("--watch", is_flag=True, help="Go on until stopped.")
def send(watch: bool) -> None:
    """Make the messages that are still missing, and send the e-mail that is due. Several may do so at once."""
    if not watch:
        _send()
    while watch:
        try:
            _send()
        except SQLAlchemyError as error:
            logger().warning(NOT_SENT, exc_info=error)
        time.sleep(the_portal().settings.mail_pause_seconds)


def _send() -> None:
    portal = the_portal()
    made = tell_all(portal.database, portal.settings.max_notices_at_once)
    written = write_all_news(portal.database, portal.settings)
    give_back_abandoned(portal.database, portal.settings)
    outcome = send_due(portal.database, portal.settings, portal.outbox)
    counts = {"Messages made": made, "E-mails written": written, "sent": outcome.sent, "to try again": outcome.later}
    counts["that did not leave"] = outcome.stopped
    if any(counts.values()) or not click.get_current_context().params["watch"]:
        click.echo(", ".join(f"{what}: {count}" for what, count in counts.items()) + ".")
