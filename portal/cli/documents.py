"""The sealed PDFs that nobody has asked for yet."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

import click
from flask.cli import AppGroup

from portal.cli.running import the_portal
from portal.documents.as_written import NotAsWritten
from portal.documents.seal import Sealer
from portal.documents.sealed import sealed_document, unsealed
from portal.documents.sealed_review import sealed_review, unsealed_reviews
from portal.domain.base import Refused
from portal.domain.record import SealedDocument
from portal.queries.feedback.urgent import reviewer_shown

documents = AppGroup("documents", help="Sealed PDFs.")
Sealing = Callable[[], SealedDocument]


@documents.command("seal")
def seal_documents() -> None:
    """Make every sealed PDF that is still missing, of agreements and of feedback, and say when the seal expires soon.

    One that would not show what was signed or issued is named and left; the command then fails.
    """
    settings = the_portal().settings
    waiting = _waiting()
    faults: list[str] = []
    try:
        for what, seal in waiting:
            try:
                seal()
            except NotAsWritten as found:
                faults.append(f"{what}: {found.sentence}")
        warning = Sealer.from_settings(settings).warning(datetime.now(UTC))
    except Refused as refused:
        raise click.ClickException(refused.sentence) from refused
    click.echo(f"Sealed: {len(waiting) - len(faults)}.")
    if warning:
        click.echo(warning)
    if faults:
        raise click.ClickException("\n".join(faults))


def _waiting() -> list[tuple[str, Sealing]]:
    """What is to be sealed, as a fault would name it, and how."""
    portal = the_portal()
    database, settings = portal.database, portal.settings
    with database.reading() as session:
        agreements = unsealed(session)
        reviews = [(one.id, reviewer_shown(one, named=settings.names_reviewer)) for one in unsealed_reviews(session)]
    found: list[tuple[str, Sealing]] = [
        (f"Agreement {key}", partial(sealed_document, database, settings, key)) for key in agreements
    ]
    found += [(f"Feedback {key}", partial(sealed_review, database, settings, key, by)) for key, by in reviews]
    return found
