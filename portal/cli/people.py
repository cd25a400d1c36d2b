"""Commands about accounts."""

from contextlib import suppress
from datetime import UTC, datetime

import click
from flask.cli import AppGroup

from portal.beforehand import Results, preparing, using_only
from portal.cli.writing import the_portal, writing
from portal.domain.base import Refused
from portal.domain.people import second_factor, sign_in
from portal.domain.people.password import expect_fit, known_of
from portal.domain.people.person import Person, find, hashed
from portal.web.account_letters import second_step_taken_off

people = AppGroup("people", help="Accounts.")


@people.command("add")
@click.option("--email", required=True, help="The address that signs in.")
@click.option("--name", required=True, help="The name as it should stand under a signature.")
@click.option("--job", default="", help="What pages say beside the name.")
@click.option("--opens-cases", is_flag=True, help="A PSR adviser, who may open cases.")
@click.password_option(help="Asked for when left out, which keeps it out of the shell's history.")
def add_person(email: str, name: str, job: str, opens_cases: bool, password: str) -> None:
    """Make an account."""
    ready: Results = {}
    with preparing(ready), suppress(Refused):
        expect_fit(password, "password", known=known_of(email, name, job))
        hashed(password)
    with using_only(ready), writing() as session:
        person = Person.register(
            session,
            email=email,
            name=name,
            password=password,
            at=datetime.now(UTC),
            job=job,
            opens_cases=opens_cases,
        )
        click.echo(f"{person.name} can sign in as {person.email}.")


@people.command("restore")
@click.option("--email", required=True, help="The address that signs in.")
@click.option("--by", required=True, help="Who checked who they are.")
@click.option("--how", required=True, help="How they checked it.")
def restore(email: str, by: str, how: str) -> None:
    """Take the second step off, for somebody who has lost their phone and their codes.

    PSR has checked who they are: nothing that they can be asked by e-mail is enough. They are signed out everywhere.
    """
    at = datetime.now(UTC)
    if not (by.strip() and how.strip()):
        raise click.ClickException("Say by whom and how it was checked who they are.")
    with writing() as session:
        person = find(session, email)
        if person is None:
            raise click.ClickException(f"{email} has no account.")
        second_factor.remove(session, person, at, said=f"Checked by {by.strip()}: {how.strip()}")
        ended = sign_in.end_others(session, person, at)
    click.echo(f"{person.name} signs in with the password alone. Sessions that ended: {ended}.")
    try:
        the_portal().outbox.write(second_step_taken_off(person, at), at)
    except OSError as error:
        raise click.ClickException("It is done, but the letter that tells them could not be written.") from error


@people.command("seal-anew")
def seal_anew() -> None:
    """Seal what authenticators hold under the first of SECRET_KEYS, so that the others can go."""
    with writing() as session:
        done, unread = second_factor.seal_anew(session, second_factor.sealing(the_portal().settings.secret_keys))
    click.echo(f"Sealed anew: {done}.")
    if unread:
        raise click.ClickException(f"{unread} could not be read: they were sealed with a key that is gone.")
