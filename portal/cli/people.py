"""Accounts, for those who run the service: who has one, and what is done to one on request."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import click
from flask import url_for
from flask.cli import AppGroup
from sqlalchemy.orm import Session

from portal.beforehand import Results, preparing, using_only
from portal.cli.running import the_portal, writing
from portal.domain.base import Refused
from portal.domain.dates import moment
from portal.domain.people import accounts, password_reset, second_factor, second_step, sign_in
from portal.domain.people.password import expect_fit, known_of
from portal.domain.people.person import Person, find, hashed
from portal.queries.people.accounts import Account
from portal.queries.people.accounts import accounts as every_account
from portal.web import letters
from portal.web.outbox import Letter

people = AppGroup("people", help="Accounts.")
whose = click.option("--email", required=True, help="The address that signs in.")
reason = click.option("--why", required=True, help="Why, and how you know who asked: kept with the account.")
NO_URL = "PUBLIC_URL is not set. Give the address at which people find the portal, so that the letter can hold a link."


@people.command("add")
@whose
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


@people.command("list")
@click.option("--find", "words", default="", help="Words of the address, the name or the job.")
def list_people(words: str) -> None:
    """List the accounts: address, name, job, whether it is open, and when somebody last signed in with it."""
    with the_portal().database.reading() as session:
        found = every_account(session, words)
        for account in found:
            click.echo("\t".join(_facts(account)))
    click.echo(f"{len(found)} accounts.", err=True)


@people.command("close")
@whose
@reason
def close_account(email: str, why: str) -> None:
    """Close an account: nobody signs in with it any more, and whoever is signed in is out at once."""
    person = _changed(email, accounts.close, why)
    click.echo(f"The account {person.email} of {person.name} is closed.")


@people.command("open")
@whose
@reason
def open_account(email: str, why: str) -> None:
    """Open an account that was closed."""
    person = _changed(email, accounts.reopen, why)
    click.echo(f"{person.name} can sign in as {person.email} again.")


@people.command("rename")
@whose
@click.option("--name", required=True, help="The new name as it should stand under a signature.")
@reason
def rename_account(email: str, name: str, why: str) -> None:
    """Give a person another name; what they signed keeps the name that they signed with."""
    person = _changed(email, accounts.rename, name, why)
    click.echo(f"{person.email} is called {person.name} now.")


@people.command("move")
@whose
@click.option("--to", required=True, help="The new address.")
@reason
def move_account(email: str, to: str, why: str) -> None:
    """Give an account another address; a letter to each of the two says so."""
    at = datetime.now(UTC)
    with writing() as session:
        person = _account(session, email)
        before = person.email
        accounts.move(session, person, to, why, at)
    _post(letters.moved_away(person, before, at), at)
    _post(letters.moved_here(person, at), at)
    click.echo(f"{person.name} signs in as {person.email} now, and not as {before} any more.")


@people.command("reset")
@whose
def send_reset(email: str) -> None:
    """Send the owner of an account a letter with a link by which they choose a new password."""
    at, url = datetime.now(UTC), the_portal().settings.public_url
    if not url:
        raise click.ClickException(NO_URL)
    with writing() as session:
        person = _account(session, email)
        made = password_reset.make(session, email, at)
        if made.person is None:
            raise click.ClickException(f"The account {person.email} is closed.")
    with the_portal().test_request_context():
        path = url_for("password_resets.edit", token=made.token)
    _post(letters.reset_link(person, url.rstrip("/") + path), at)
    click.echo(f"A letter with a link is on its way to {person.email}. It holds for one hour.")


@people.command("restore")
@whose
@click.option("--by", required=True, help="Who checked who they are.")
@click.option("--how", required=True, help="How they checked it.")
def restore(email: str, by: str, how: str) -> None:
    """Take the second step off, passkeys too, for somebody who has lost their phone and their codes.

    PSR has checked who they are: nothing that they can be asked by e-mail is enough. They are signed out everywhere.
    """
    at = datetime.now(UTC)
    if not (by.strip() and how.strip()):
        raise click.ClickException("Say by whom and how it was checked who they are.")
    with writing() as session:
        person = _account(session, email)
        second_step.remove(session, person, at, said=f"Checked by {by.strip()}: {how.strip()}")
        ended = sign_in.end_others(session, person, at)
    click.echo(f"{person.name} signs in with the password alone. Sessions that ended: {ended}.")
    _post(letters.second_step_taken_off(person, at), at)


@people.command("seal-anew")
def seal_anew() -> None:
    """Seal what authenticators hold under the first of SECRET_KEYS, so that the others can go."""
    with writing() as session:
        done, unread = second_factor.seal_anew(session, second_factor.sealing(the_portal().settings.secret_keys))
    click.echo(f"Sealed anew: {done}.")
    if unread:
        raise click.ClickException(f"{unread} could not be read: they were sealed with a key that is gone.")


def _changed(email: str, act: Callable[..., None], *facts: Any) -> Person:
    """The account of this address, once this was done to it."""
    with writing() as session:
        person = _account(session, email)
        act(session, person, *facts, datetime.now(UTC))
        return person


def _account(session: Session, email: str) -> Person:
    person = find(session, email)
    if person is None:
        raise click.ClickException(f"There is no account with the address {email}.")
    return person


def _post(letter: Letter, at: datetime) -> None:
    try:
        the_portal().outbox.write(letter, at)
    except OSError as error:
        raise click.ClickException(
            f"It is done, but the letter to {letter.to} could not be written: {error}"
        ) from error


def _facts(account: Account) -> list[str]:
    person, last = account
    standing = f"closed on {moment(person.closed_at)}" if person.closed_at else "open"
    return [
        person.email,
        person.name,
        person.job,
        standing,
        f"signed in on {moment(last)}" if last else "never signed in",
    ]
