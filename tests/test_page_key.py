"""Where a reader stands is the same read in one query as from what `load` brings along."""

from datetime import date
from uuid import UUID

import pytest

from portal.database import Database
from portal.domain.plans.plan import Plan
from portal.domain.talk.thread import Audience
from portal.policy import Action, may, reads
from portal.queries.plans.history import streams_of
from portal.queries.plans.page_key import Reading, heads, page_key_of, reading_of
from tests import factories
from tests.factories import ROLES, STRANGER, Story

TODAY = date(2026, 1, 5)


def glanced(database: Database, plan_id: UUID, person_id: UUID) -> Reading | None:
    return database.ask_once(lambda connection: reading_of(connection, plan_id, person_id, today=TODAY))


def test_one_query_finds_what_the_loaded_plan_says(story: Story, database: Database) -> None:
    story.everybody_has_read_the_first_page()
    factories.suggest(story, "practitioner")
    factories.thread(story, "editor", Audience.ORGANISATION_PSR)
    factories.sent(story, "editor", key="aim")
    found = set()
    for role in ROLES.keys() - {"observer"}:
        with database.reading() as session:
            plan, member = session.get_one(Plan, story.plan.id), story.member(role, session)
            reading = glanced(database, plan.id, member.person_id)
            newest = heads(session, plan.case_id, streams_of(member.side))
            assert reading
            assert reading.key == page_key_of(plan, member, newest, today=TODAY)
            assert reads(reading.roles, reading.side.party, reading.issued) == may(member, Action.VIEW_PLAN, plan)
            assert reading.begun
            found.add(reading.key.hashes)
    assert len(found) == 3


def test_a_stranger_stands_nowhere(story: Story, database: Database) -> None:
    assert glanced(database, story.plan.id, story.people[STRANGER].id) is None


def test_an_observer_reads_nothing(story: Story, database: Database) -> None:
    reading = glanced(database, story.plan.id, story.people["observer"].id)
    assert reading
    assert not reads(reading.roles, reading.side.party, reading.issued)


@pytest.mark.parametrize("role", ["editor", "practitioner", "adviser", "reviewer"])
def test_a_draft_is_read_as_the_policy_says(draft_story: Story, database: Database, role: str) -> None:
    with database.reading() as session:
        plan, member = session.get_one(Plan, draft_story.plan.id), draft_story.member(role, session)
        reading = glanced(database, plan.id, member.person_id)
        assert reading
        assert (reading.issued, reading.begun) == (set(), False)
        assert reads(reading.roles, reading.side.party, reading.issued) == may(member, Action.VIEW_PLAN, plan)
