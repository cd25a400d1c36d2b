"""What is held about one person, for whoever answers their request: made, read by a named person, and let go."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

import click
from flask.cli import AppGroup

from portal.cli.people import account_of, whose
from portal.cli.running import writing
from portal.documents.subject_access import digest_of, released, write_subject_access
from portal.domain.people.account_event import LONGEST_SAID, AccountChange, note
from portal.queries.people.subject_access import subject_access_of

subject_access = AppGroup("subject-access", help="The file for a person who asks what is held about them.")
LONGEST = LONGEST_SAID - 200  # what else is kept beside it is shorter than the rest
new_file = click.Path(exists=False, dir_okay=False, path_type=Path)
IS_THERE = "There is a file {file} already. Give another name."
TOO_LONG = f"Say it in {LONGEST} characters at most."


@subject_access.command("make")
@click.argument("file", type=new_file)
@whose
@click.option("--controller", required=True, help="PSR, or an organisation just as its cases have it.")
@click.option("--asked", required=True, help="When and how they asked, and how you know that it is them.")
def make(file: Path, email: str, controller: str, asked: str) -> None:
    """Write into FILE what a controller holds about a person. It must be read before it leaves: see release."""
    _expect_free(file)
    _expect_short(asked)
    at = datetime.now(UTC)
    with writing() as session:
        person = account_of(session, email)
        text = write_subject_access(subject_access_of(session, person, controller, at))
        note(session, person.id, AccountChange.FILE_MADE, at, said=f"{controller}: {asked.strip()}")
    _write(file, text)
    click.echo(f"{file} waits to be read. Take out what must not leave, then run flask subject-access release.")


@subject_access.command("release")
@click.argument("file", type=click.File(encoding="utf-8"))
@click.argument("to", type=new_file)
@whose
@click.option("--by", required=True, help="Who has read it, by name.")
@click.option("--left-out", default="", help="What was taken out, and why, in words that the person may read.")
def release(file: TextIO, to: Path, email: str, by: str, left_out: str) -> None:
    """Write FILE, which the person named has read, into TO, as it may leave. That is kept with the account."""
    _expect_free(to)
    _expect_short(by + left_out)
    at = datetime.now(UTC)
    if not by.strip():
        raise click.ClickException("Say who has read it.")
    with writing() as session:
        person = account_of(session, email)
        text = released(file.read(), email=person.email, by=by.strip(), left_out=left_out.strip(), at=at)
        said = f"Read by {by.strip()}. Left out: {left_out.strip() or 'nothing'}. SHA-256 {digest_of(text)}"
        note(session, person.id, AccountChange.FILE_RELEASED, at, said=said)
    _write(to, text)
    click.echo(f"{to} may leave. Send it in a way that only {person.name} opens it.")


def _expect_free(file: Path) -> None:
    if file.exists():
        raise click.ClickException(IS_THERE.format(file=file))


def _expect_short(words: str) -> None:
    if len(words) > LONGEST:
        raise click.ClickException(TOO_LONG)


def _write(file: Path, text: str) -> None:
    """Into a new file that nobody else on this machine may read."""
    try:
        file.touch(mode=0o600, exist_ok=False)
        file.write_text(text, "utf-8")
    except OSError as error:
        raise click.ClickException(f"It is noted, but {file} could not be written: {error}. Run it again.") from error
