"""The people of organisations, for those who run the service: who is asked to act for one, and who looks after it."""

from datetime import UTC, datetime

import click
from sqlalchemy.orm import Session

from portal.cli.letters import expect_address, page
from portal.cli.people import account_of, people, whose
from portal.cli.running import post, the_portal, writing
from portal.domain.dates import day
from portal.domain.people.administrators import make_administrator
from portal.domain.people.organisation import (
    Organisation,
    add_defence_organisation,
    enlist,
    healthcare_organisation,
    named,
    psr,
)
from portal.domain.people.person import line
from portal.domain.people.staff_invitation import Colleague, invite_colleague
from portal.web import letters

__all__ = ["people"]

organisation_option = click.option(
    "--organisation", "called", required=True, help="The name of the organisation; PSR for PSR itself."
)
defence_option = click.option("--defence", "is_defence", is_flag=True, help="With --new: it is a defence organisation.")
new_option = click.option("--new", "is_new", is_flag=True, help="The organisation has no case yet.")
UNKNOWN = "There is no organisation called {name}. Check the name, or add --new where it has no case yet."


@people.command("invite")
@organisation_option
@new_option
@defence_option
@whose
@click.option("--name", required=True, help="The name as it should stand under a signature.")
@click.option("--job", default="", help="What pages say beside the name.")
@click.option("--administrator", "is_administrator", is_flag=True, help="They look after its people.")
def invite(
    called: str, is_new: bool, is_defence: bool, email: str, name: str, job: str, is_administrator: bool
) -> None:
    """Ask somebody to act for an organisation, by a letter with a link."""
    at, limits = datetime.now(UTC), the_portal().settings
    expect_address()
    with writing() as session:
        organisation = _organisation(session, called, at, is_new=is_new, is_defence=is_defence)
        wanted = Colleague(line(name, "name"), email, line(job, "job"), is_administrator)
        holds, most = limits.invitation_days, limits.max_open_invitations
        asked, token = invite_colleague(session, organisation, wanted, by=None, at=at, days=holds, most=most)
        last_day = day(asked.expires_at)
        post(session, letters.invitation(asked.email, page("joins.new", token), last_day), at)
    click.echo(f"A letter with a link is on its way to {asked.email}. It holds until {last_day}.")


@people.command("administrator")
@organisation_option
@new_option
@whose
def name_administrator(called: str, is_new: bool, email: str) -> None:
    """Let somebody who has an account look after the people of an organisation."""
    at = datetime.now(UTC)
    with writing() as session:
        person = account_of(session, email)
        organisation = _organisation(session, called, at, is_new=is_new)
        make_administrator(session, enlist(session, organisation, person, at), by=None, at=at)
    click.echo(f"{person.name} is an administrator of {organisation.name}.")


def _organisation(
    session: Session, called: str, at: datetime, *, is_new: bool, is_defence: bool = False
) -> Organisation:
    if called == "PSR":
        return psr(session, at)
    found = named(session, called)
    if found is None and not is_new:
        raise click.ClickException(UNKNOWN.format(name=called))
    if is_defence and not (found and found.is_defence):
        return add_defence_organisation(session, called, at)
    return found or healthcare_organisation(session, called, at)
