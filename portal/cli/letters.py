"""Letters that a command sends, and the pages that their links lead to."""

from datetime import datetime

import click
from flask import url_for

from portal.cli.running import the_portal
from portal.web.outbox import Letter

NO_URL = "PUBLIC_URL is not set. Give the address at which people find the portal, so that the letter can hold a link."


def expect_address() -> str:
    """The address at which people find the portal; the command fails where nobody has said it."""
    url = the_portal().settings.public_url
    if not url:
        raise click.ClickException(NO_URL)
    return url.rstrip("/")


def page(endpoint: str, token: str) -> str:
    """The whole address of the page that a link with this token leads to."""
    with the_portal().test_request_context():
        path = url_for(endpoint, token=token)
    return expect_address() + path


def post(letter: Letter, at: datetime) -> None:
    """Write a letter whose act is done; the command says so where it cannot be written."""
    try:
        the_portal().outbox.write(letter, at)
    except OSError as error:
        raise click.ClickException(
            f"It is done, but the letter to {letter.to} could not be written: {error}"
        ) from error
