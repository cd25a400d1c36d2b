"""Commands for those who run the service."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import click
from flask import current_app
from flask.cli import AppGroup, with_appcontext
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal import demonstration
from portal.database import lock_case
from portal.documents.markdown import write_markdown
from portal.documents.reading import Unreadable, read
from portal.documents.seal import Sealer
from portal.documents.sealed import sealed_document, unsealed
from portal.domain import record as records
from portal.domain.base import Refused
from portal.domain.cases.case import Case, Membership
from portal.domain.people.person import Person, find
from portal.domain.plans.plan import Plan
from portal.policy import Action, may
from portal.web.http import Portal

people = AppGroup("people", help="Accounts.")
plan = AppGroup("plan", help="A plan in and out.")
documents = AppGroup("documents", help="Sealed PDFs.")
record = AppGroup("record", help="The tamper-evident record.")


def init_cli(app: Portal) -> None:
    """Give `flask` its commands."""
    for command in (demo, people, plan, documents, record):
        app.cli.add_command(command)


@click.command("demo")
@with_appcontext
def demo() -> None:
    """Make the demonstration's people and cases, once, and print how to sign in."""
    if not _portal().settings.demo:
        raise click.ClickException("The demonstration is off. Set PORTAL_DEMO=1, on a database of its own.")
    with _writing() as session:
        if not demonstration.is_there(session):
            demonstration.build(session, limits=_portal().settings, now=datetime.now(UTC))
    for person in demonstration.sign_ins():
        click.echo(f"{person.address:32}{person.name}, {person.job}")
    click.echo(f"The password of all: {demonstration.PASSWORD}")


@people.command("add")
@click.option("--email", required=True, help="The address that signs in.")
@click.option("--name", required=True, help="The name as it should stand under a signature.")
@click.option("--job", default="", help="What pages say beside the name.")
@click.option("--opens-cases", is_flag=True, help="A PSR adviser, who may open cases.")
@click.password_option(help="Asked for when left out, which keeps it out of the shell's history.")
def add_person(email: str, name: str, job: str, opens_cases: bool, password: str) -> None:
    """Make an account."""
    with _writing() as session:
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


@plan.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--case", "reference", required=True, help="The reference of the case.")
@click.option("--by", "email", required=True, help="The address of the case's PSR adviser.")
def import_plan(file: Path, reference: str, email: str) -> None:
    """Read a draft into a case, and list what was not understood."""
    with _writing() as session:
        case = _case(session, reference)
        lock_case(session, case.id)
        member = _adviser(session, case, email)
        try:
            reading = read(file.read_bytes(), limits=_portal().settings)
        except Unreadable as unreadable:
            raise click.ClickException(str(unreadable)) from unreadable
        kept = Plan.from_draft(session, case=case, content=reading.content, by=member, at=datetime.now(UTC))
        for line in reading.not_understood:
            click.echo(f"line {line.number}: {line.why}")
        click.echo(f"{sum(1 for _ in reading.content.walk())} clauses, {len(reading.content.stages)} stages: {kept.id}")


@plan.command("export")
@click.option("--case", "reference", required=True, help="The reference of the case.")
def export_plan(reference: str) -> None:
    """Print the newest plan of a case as Markdown."""
    with _portal().database.reading() as session:
        case = _case(session, reference)
        newest = select(Plan).where(Plan.case_id == case.id).order_by(Plan.imported_at.desc()).limit(1)
        found = session.scalars(newest).unique().first()
        if found is None:
            raise click.ClickException(f"Case {reference} has no plan.")
        click.echo(write_markdown(found.content), nl=False)


@documents.command("seal")
def seal_documents() -> None:
    """Make every sealed PDF that is still missing, and say when the seal expires soon."""
    portal = _portal()
    with portal.database.reading() as session:
        waiting = unsealed(session)
    try:
        for agreement_id in waiting:
            sealed_document(portal.database, portal.settings, agreement_id)
        warning = Sealer.from_settings(portal.settings).warning(datetime.now(UTC))
    except Refused as refused:
        raise click.ClickException(refused.sentence) from refused
    click.echo(f"Sealed: {len(waiting)}.")
    if warning:
        click.echo(warning)


@record.command("verify")
def verify_record() -> None:
    """Check every chain of every case; the command fails when one does not hold."""
    faults = 0
    with _portal().database.reading() as session:
        for case in session.scalars(select(Case).order_by(Case.reference)):
            for finding in records.check(session, case.id, list(records.Stream)):
                faults += bool(finding.fault)
                click.echo(
                    f"{case.reference} {finding.stream.value}: {finding.events} events. {finding.fault or 'It holds.'}"
                )
    if faults:
        raise click.ClickException(f"{faults} chains do not hold.")


def _portal() -> Portal:
    return cast(Portal, current_app)


@contextmanager
def _writing() -> Iterator[Session]:
    """A transaction whose refusal is the command's message."""
    try:
        with _portal().database.writing() as session:
            yield session
    except Refused as refused:
        raise click.ClickException(refused.sentence) from refused


def _case(session: Session, reference: str) -> Case:
    case = session.scalar(select(Case).where(Case.reference == reference))
    if case is None:
        raise click.ClickException(f"There is no case {reference}.")
    return case


def _adviser(session: Session, case: Case, email: str) -> Membership:
    person = find(session, email)
    member = case.membership_of(person) if person else None
    if member is None or not may(member, Action.IMPORT_DRAFT, case):
        raise click.ClickException(f"{email} is not a PSR adviser on case {case.reference}.")
    return member
