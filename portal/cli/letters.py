"""Letters that a command sends, and the pages that their links lead to."""

import click
from flask import url_for

from portal.cli.running import the_portal

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
