"""What a plan says about health is left out of all that is read for somebody who may not read it."""

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from portal.domain.plans.content import Content
from portal.domain.plans.revision import is_whole_for, newest_revision
from portal.queries.plans.health import leave_health_out
from tests.factories import Story, a_case, in_second_form

READ_HEALTH = {"editor", "signatory", "practitioner", "representative", "adviser"}


def about_health() -> Content:
    """The small plan, of which the first section is about health."""
    first, *others = in_second_form().clauses
    marked = tuple(replace(one, health=True) for one in first.children)
    return replace(in_second_form(), clauses=(replace(first, health=True, children=marked), *others))


@pytest.fixture
def healthy(session: Session) -> Story:
    return a_case(session, content=about_health(), mark="health")


def test_who_may_read_about_health_reads_all_of_a_revision(healthy: Story) -> None:
    revision = newest_revision(healthy.session, healthy.plan.id)
    assert revision.content == about_health()
    assert revision.has_health


def test_for_somebody_else_a_revision_is_read_without_it(healthy: Story) -> None:
    healthy.session.flush()
    healthy.session.expunge_all()
    leave_health_out(healthy.session)
    revision = newest_revision(healthy.session, healthy.plan.id)
    assert [one.key for one in revision.content.clauses] == ["programme", "agreement"]
    assert revision.has_health


def test_a_revision_with_nothing_about_health_is_whole_for_everybody(story: Story) -> None:
    [revision] = story.revisions()
    assert not revision.has_health
    assert all(is_whole_for(member, revision) for member in story.members.values())


def test_a_revision_about_health_is_whole_for_both_sides_and_the_adviser(healthy: Story) -> None:
    [revision] = healthy.revisions()
    whole = {role for role, member in healthy.members.items() if is_whole_for(member, revision)}
    assert whole == READ_HEALTH
