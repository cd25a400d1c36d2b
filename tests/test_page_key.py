"""What the view of a reader depends on: what they may see, and nothing else."""

from datetime import date, timedelta

from portal.database import Database
from portal.domain.plans.plan import Plan
from portal.domain.talk.thread import Audience
from portal.queries.plans.history import streams_of
from portal.queries.plans.page_key import PageKey, heads, page_key_of
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
            found[role] = page_key_of(plan, newest, today=today)
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
