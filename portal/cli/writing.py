"""What every command writes with."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

import click
from flask import current_app
from sqlalchemy.orm import Session

from portal.domain.base import Refused
from portal.web.http import Portal


def the_portal() -> Portal:
    return cast(Portal, current_app)


@contextmanager
def writing() -> Iterator[Session]:
    """A transaction whose refusal is the command's message."""
    try:
        with the_portal().database.writing() as session:
            yield session
    except Refused as refused:
        raise click.ClickException(refused.sentence) from refused
