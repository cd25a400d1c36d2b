"""Commands for those who run the service."""

from datetime import UTC, datetime

import click

from portal import demonstration
from portal.http import Portal


def init_cli(app: Portal) -> None:
    """Give `flask` its commands."""
    app.cli.add_command(_demo(app))


def _demo(app: Portal) -> click.Command:
    @click.command("demo")
    def demo() -> None:
        """Make the demonstration's people and cases, once, and print how to sign in."""
        if not app.settings.demo:
            raise click.ClickException("The demonstration is off. Set PORTAL_DEMO=1, on a database of its own.")
        with app.database.writing() as session:
            if not demonstration.is_there(session):
                demonstration.build(session, limits=app.settings, now=datetime.now(UTC))
        for address, role in demonstration.sign_ins():
            click.echo(f"{address:32}{role}")
        click.echo(f"The password of all: {demonstration.PASSWORD}")

    return demo
