"""Commands for those who run the service."""

from flask import Flask


def init_cli(app: Flask) -> None:
    """Give `flask` its commands."""
