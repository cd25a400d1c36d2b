"""A plan issued in error: PSR takes it back while nobody has signed, and the record stays."""

from collections.abc import Callable

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.domain import record
from portal.domain.agreements import signing
from portal.domain.base import Refused
from portal.domain.plans.events import PLAN_WITHDRAWN
from portal.domain.plans.plan import PlanWithdrawal
from portal.domain.record import Stream
from tests.factories import Story, a_case, agree, freeze, sent, sign, signed, withdrawn


def reopened_with_a_signature(story: Story) -> None:
    frozen = sign(story, freeze(story))
    signing.cancel(story.session, frozen, reason="A word.", by=story.member("editor"), at=story.tick())


UNSIGNED: dict[str, Callable[[Story], object]] = {
    "nothing done": lambda story: None,
    "changed": lambda story: agree(story, sent(story)),
    "final": freeze,
    "reopened": reopened_with_a_signature,
}


@pytest.mark.parametrize("state", UNSIGNED)
def test_it_can_be_withdrawn_while_no_signature_counts(story: Story, state: str) -> None:
    UNSIGNED[state](story)
    assert withdrawn(story) is story.plan.withdrawal
    assert not story.plan.is_frozen


@pytest.mark.parametrize("state", [lambda story: sign(story, freeze(story)), signed, withdrawn])
def test_it_cannot_be_withdrawn_once_signed_or_twice(story: Story, state: Callable[[Story], object]) -> None:
    state(story)
    with pytest.raises(Refused):
        withdrawn(story)


def test_a_draft_is_not_withdrawn(session: Session) -> None:
    with pytest.raises(Refused):
        withdrawn(a_case(session, issued=False))


def test_withdrawing_needs_a_reason(story: Story) -> None:
    with pytest.raises(Refused) as refused:
        withdrawn(story, reason=" ")
    assert refused.value.field == "reason"


def test_the_record_stays_and_tells_it_to_everybody(story: Story) -> None:
    agree(story, sent(story))
    revisions = len(story.revisions())
    withdrawn(story)
    events = record.events(story.session, story.case.id, [Stream.SHARED])
    assert events[-1].facts.kind == PLAN_WITHDRAWN.name
    assert [value.value for value in events[-1].values] == ["It went to the wrong people."]
    assert len(story.revisions()) == revisions
    assert [one.fault for one in record.check(story.session, story.case.id, list(Stream)) if one.fault] == []


def test_the_database_refuses_a_second_withdrawal(story: Story) -> None:
    first = withdrawn(story)
    story.session.add(PlanWithdrawal(plan_id=story.plan.id, reason="Again.", by_id=first.by_id, at=first.at))
    with pytest.raises(IntegrityError):
        story.session.flush()
    story.session.rollback()
