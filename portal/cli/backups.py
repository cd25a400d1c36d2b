"""Backups: made, and put back into an empty database, where all that can be checked is checked."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path

import click
from flask.cli import AppGroup
from sqlalchemy import func, select
from sqlalchemy.orm import Session, undefer

from portal.cli.running import the_portal
from portal.database import Database, make_engine, unprotected
from portal.domain.cases.case import Case
from portal.domain.record import Event, Stream
from portal.domain.record.stored_file import StoredFile
from portal.dumps import NotCopied, dump, ending, restore
from portal.environment import driver
from portal.queries.record.whole import wholeness
from portal.schema import newest, revision_of

backup = AppGroup("backup", help="Backups of the database.")
FOLDER = click.Path(exists=True, file_okay=False, writable=True, path_type=Path)
OTHER_RELEASE = "They are there: check them with the release that made them, or run flask schema upgrade on them first."
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@backup.command("make")
@click.argument("folder", type=FOLDER)
def make(folder: Path) -> None:
    """Write the whole database into a new file in FOLDER, which its owner alone can read, and print its name."""
    url = the_portal().settings.database_url
    file = folder / f"portal-{datetime.now(UTC):%Y%m%dT%H%M%S}{ending(url)}"
    try:
        dump(url, file)
    except NotCopied as why:
        raise click.ClickException(str(why)) from why
    click.echo(file)


@backup.command("restore")
@click.argument("file", type=FILE)
@click.option("--into", required=True, help="The address of an empty database, as DATABASE_URL would name it.")
def put_back(file: Path, into: str) -> None:
    """Put the backup FILE into an empty database, and check what came back.

    The database that serves is left as it is. The command fails where the tables are not those of this release, would
    take a change that they must not take, or where a chain of the record or a stored file is not whole.
    """
    url = driver(into)
    try:
        restore(file, url)
    except NotCopied as why:
        raise click.ClickException(str(why)) from why
    faults, held = examined(url)
    if faults:
        raise click.ClickException("\n".join(faults))
    click.echo(f"{held} All of it is whole, and protected.")


def examined(url: str) -> tuple[list[str], str]:
    """What is not as it should be in this database, and what it holds."""
    engine = make_engine(url)
    try:
        with Database(engine).reading() as session:
            found = revision_of(session)
            if found != newest():
                return [f"Its tables have revision {found or 'none'}, and not {newest()}. {OTHER_RELEASE}"], ""
            return _faults(session), _holds(session)
    finally:
        engine.dispose()


def _faults(session: Session) -> list[str]:
    """What is not as it should be, in words; [] when all is."""
    bare = sorted(unprotected(session))
    faults = [f"{', '.join(bare)} would take a change: their triggers are missing."] if bare else []
    for case in session.scalars(select(Case).order_by(Case.reference)):
        broken = wholeness(session, case.id, list(Stream)).faults
        faults += [f"{case.reference} {one.stream.value}: {one.fault}" for one in broken]
    every = session.scalars(select(StoredFile).options(undefer(StoredFile.body)).execution_options(yield_per=1))
    changed = (one.id for one in every if hashlib.sha256(one.body).hexdigest() != one.sha256)
    return faults + [f"The file {one} is not what was stored." for one in changed]


def _holds(session: Session) -> str:
    """How much came back, and how far it goes."""
    cases = session.scalar(select(func.count()).select_from(Case))
    entries, until = session.execute(select(func.count(), func.max(Event.at))).one()
    files = session.scalar(select(func.count()).select_from(StoredFile))
    return f"Cases: {cases}. Entries of the record: {entries}, the newest of {until or 'no time'}. Files: {files}."
