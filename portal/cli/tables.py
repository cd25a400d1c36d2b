"""The tables: made, brought to this release, or back to an earlier one."""

import click
from alembic.util import CommandError
from flask.cli import AppGroup

from portal import schema as tables
from portal.cli.running import the_portal

schema = AppGroup("schema", help="The tables of the database, as this release needs them.")
REMEDY = "To go back all the same, restore the backup that was made before the upgrade."


@schema.command("show")
def show() -> None:
    """Say which revision the tables have, and which this release needs."""
    with the_portal().database.reading() as session:
        found = tables.revision_of(session)
    click.echo(f"The tables have revision {found or 'none'}; this release needs {tables.newest()}.")


@schema.command("upgrade")
def upgrade() -> None:
    """Make the tables, or bring them to this release: all or nothing."""
    tables.upgrade(the_portal().settings.database_url)
    click.echo(f"The tables have revision {tables.newest()}.")


@schema.command("downgrade")
@click.argument("revision")
def downgrade(revision: str) -> None:
    """Bring the tables back to REVISION; refused, with what would be lost, where anything would."""
    try:
        tables.downgrade(the_portal().settings.database_url, revision)
    except CommandError as unknown:
        raise click.ClickException(f"{unknown}.") from unknown
    except RuntimeError as refusal:
        raise click.ClickException(f"{refusal} {REMEDY}") from refusal
    click.echo(f"The tables have revision {revision}. Start the release that goes with them.")
