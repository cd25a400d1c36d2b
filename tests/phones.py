"""People of the tests who have an app for the second step of signing in."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pyotp
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portal.domain.people import second_factor
from portal.web.http import Portal
from tests.factories import PASSWORD, Story

A_WHILE = timedelta(minutes=5)
STEP = timedelta(seconds=second_factor.STEP_SECONDS)


@dataclass
class Phone:
    """An app with its secret, and what its owner keeps on paper."""

    secret: str
    recovery: list[str]

    def code(self, at: datetime | None = None) -> str:
        return pyotp.TOTP(self.secret).at(at or datetime.now(UTC))

    def no_code(self) -> str:
        """Six digits that it shows neither now nor a little earlier or later."""
        shown = {self.code(datetime.now(UTC) + by * STEP) for by in range(-3, 4)}
        return next(one for one in map("{:06}".format, range(10)) if one not in shown)


def phone_of(app: Portal, story: Story, role: str = "editor") -> Phone:
    """The app that this person set up a while ago, so that what it shows now has not been used."""
    secret, at = second_factor.new_secret(), datetime.now(UTC) - A_WHILE
    with app.database.writing() as session:
        person, seal = story.people[role], second_factor.sealing(app.settings.secret_keys)
        codes = second_factor.set_up(session, person, secret, pyotp.TOTP(secret).at(at), at, seal)
    return Phone(secret, codes)


def give_password(client: FlaskClient, role: str = "editor", **fields: str) -> TestResponse:
    return client.post("/sign-in", data={"email": f"{role}@example.org", "password": PASSWORD} | fields)


def give_code(client: FlaskClient, code: str, **fields: str) -> TestResponse:
    return client.post("/sign-in/code", data={"code": code} | fields)
