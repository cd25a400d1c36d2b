"""The demonstration tells its three cases by the domain's own rules, once."""

from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal import demonstration
from portal.config import Settings
from portal.domain import record
from portal.domain.agreements.agreement import Agreement
from portal.domain.cases.case import Case
from portal.domain.people.person import sign_in
from portal.domain.plans.plan import Plan
from portal.domain.proposals.proposal import Proposal, Status
from portal.domain.talk.thread import Thread

NOW = datetime(2026, 11, 17, 9, tzinfo=UTC)
SETTINGS = Settings(secret_keys=("k" * 40,))


def case(session: Session, reference: str) -> Case:
    return session.scalars(select(Case).where(Case.reference == reference)).one()


def plan(session: Session, reference: str) -> Plan:
    return session.scalars(select(Plan).where(Plan.case_id == case(session, reference).id)).unique().one()


def test_the_three_cases_are_fresh_in_negotiation_and_signed(session: Session) -> None:
    demonstration.build(session, limits=SETTINGS, now=NOW)
    fresh, talked, signed = (plan(session, reference) for reference in ("2026-0147", "2026-0152", "2026-0139"))
    assert len(list(fresh.content.walk())) > 100
    assert len(fresh.content.stages) == 4
    proposals = session.scalars(select(Proposal).where(Proposal.plan_id == talked.id)).all()
    found = {proposal.status for proposal in proposals}
    assert {Status.PRIVATE, Status.OPEN, Status.CONFLICT, Status.TO_CONFIRM, Status.IN_EFFECT} <= found
    threads = session.scalars(select(Thread).where(Thread.plan_id == talked.id)).all()
    assert any(thread.is_orphan for thread in threads)
    assert {thread.audience.value for thread in threads} == {"shared", "practitioner", "organisation"}
    assert session.scalars(select(Agreement).where(Agreement.plan_id == signed.id)).one().is_complete


def test_every_chain_of_the_demonstration_holds(session: Session) -> None:
    demonstration.build(session, limits=SETTINGS, now=NOW)
    for one in session.scalars(select(Case)):
        assert [finding.fault for finding in record.check(session, one.id, list(record.Stream)) if finding.fault] == []


def test_it_is_made_once_and_its_people_can_sign_in(session: Session) -> None:
    assert not demonstration.is_there(session)
    demonstration.build(session, limits=SETTINGS, now=NOW)
    assert demonstration.is_there(session)
    for address in (one.address for one in demonstration.sign_ins()):
        assert sign_in(session, email=address, password=demonstration.PASSWORD, at=NOW)
