"""Who may do what with a draft that the organisation wrote itself, before and after it shares it."""

import pytest
from sqlalchemy.orm import Session

from tests.databases import Lent
from tests.factories import Story, own_draft, remarked, reviewing
from tests.policy_cells import wrong_cells
from tests.policy_tables import ORGANISATIONS_DRAFT, PRIVATE_REVIEW, SHARED_BY_THE_ORGANISATION


@pytest.fixture
def story(lent: Lent, session: Session) -> Story:
    return lent.story_in(session)


def test_what_the_organisation_drafts_is_its_own_until_it_is_shared(story: Story) -> None:
    draft = own_draft(story)
    assert wrong_cells(story, ORGANISATIONS_DRAFT, draft) == []
    draft.issue(story.session, by=story.members["editor"], at=story.tick())
    assert wrong_cells(story, SHARED_BY_THE_ORGANISATION, draft) == []


def test_a_review_is_psrs_alone_until_it_is_issued_and_its_remarks_are(story: Story) -> None:
    review = reviewing(story)
    for thing in (review, remarked(story, review)):
        assert wrong_cells(story, PRIVATE_REVIEW, thing) == []
