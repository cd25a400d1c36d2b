"""What the record says of a plan, and to whom."""

import pytest
from sqlalchemy.orm import Session

from portal.domain.plans import events
from portal.domain.record import Stream
from tests.domain.told import told, told_once
from tests.factories import OPENED, Story, a_case, agree, sent, some_content, withdrawn

SHARED = Stream.SHARED


@pytest.fixture
def draft(session: Session) -> Story:
    return a_case(session, issued=False)


def test_a_draft_is_told_to_psr_alone_each_time_it_is_written(draft: Story) -> None:
    content = some_content().with_text("aim", "New words.")
    draft.plan.mend(draft.session, content, by=draft.member("reviewer"), at=draft.tick())
    assert told(draft, events.PLAN_IMPORTED) == [
        (Stream.PSR, "adviser", {"fingerprint": some_content().fingerprint}, draft.plan.id),
        (Stream.PSR, "reviewer", {"fingerprint": content.fingerprint}, draft.plan.id),
    ]
    assert (draft.plan.imported_at, draft.plan.draft_fingerprint) == (OPENED, content.fingerprint)


def test_issuing_is_told_with_the_moment_for_each_party(draft: Story) -> None:
    draft.plan.issue(draft.session, by=draft.member("adviser"), at=draft.tick())
    moment = draft.at.isoformat()
    values = {"organisation": moment, "practitioner": moment}
    assert told_once(draft, events.PLAN_ISSUED, draft.plan) == (SHARED, "adviser", values)
    assert {issue.by_id for issue in draft.plan.issues} == {draft.members["adviser"].id}


def test_each_revision_is_told_with_its_number_and_fingerprint(story: Story) -> None:
    change = agree(story, sent(story))
    first, second = story.revisions()
    assert told(story, events.REVISION_MADE) == [
        (SHARED, "adviser", {"number": "1", "fingerprint": first.fingerprint}, story.plan.id),
        (SHARED, "editor", {"number": "2", "fingerprint": second.fingerprint}, story.plan.id),
    ]
    assert (first.proposal_id, second.proposal_id) == (None, change.id)
    assert (second.by_id, second.made_at) == (story.members["editor"].id, story.at)


def test_withdrawing_is_told_with_its_reason(story: Story) -> None:
    withdrawal = withdrawn(story, reason="It went to the wrong people.")
    values = {"reason": "It went to the wrong people."}
    assert told_once(story, events.PLAN_WITHDRAWN, story.plan) == (SHARED, "adviser", values)
    assert (withdrawal.reason, withdrawal.by_id, withdrawal.at) == (
        "It went to the wrong people.",
        story.members["adviser"].id,
        story.at,
    )
