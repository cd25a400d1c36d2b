"""Telling people what happened, for what no process of the portal told them."""

import click
from flask.cli import AppGroup

from portal.cli.running import the_portal
from portal.web.telling import tell_all

notices = AppGroup("notices", help="Messages: what somebody should hear of.")


@notices.command("send")
def send() -> None:
    """Make the messages that are still missing."""
    portal = the_portal()
    made = tell_all(portal.database, portal.settings.max_notices_at_once)
    click.echo(f"Messages made: {made}.")
