"""What every command needs: the portal that it runs in, and a transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import cast

import click
from flask import current_app
from sqlalchemy.orm import Session

from portal.domain.base import Refused
from portal.web.http import Portal
from portal.web.mailing import Letter, queue
from portal.web.sending import leave_now

NOT_YET = "It is done, but a letter could not be written yet. It is tried again by flask notices send."


def the_portal() -> Portal:
    return cast(Portal, current_app)


@contextmanager
def writing() -> Iterator[Session]:
    """A transaction whose refusal is the command's message; its letters leave with it."""
    portal = the_portal()
    try:
        with portal.database.writing() as session:
            yield session
    except Refused as refused:
        raise click.ClickException(refused.sentence) from refused
    outcome = leave_now(session, portal.database, portal.settings, portal.outbox)
    if outcome.later:
        raise click.ClickException(NOT_YET)


def post(session: Session, letter: Letter, at: datetime) -> None:
    """Let this letter leave with what this session does."""
    queue(session, letter, at, the_portal().settings)
