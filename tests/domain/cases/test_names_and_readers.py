"""By what name people are known to one another, and who will see what somebody is about to send."""

import pytest

from portal.domain.cases.roles import Role
from portal.domain.record import SERVICE
from portal.domain.talk.thread import Audience
from portal.queries.cases.names import names
from portal.queries.cases.readers import Reader, readers_of
from tests.factories import Story

EDITOR, SIGNATORY = (
    Reader("Test Editor", "Writes for the organisation"),
    Reader("Test Signatory", "Signs for the organisation"),
)
PRACTITIONER = Reader("Test Practitioner", "Practitioner")
REPRESENTATIVE = Reader("Their representative", "Acts beside Test Practitioner")
ADVISER, REVIEWER = Reader("Test Adviser", "PSR adviser"), Reader("Test Reviewer", "PSR reviewer")


@pytest.mark.parametrize(
    ("viewer", "name"),
    [
        ("representative", "Test Representative"),
        ("practitioner", "Test Representative"),
        ("adviser", "Test Representative"),
        ("editor", "Test Practitioner’s representative"),
        ("observer", "Test Practitioner’s representative"),
    ],
)
def test_a_representative_is_named_to_their_own_side_and_psr_only(story: Story, viewer: str, name: str) -> None:
    known = names(story.case, story.members[viewer])
    assert known[story.members["representative"].id] == name
    assert known[story.members["signatory"].id] == "Test Signatory"
    assert known.keys() == {member.id for member in story.members.values()} | {SERVICE}


@pytest.mark.parametrize(
    ("author", "audience", "readers"),
    [
        ("editor", Audience.SHARED, [PRACTITIONER, ADVISER, REVIEWER, REPRESENTATIVE]),
        ("practitioner", Audience.SHARED, [EDITOR, SIGNATORY, ADVISER, REVIEWER]),
        ("adviser", Audience.SHARED, [EDITOR, PRACTITIONER, SIGNATORY, REPRESENTATIVE]),
        ("editor", Audience.ORGANISATION_PSR, [ADVISER, REVIEWER]),
        ("practitioner", Audience.PRACTITIONER, []),
    ],
)
def test_who_beyond_their_own_side_will_see_it(
    story: Story, author: str, audience: Audience, readers: list[Reader]
) -> None:
    assert readers_of(story.case, story.members[author], audience) == readers


def test_what_is_shared_is_seen_by_all_unless_said_otherwise(story: Story) -> None:
    editor = story.members["editor"]
    assert readers_of(story.case, editor) == readers_of(story.case, editor, Audience.SHARED)


def test_somebody_with_two_roles_is_named_with_both(story: Story) -> None:
    adviser = story.members["adviser"]
    story.case.add(story.session, story.people["editor"], Role.SIGNATORY, by=adviser, at=story.tick())
    both = Reader("Test Editor", "Writes for the organisation and signs for the organisation")
    assert both in readers_of(story.case, story.members["practitioner"])
