"""Words that must not be kept are covered by those who own the service."""

from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TextIO
from uuid import UUID

import click
from flask.cli import with_appcontext
from sqlalchemy import func, select

from portal.cli.running import post, the_portal, writing
from portal.database import append_only_lifted, scrub
from portal.documents.sealed import sealed_document
from portal.domain.agreements.agreement import Agreement
from portal.domain.base import Refused
from portal.domain.cases.case import Case
from portal.domain.dates import london_day
from portal.domain.keeping import blanking
from portal.domain.keeping.blank import SHORTEST, Blank, TooShort
from portal.domain.keeping.places import ADDRESSES, Place, places
from portal.domain.people.person import Person
from portal.domain.record.stored_file import StoredFile
from portal.web import letters

NO_WORDS = f"Give the words, each on a line of its own, of {SHORTEST} letters or digits at least."
DRY = "Nothing was changed. To cover them, run this again with --really, --by and --why."
SCANS = "Scans and documents: {number}. In files no words are found: look at those of the case yourself."
NEXT = "Backups and copies that people took still hold the words: see the README."


@click.command("blank")
@click.argument("file", type=click.File(encoding="utf-8"))
@click.option("--really", is_flag=True, help="Cover the words; without it, only list the places.")
@click.option("--by", default="", help="Who asks for it.")
@click.option("--why", default="", help="Why, without the words themselves.")
@with_appcontext
def blank(file: TextIO, really: bool, by: str, why: str) -> None:
    """Cover words that must not be kept, such as a patient's details, wherever they stand.

    FILE holds the words, each on a line of its own; "-" reads them from the standard input. They are never printed.
    """
    words = _words(file)
    with the_portal().database.reading() as session:
        found = places(session, words)
        references = {case.id: case.reference for case in session.scalars(select(Case))}
        scans = session.scalar(select(func.count()).select_from(StoredFile))
    in_letters = the_portal().outbox.cover(words.covered, really=False)
    for line in _listed(found, references):
        click.echo(line)
    click.echo(f"letters in the outbox: {in_letters}")
    if scans:
        click.echo(SCANS.format(number=scans))
    if not (found or in_letters):
        click.echo("The words stand nowhere else." if scans else "The words stand nowhere.")
    if not really:
        click.echo(DRY)
        return
    if any(place.name not in ADDRESSES for place in found):
        _cover(words, by, why)
    the_portal().outbox.cover(words.covered, really=True)


def _words(file: TextIO) -> Blank:
    phrases = [line.strip() for line in file if line.strip()]
    try:
        if not phrases:
            raise TooShort
        return Blank(phrases)
    except TooShort as short:
        raise click.ClickException(NO_WORDS) from short


def _listed(found: list[Place], references: Mapping[UUID, str]) -> list[str]:
    """How often the words stand in each column of each case."""
    times: Counter[tuple[str, str]] = Counter()
    for place in found:
        case = f"case {references[place.whose.case_id]}" if place.whose else "no case"
        left = ": an address, which stays; see flask people move" if place.name in ADDRESSES else ""
        times[case, place.name + left] += place.times
    return [f"{case}\t{where}\t{count}" for (case, where), count in sorted(times.items())]


def _cover(words: Blank, by: str, why: str) -> None:
    """Cover them in one transaction; then seal anew, write to those who signed, and clear the database's files."""
    at, portal = datetime.now(UTC), the_portal()
    with writing() as session, append_only_lifted(session):
        done = blanking.blank(session, words, by=by, why=why, at=at)
        readers = {person.id: person for agreement in done.agreements for person in _readers(agreement, at)}
    click.echo(f"Covered in {len(done.covered)} places. {NEXT}")
    scrub(portal.database.engine, [place.table.name for place in done.covered] + ["sealed_document"])
    try:
        for agreement in done.agreements:
            sealed_document(portal.database, portal.settings, agreement.id)
    except Refused as error:
        raise click.ClickException(
            f"The words are covered, but not all that follows is done: {error}. Run flask documents seal, and write to "
            "those who signed."
        ) from error
    with writing() as session:
        for person in readers.values():
            post(session, letters.words_covered(person, at), at)
    click.echo(f"Sealed anew: {len(done.agreements)}. Letters: {len(readers)}.")


def _readers(agreement: Agreement, at: datetime) -> list[Person]:
    """Who is told by letter: everybody of the two parties who is on the case."""
    return [one.person for one in agreement.plan.case.present(london_day(at)) if one.party and one.person]
