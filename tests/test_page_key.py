"""What the view of a reader depends on: what they may see, and nothing else."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from portal.database import Database
from portal.domain.cases.case import Case, Profession
from portal.domain.cases.roles import Role
from portal.domain.plans.plan import Plan
from portal.domain.record import Event, Stream
from portal.domain.talk.thread import Audience
from portal.queries.plans.history import streams_of
from portal.queries.plans.page_key import CASE_FACTS, PageKey, heads, page_key_of
from tests import factories
from tests.factories import ROLES, Story

TODAY = date(2026, 1, 5)


def keys(story: Story, database: Database, today: date = TODAY) -> dict[str, PageKey]:
    """What the view of each reader depends on, by their role."""
    found = {}
    for role in ROLES.keys() - {"observer"}:
        with database.reading() as session:
            plan, member = session.get_one(Plan, story.plan.id), story.member(role, session)
            newest = heads(session, plan.case_id, streams_of(member.side))
            found[role] = page_key_of(plan, newest, member.side, today=today)
    return found


def changed(before: dict[str, PageKey], after: dict[str, PageKey]) -> set[str]:
    return {role for role in before if before[role] != after[role]}


def test_only_those_who_may_see_what_was_done_find_it_changed(story: Story, database: Database) -> None:
    start = keys(story, database)
    factories.suggest(story, "practitioner")
    suggested = keys(story, database)
    factories.thread(story, "editor", Audience.ORGANISATION_PSR)
    asked = keys(story, database)
    factories.sent(story, "editor", key="aim")
    assert changed(start, suggested) == {"practitioner", "representative"}
    assert changed(suggested, asked) == {"editor", "signatory", "adviser", "reviewer"}
    assert changed(asked, keys(story, database)) == start.keys()


def test_another_day_is_another_view(story: Story, database: Database) -> None:
    assert keys(story, database) == keys(story, database)
    tomorrow = keys(story, database, TODAY + timedelta(days=1))
    assert changed(keys(story, database), tomorrow) == tomorrow.keys()


@pytest.mark.parametrize("fact", CASE_FACTS)
def test_how_the_case_is_called_is_part_of_the_view(story: Story, database: Database, fact: str) -> None:
    before = keys(story, database)
    with database.writing() as session:
        case = session.get_one(Case, story.case.id)
        setattr(case, fact, Profession.DENTIST if fact == "profession" else "Another")
    assert changed(before, keys(story, database)) == before.keys()


def test_what_somebody_is_called_and_is_on_the_case_is_part_of_the_view(story: Story, database: Database) -> None:
    before = keys(story, database)
    with database.writing() as session:
        story.member("editor", session).person.name = "Somebody Else"
    renamed = keys(story, database)
    assert changed(before, renamed) == before.keys()
    with database.writing() as session:
        story.member("editor", session).take(Role.SIGNATORY)
    assert changed(renamed, keys(story, database)) == before.keys()


def test_a_representative_is_part_of_the_organisations_view_only_once_it_was_told_of_them(
    story: Story, database: Database
) -> None:
    organisation, before = {"editor", "signatory"}, keys(story, database)
    factories.limit(story)
    limited = keys(story, database)
    assert changed(before, limited) == before.keys() - organisation
    factories.name_representative(story)
    named = keys(story, database)
    assert changed(limited, named) == before.keys()
    factories.stop_naming(story)
    assert changed(named, keys(story, database)) == before.keys()


def test_a_head_is_the_newest_event_of_a_stream_of_this_case_alone(story: Story, database: Database) -> None:
    factories.suggest(story, "practitioner")
    with database.writing() as session:
        factories.a_case(session, mark="-2")
    with database.reading() as session:
        streams = (Stream.SHARED, Stream.PRACTITIONER, Stream.ORGANISATION)
        told = session.scalars(select(Event).where(Event.case_id == story.case.id).order_by(Event.seq)).all()
        newest = {event.stream: (event.seq, event.hash) for event in told if event.stream in streams}
        found = heads(session, story.case.id, streams)
    assert {head.stream: (head.seq, head.hash) for head in found} == newest
    assert set(newest) == {Stream.SHARED, Stream.PRACTITIONER}
    assert [head.stream.value for head in found] == ["practitioner", "shared"]
