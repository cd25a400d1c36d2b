"""What has been kept for long enough, and its erasure."""

from datetime import UTC, datetime

import click
from flask.cli import with_appcontext

from portal.cli.running import the_portal, writing
from portal.domain.keeping import traces

YOURS = "No source names these times: the organisation that runs the service decides them, by the settings named here."


@click.command("retention")
@click.option("--erase", is_flag=True, help="Erase what is due; without it, only say how much that is.")
@with_appcontext
def retention(erase: bool) -> None:
    """Say how many traces of signing in and of sent forms have been kept for long enough, and erase them."""
    at = datetime.now(UTC)
    with writing() as session:
        found = traces.due(session, the_portal().settings, at)
        if erase:
            traces.erase(session, found)
    for one in found:
        click.echo(f"{one.what}\t{one.setting}\t{one.count} {'erased' if erase else 'due'}")
    click.echo(YOURS)
