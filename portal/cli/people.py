"""Accounts, for those who run the service: who has one, and what is done to one on request."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import click
from flask.cli import AppGroup
from sqlalchemy.orm import Session

from portal.beforehand import Results, preparing, using_only
from portal.cli.letters import expect_address, page
from portal.cli.running import post, the_portal, writing
from portal.database import lock_case
from portal.domain.base import Refused
from portal.domain.dates import moment
from portal.domain.people import accounts, second_factor
from portal.domain.people.mail import seal_letters_anew
from portal.domain.people.mail_preference import seal_phrases_anew, sealing
from portal.domain.people.organisation import enlist, psr
from portal.domain.people.password import expect_fit, known_of
from portal.domain.people.person import Person, find, hashed
from portal.domain.staff.closing import cases_to_lock, close_account
from portal.queries.people.accounts import Account
from portal.queries.people.accounts import accounts as every_account
from portal.web import letters, mailing

people = AppGroup("people", help="Accounts.")
whose = click.option("--email", required=True, help="The address that signs in.")
reason = click.option("--why", required=True, help="Why, and how you know who asked: kept with the account.")


@people.command("add")
@whose
@click.option("--name", required=True, help="The name as it should stand under a signature.")
@click.option("--job", default="", help="What pages say beside the name.")
@click.option("--opens-cases", is_flag=True, help="A PSR adviser, who may open cases.")
@click.password_option(help="Asked for when left out, which keeps it out of the shell's history.")
def add_person(email: str, name: str, job: str, opens_cases: bool, password: str) -> None:
    """Make an account."""
    ready: Results = {}
    at = datetime.now(UTC)
    with preparing(ready), suppress(Refused):
        expect_fit(password, "password", known=known_of(email, name, job))
        hashed(password)
    with using_only(ready), writing() as session:
        person = Person.register(
            session,
            email=email,
            name=name,
            password=password,
            at=at,
            job=job,
            opens_cases=opens_cases,
        )
        if opens_cases:
            enlist(session, psr(session, at), person, at)
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
def close(email: str, why: str) -> None:
    """Close an account: nobody signs in with it any more, and whoever is signed in is out at once."""
    with writing() as session:
        person = account_of(session, email)
        locked = cases_to_lock(session, person)
        for case_id in locked:
            lock_case(session, case_id)
        close_account(session, person, why, datetime.now(UTC), by=None, locked=locked)
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
        person = account_of(session, email)
        before = person.email
        accounts.move(session, person, to, why, at)
        post(session, letters.moved_away(person, before, at), at)
        post(session, letters.moved_here(person, at), at)
    click.echo(f"{person.name} signs in as {person.email} now, and not as {before} any more.")


@people.command("reset")
@whose
def send_reset(email: str) -> None:
    """Send the owner of an account a letter with a link by which they choose a new password."""
    at = datetime.now(UTC)
    expect_address()
    with writing() as session:
        person = account_of(session, email)
        token = accounts.send_link(session, person, at)
        post(session, letters.reset_link(person, page("password_resets.edit", token)), at)
    click.echo(f"A letter with a link is on its way to {person.email}. It holds for one hour.")


@people.command("sign-out")
@whose
@reason
def sign_out(email: str, why: str) -> None:
    """Sign the owner of an account out everywhere."""
    with writing() as session:
        person = account_of(session, email)
        ended = accounts.sign_out(session, person, why, datetime.now(UTC))
    click.echo(f"{person.name} is signed out. Sessions that ended: {ended}.")


@people.command("restore")
@whose
@click.option("--by", required=True, help="Who checked who they are.")
@click.option("--how", required=True, help="How they checked it.")
def restore(email: str, by: str, how: str) -> None:
    """Take the second step off, passkeys too, for somebody who has lost their phone and their codes.

    PSR has checked who they are: nothing that they can be asked by e-mail is enough. They are signed out everywhere.
    """
    at = datetime.now(UTC)
    with writing() as session:
        person = account_of(session, email)
        ended = accounts.restore(session, person, by, how, at)
        post(session, letters.second_step_taken_off(person, at), at)
    click.echo(f"{person.name} signs in with the password alone. Sessions that ended: {ended}.")


@people.command("seal-anew")
def seal_anew() -> None:
    """Seal anew, under the first of SECRET_KEYS, all that must be read again, so that the other keys can go."""
    settings = the_portal().settings
    with writing() as session:
        counts = [
            second_factor.seal_anew(session, second_factor.sealing(settings.secret_keys)),
            seal_phrases_anew(session, sealing(settings.secret_keys)),
            seal_letters_anew(session, mailing.sealing(settings)),
        ]
    click.echo(f"Sealed anew: {sum(done for done, _ in counts)}.")
    unread = sum(missing for _, missing in counts)
    if unread:
        raise click.ClickException(f"{unread} could not be read: they were sealed with a key that is gone.")


def _changed(email: str, act: Callable[..., None], *facts: Any) -> Person:
    """The account of this address, once this was done to it."""
    with writing() as session:
        person = account_of(session, email)
        act(session, person, *facts, datetime.now(UTC))
        return person


def account_of(session: Session, email: str) -> Person:
    """The account of this address; the command fails where there is none."""
    person = find(session, email)
    if person is None:
        raise click.ClickException(f"There is no account with the address {email}.")
    return person


def _facts(account: Account) -> list[str]:
    standing = f"closed on {moment(account.closed_at)}" if account.closed_at else "open"
    return [
        account.email,
        account.name,
        account.job,
        standing,
        f"signed in on {moment(account.last_at)}" if account.last_at else "never signed in",
    ]
