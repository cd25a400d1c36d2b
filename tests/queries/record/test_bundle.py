"""Which agreed texts a member takes away with the record: those alone that this member may read whole."""

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from portal.domain.plans.content import Content
from portal.queries.record.bundle import agreed_texts
from tests.factories import Story, a_case, freeze, in_second_form, signed

WHOLE = {"editor", "signatory", "practitioner", "representative", "adviser"}


def content(health: bool) -> Content:
    """The small plan, of which the first section is about health or not."""
    first, *others = in_second_form().clauses
    marked = tuple(replace(one, health=health) for one in first.children)
    return replace(in_second_form(), clauses=(replace(first, health=health, children=marked), *others))


def takers(story: Story) -> set[str]:
    """Who takes an agreed text away."""
    return {name for name, member in story.members.items() if agreed_texts(story.session, story.case, member)}


@pytest.mark.parametrize(("health", "others"), [(False, {"reviewer"}), (True, set())])
def test_an_agreed_text_is_taken_away_by_those_who_may_read_all_of_it(
    session: Session, health: bool, others: set[str]
) -> None:
    story = a_case(session, content=content(health), mark="agreed")
    agreed = signed(story)
    assert takers(story) == WHOLE | others
    assert agreed_texts(session, story.case, story.members["editor"]) == [agreed]


def test_a_text_that_waits_for_signatures_is_not_taken_away(session: Session) -> None:
    story = a_case(session, content=content(health=False), mark="frozen")
    freeze(story)
    assert takers(story) == set()
