"""By what name people are known to one another, and who will see what somebody is about to send."""

from datetime import timedelta

import pytest

from portal.domain.cases.roles import Role
from portal.domain.record import ADMINISTRATOR, PSR_AS_ONE, SERVICE
from portal.domain.talk.thread import Audience
from portal.queries.cases.names import names
from portal.queries.cases.readers import Reader, readers_of
from tests.factories import OPENED, Story, limit, name_representative, stop_naming

EDITOR, SIGNATORY = (
    Reader("Test Editor", "Writes for the organisation"),
    Reader("Test Signatory", "Signs for the organisation"),
)
PRACTITIONER = Reader("Test Practitioner", "Practitioner")
REPRESENTATIVE = Reader("Test Representative", "Representative")
ANY = Reader("Any representative of Test Practitioner", "if there is one")
TODAY = OPENED.date()
ADVISER, REVIEWER = Reader("Test Adviser", "PSR adviser"), Reader("Test Reviewer", "PSR reviewer")


@pytest.mark.parametrize(
    ("viewer", "name"),
    [
        ("representative", "Test Representative"),
        ("practitioner", "Test Representative"),
        ("adviser", "Test Representative"),
        ("editor", "Test Practitioner"),
        ("observer", "Test Practitioner"),
    ],
)
def test_a_representative_is_named_to_their_own_side_and_psr_only(story: Story, viewer: str, name: str) -> None:
    known = names(story.case, story.members[viewer])
    assert known[story.members["representative"].id] == name
    assert known[story.members["signatory"].id] == "Test Signatory"
    assert known.keys() == {member.id for member in story.members.values()} | {SERVICE, ADMINISTRATOR, PSR_AS_ONE}


@pytest.mark.parametrize(
    ("author", "audience", "readers"),
    [
        ("editor", Audience.SHARED, [PRACTITIONER, ADVISER, REVIEWER, ANY]),
        ("practitioner", Audience.SHARED, [EDITOR, SIGNATORY, ADVISER, REVIEWER]),
        ("adviser", Audience.SHARED, [EDITOR, PRACTITIONER, REPRESENTATIVE, SIGNATORY]),
        ("editor", Audience.ORGANISATION_PSR, [ADVISER, REVIEWER]),
        ("practitioner", Audience.PRACTITIONER, []),
    ],
)
def test_who_beyond_their_own_side_will_see_it(
    story: Story, author: str, audience: Audience, readers: list[Reader]
) -> None:
    assert readers_of(story.case, story.members[author], TODAY, audience) == readers


def test_what_is_shared_is_seen_by_all_unless_said_otherwise(story: Story) -> None:
    editor = story.members["editor"]
    assert readers_of(story.case, editor, TODAY) == readers_of(story.case, editor, TODAY, Audience.SHARED)


def test_somebody_with_two_roles_is_named_with_both(story: Story) -> None:
    adviser = story.members["adviser"]
    story.case.add(story.session, story.people["editor"], Role.SIGNATORY, by=adviser, at=story.tick())
    both = Reader("Test Editor", "Writes for the organisation and signs for the organisation")
    assert both in readers_of(story.case, story.members["practitioner"], TODAY)


def test_the_organisation_knows_a_representative_by_name_while_the_practitioner_names_them(story: Story) -> None:
    editor, who = story.members["editor"], story.members["representative"].id
    name_representative(story)
    assert names(story.case, editor)[who] == "Test Representative"
    assert REPRESENTATIVE in readers_of(story.case, editor, TODAY)
    stop_naming(story)
    assert names(story.case, editor)[who] == "Test Practitioner’s representative"
    assert REPRESENTATIVE not in readers_of(story.case, editor, TODAY)


def test_the_organisation_reads_the_same_whether_there_is_a_representative_or_not(story: Story) -> None:
    editor = story.members["editor"]
    before = readers_of(story.case, editor, TODAY)
    limit(story, last_day=TODAY)
    assert readers_of(story.case, editor, TODAY + timedelta(days=1)) == before


def test_whose_last_day_has_passed_reads_nothing_any_more(story: Story) -> None:
    adviser = story.members["adviser"]
    limit(story, last_day=TODAY)
    assert REPRESENTATIVE in readers_of(story.case, adviser, TODAY)
    assert REPRESENTATIVE not in readers_of(story.case, adviser, TODAY + timedelta(days=1))
