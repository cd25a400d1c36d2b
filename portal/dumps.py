"""A whole database in one file and back: by SQLite's own copying, by `pg_dump` and `pg_restore` of PostgreSQL."""

import os
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL, inspect, make_url
from sqlalchemy.exc import SQLAlchemyError

from portal.database import make_engine

ENDINGS = {"sqlite": ".sqlite3", "postgresql": ".dump"}


class NotCopied(RuntimeError):
    """It could not be copied; the message says why, for whoever runs the service."""


def ending(url: str) -> str:
    """How the name of a file ends that holds this database."""
    return ENDINGS[make_url(url).get_backend_name()]


def dump(url: str, file: Path) -> None:
    """Write the database as it is at one moment into `file`, which its owner alone can read; people can act meanwhile.

    Raises NotCopied, and leaves no file then.
    """
    address, part = make_url(url), file.with_name(f"{file.name}.part")
    os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
    try:
        if address.get_backend_name() == "sqlite":
            _copy(Path(address.database or ""), part)
        else:
            _run(address, "pg_dump", "--format=custom", f"--file={part}")
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


def restore(file: Path, url: str) -> None:
    """Write what `file` holds into the database at `url`: all or nothing.

    Raises NotCopied, also where a table is there already.
    """
    _expect_empty(url)
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        _copy(file, Path(address.database or ""))
    else:
        whole = ("--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges")
        _run(address, "pg_restore", *whole, f"--dbname={_without_password(address)}", str(file))


def _expect_empty(url: str) -> None:
    engine = make_engine(url)
    try:
        if inspect(engine).get_table_names():
            raise NotCopied("That database holds tables already. Give an empty one.")
    except SQLAlchemyError as error:
        raise NotCopied(f"That database does not answer: {str(error).partition(chr(10))[0]}") from error
    finally:
        engine.dispose()


def _copy(source: Path, target: Path) -> None:
    if not source.is_file():
        raise NotCopied(f"There is no file {source}.")
    try:
        with closing(sqlite3.connect(source)) as held, closing(sqlite3.connect(target)) as copy:
            held.backup(copy)
    except sqlite3.Error as error:
        raise NotCopied(f"SQLite says: {error}.") from error


def _run(address: URL, program: str, *arguments: str) -> None:
    """A program of PostgreSQL; a password reaches it by its environment, which other users cannot see."""
    environment = os.environ | ({"PGPASSWORD": str(address.password)} if address.password else {})
    where = [] if program == "pg_restore" else [f"--dbname={_without_password(address)}"]
    try:
        subprocess.run(  # noqa: S603 - the program is one of two, and its arguments are ours
            [program, *where, *arguments], env=environment, check=True, capture_output=True, text=True
        )
    except FileNotFoundError:
        raise NotCopied(f"{program} is not installed. It comes with PostgreSQL's client programs.") from None
    except subprocess.CalledProcessError as error:
        raise NotCopied(error.stderr.strip()) from error


def _without_password(address: URL) -> str:
    return address.set(drivername="postgresql", password=None).render_as_string()
