"""Commands for those who run the service."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import click
from flask.cli import AppGroup, with_appcontext
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from portal import demonstration
from portal.actions import Action
from portal.cli.backups import backup
from portal.cli.blanking import blank
from portal.cli.cases import cases
from portal.cli.checkup import doctor
from portal.cli.documents import documents
from portal.cli.notices import notices
from portal.cli.retention import retention
from portal.cli.running import the_portal, writing
from portal.cli.staff import people
from portal.cli.subject_access import subject_access
from portal.cli.tables import schema
from portal.database import lock_case
from portal.documents.markdown import write_markdown
from portal.documents.reading import Unreadable, in_new_form, read
from portal.domain import record as records
from portal.domain.cases.case import Case, Membership
from portal.domain.people.person import find
from portal.domain.plans.plan import Plan
from portal.policy import may
from portal.queries.record.whole import wholeness
from portal.web.http import Portal
from portal.web.sending import send_due
from portal.web.telling import tell_all

plan = AppGroup("plan", help="A plan in and out.")
record = AppGroup("record", help="The tamper-evident record.")


def init_cli(app: Portal) -> None:
    """Give `flask` its commands."""
    theirs = (people, subject_access, notices, cases, plan, documents, record, backup, blank, retention)
    for command in (demo, doctor, schema, *theirs):
        app.cli.add_command(command)


@click.command("demo")
@with_appcontext
def demo() -> None:
    """Make the demonstration's people and cases, once, and print how to sign in."""
    if not the_portal().settings.demo:
        raise click.ClickException("The demonstration is off. Set PORTAL_DEMO=1, on a database of its own.")
    portal, now = the_portal(), datetime.now(UTC)
    with writing() as session:
        is_new = not demonstration.is_there(session)
        if is_new:
            demonstration.build(session, limits=portal.settings, now=now)
    if is_new:
        tell_all(portal.database, portal.settings.max_notices_at_once)
        with writing() as session:
            demonstration.read_so_far(session, now)
            demonstration.written_so_far(session, portal.settings, now)
        send_due(portal.database, portal.settings, portal.outbox)
    for person in demonstration.sign_ins():
        click.echo(f"{person.address:32}{person.name}, {person.job}")
    click.echo(f"The password of all: {demonstration.PASSWORD}")


@plan.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--case", "reference", required=True, help="The reference of the case.")
@click.option("--by", "email", required=True, help="The address of the case's PSR adviser.")
def import_plan(file: Path, reference: str, email: str) -> None:
    """Read a draft into a case, and list what was not understood."""
    try:
        reading = in_new_form(read(file.read_bytes(), limits=the_portal().settings))
    except Unreadable as unreadable:
        raise click.ClickException(str(unreadable)) from unreadable
    with writing() as session:
        case = _case(session, reference)
        lock_case(session, case.id)
        member = _adviser(session, case, email)
        kept = Plan.from_draft(session, case=case, content=reading.content, by=member, at=datetime.now(UTC))
        for line in reading.not_understood:
            click.echo(f"line {line.number}: {line.why}")
        click.echo(f"{sum(1 for _ in reading.content.walk())} clauses, {len(reading.content.stages)} stages: {kept.id}")


@plan.command("export")
@click.option("--case", "reference", required=True, help="The reference of the case.")
def export_plan(reference: str) -> None:
    """Print the newest plan of a case as Markdown."""
    with the_portal().database.reading() as session:
        case = _case(session, reference)
        newest = select(Plan).where(Plan.case_id == case.id).order_by(Plan.imported_at.desc()).limit(1)
        found = session.scalars(newest).unique().first()
        if found is None:
            raise click.ClickException(f"Case {reference} has no plan.")
        click.echo(write_markdown(found.content), nl=False)


@record.command("verify")
def verify_record() -> None:
    """Check every chain of every case, and remember where each ends; the command fails when one does not hold."""
    checked: dict[UUID, list[records.Finding]] = {}
    with the_portal().database.reading() as session:
        for case in session.scalars(select(Case).order_by(Case.reference)):
            checked[case.id] = wholeness(session, case.id, list(records.Stream)).findings
            for finding in checked[case.id]:
                click.echo(
                    f"{case.reference} {finding.stream.value}: {finding.events} events. {finding.fault or 'It holds.'}"
                )
    click.echo(_remembered(checked))
    faults = sum(bool(one.fault) for findings in checked.values() for one in findings)
    if faults:
        raise click.ClickException(f"{faults} chains do not hold.")


def _remembered(checked: Mapping[UUID, list[records.Finding]]) -> str:
    """Remember where the chains ended, and say so; a database that takes no change is no reason not to check."""
    try:
        with the_portal().database.writing() as session:
            at = datetime.now(UTC)
            new = sum(records.remember(session, case_id, findings, at) for case_id, findings in checked.items())
    except SQLAlchemyError as error:
        reason = str(error).partition("\n")[0]
        return f"Where the chains end was not remembered: the database took no change ({reason})."
    return f"Where the chains end is remembered; {new} had new entries since the last check."


def _case(session: Session, reference: str) -> Case:
    case = session.scalar(select(Case).where(Case.reference == reference))
    if case is None:
        raise click.ClickException(f"There is no case {reference}.")
    return case


def _adviser(session: Session, case: Case, email: str) -> Membership:
    person = find(session, email)
    member = case.membership_of(person) if person else None
    if member is None or member.ended_at or not may(member, Action.IMPORT_DRAFT, case):
        raise click.ClickException(f"{email} may not bring a draft to case {case.reference}.")
    return member
