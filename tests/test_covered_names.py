"""Names of people and organisations are covered but where a case that shows them must be kept, and stay apart."""

import pytest

from portal.database import append_only_lifted
from portal.domain.base import Refused
from portal.domain.keeping.blank import Blank
from portal.domain.keeping.blanking import blank
from portal.domain.keeping.legal_hold import keep_for_court
from portal.domain.people.organisation import Organisation, healthcare_organisation, named
from portal.domain.people.person import Person
from tests.factories import Story


def cover(story: Story, *words: str) -> None:
    with story.acting() as session, append_only_lifted(session):
        blank(session, Blank(words), by="The owner", why="They asked.", at=story.tick())


def kept(story: Story) -> None:
    with story.acting() as session:
        keep_for_court(session, story.present_plan(session).case, by="The owner", why="A court.", at=story.tick())


@pytest.mark.parametrize("words", ["Test Editor", "Harbour Trust"])
def test_a_name_that_a_kept_case_shows_is_not_covered(story: Story, words: str) -> None:
    kept(story)
    with pytest.raises(Refused, match=story.case.reference):
        cover(story, words)


def test_the_name_of_somebody_on_no_kept_case_is_covered(story: Story) -> None:
    kept(story)
    cover(story, "Test Stranger")
    with story.acting() as session:
        assert set(session.get_one(Person, story.people["stranger"].id).name) == {"█"}


def test_two_covered_organisations_are_still_two_and_the_name_is_free_again(story: Story) -> None:
    with story.acting() as session:
        covered = [healthcare_organisation(session, name, story.tick()).id for name in ("Norths", "Souths")]
    cover(story, "Norths", "Souths")
    with story.acting() as session:
        found = [session.get_one(Organisation, one) for one in covered]
        assert [one.name for one in found] == ["█" * 6] * 2
        assert named(session, "Norths") is None
