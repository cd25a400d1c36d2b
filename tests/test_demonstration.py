"""The demonstration tells its seven cases by the domain's own rules, once."""

from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal import demonstration
from portal.config import Settings
from portal.domain import record
from portal.domain.agreements.agreement import Agreement
from portal.domain.cases.case import Case
from portal.domain.cases.roles import Party, Side
from portal.domain.papers.counting import outlook
from portal.domain.papers.entry import EntryEndKind, How, entries_of
from portal.domain.people.person import find, has_password
from portal.domain.plans.ending import views_of
from portal.domain.plans.plan import Plan
from portal.domain.proposals.proposal import Proposal, Status
from portal.domain.talk.call import CallRequest
from portal.domain.talk.offer import TalkOffer
from portal.domain.talk.thread import Thread

NOW = datetime(2026, 11, 17, 9, tzinfo=UTC)
SETTINGS = Settings(secret_keys=("a-key-of-tests-" * 3,), public_url="https://plans.example.org")


def case(session: Session, reference: str) -> Case:
    return session.scalars(select(Case).where(Case.reference == reference)).one()


def plan(session: Session, reference: str) -> Plan:
    return session.scalars(select(Plan).where(Plan.case_id == case(session, reference).id)).unique().one()


def test_the_cases_are_fresh_in_negotiation_ready_to_sign_and_signed(session: Session) -> None:
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
    agreement = session.scalars(select(Agreement).where(Agreement.plan_id == signed.id)).one()
    assert agreement.is_complete
    assert len(agreement.kept_ids) == 1
    assert [one.note for one in agreement.signatures] == [
        "I do not think that 6.2 is fair. I will carry out the plan.",
        "",
    ]
    assert plan(session, "2026-0144").newest_agreement.waits_for_explanation


def test_one_case_is_paused_while_a_change_waits(session: Session) -> None:
    demonstration.build(session, limits=SETTINGS, now=NOW)
    assert case(session, "2026-0126").paused_at
    waits = select(Proposal).where(Proposal.plan_id == plan(session, "2026-0126").id)
    assert [one.status for one in session.scalars(waits)] == [Status.OPEN]


def test_talk_is_asked_for_and_offered_and_one_case_ended_without_an_agreement(session: Session) -> None:
    demonstration.build(session, limits=SETTINGS, now=NOW)
    talked, ended = plan(session, "2026-0152"), plan(session, "2026-0114")
    (call,) = session.scalars(select(CallRequest)).unique()
    assert (call.case_id, call.is_open, call.side) == (talked.case_id, True, Side.PRACTITIONER)
    (offer,) = session.scalars(select(TalkOffer))
    assert (offer.plan_id, offer.waits_for, offer.proposal.status) == (talked.id, Party.PRACTITIONER, Status.OPEN)
    assert ended.closure is ended.not_agreed
    assert set(views_of(session, ended, tuple(Party))) == set(Party)


def test_one_change_counts_on_paper_another_waits_to_be_confirmed_and_one_plan_is_signed_on_paper(
    session: Session,
) -> None:
    demonstration.build(session, limits=SETTINGS, now=NOW)
    talked, signed = plan(session, "2026-0152"), plan(session, "2026-0139")
    counted, said, waits = entries_of(session, talked)
    assert counted.is_confirmed
    assert (said.how, said.end.kind) == (How.TELEPHONE, EntryEndKind.REPLACED)
    assert (waits.can_be_confirmed, outlook(session, waits).something_counts) == (True, True)
    on_paper = {one.party for one in signed.newest_agreement.signatures if one.on_paper}
    assert on_paper == {Party.PRACTITIONER}


def test_every_chain_of_the_demonstration_holds(session: Session) -> None:
    demonstration.build(session, limits=SETTINGS, now=NOW)
    for one in session.scalars(select(Case)):
        assert [finding.fault for finding in record.check(session, one.id, list(record.Stream)) if finding.fault] == []


def test_it_is_made_once_and_its_people_can_sign_in(session: Session) -> None:
    assert not demonstration.is_there(session)
    demonstration.build(session, limits=SETTINGS, now=NOW)
    assert demonstration.is_there(session)
    for address in (one.address for one in demonstration.sign_ins()):
        assert has_password(find(session, address), demonstration.PASSWORD)
