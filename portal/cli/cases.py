"""A case that must be kept for a court, and one that is erased."""

from datetime import UTC, datetime

import click
from flask.cli import AppGroup
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.cli.running import the_portal, writing
from portal.database import append_only_lifted, scrub
from portal.domain.cases.case import Case
from portal.domain.keeping import erasing, legal_hold
from portal.domain.record.stored_file import StoredFile

cases = AppGroup("case", help="A case that must be kept, or goes.")
reference = click.argument("reference")
asked_by = click.option("--by", default="", help="Who asks for it.")
because = click.option("--why", default="", help="Why.")
DRY = "Nothing was changed. To erase it, run this again with --really, --by and --why."
NEXT = "Copies that people took, letters in the outbox and backups still have it: see the README."


@cases.command("keep")
@reference
@asked_by
@because
def keep(reference: str, by: str, why: str) -> None:
    """Keep a case for a court or an inquiry: nothing of it is erased or covered."""
    with writing() as session:
        legal_hold.keep_for_court(session, _case(session, reference), by=by, why=why, at=datetime.now(UTC))
    click.echo(f"Case {reference} is kept.")


@cases.command("let-go")
@reference
def let_go(reference: str) -> None:
    """Keep a case no longer than any other."""
    with writing() as session:
        legal_hold.keep_no_longer(session, _case(session, reference), datetime.now(UTC))
    click.echo(f"Case {reference} may go as any other.")


@cases.command("erase")
@reference
@click.option("--really", is_flag=True, help="Erase it; without it, only say what would go.")
@asked_by
@because
def erase(reference: str, really: bool, by: str, why: str) -> None:
    """Erase a case with all that hangs on it; accounts stay. That it was done, by whom and why, is kept."""
    database = the_portal().database
    if not really:
        with database.reading() as session:
            for name, count in erasing.rows_of(session, _case(session, reference)).items():
                click.echo(f"{name}\t{count}")
        click.echo(DRY)
        return
    with writing() as session, append_only_lifted(session):
        case = _case(session, reference)
        tables = erasing.rows_of(session, case)
        done = erasing.erase(session, case, by=by, why=why, at=datetime.now(UTC))
    scrub(database.engine, [*tables, StoredFile.__tablename__])
    click.echo(f"Erased: {done.count} rows. The shared record ended with {done.shared_head}.")
    click.echo(NEXT)


def _case(session: Session, reference: str) -> Case:
    case = session.scalar(select(Case).where(Case.reference == reference))
    if case is None:
        raise click.ClickException(f"There is no case {reference}.")
    return case
