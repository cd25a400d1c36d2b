"""Time to take advice: told by a party, seen by both, shortened by nobody else (002 §7.3)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from portal.domain.agreements.advice import take_advice, taking_advice
from portal.domain.base import Refused
from portal.domain.cases.roles import Party
from portal.domain.dates import london_day
from tests.factories import OPENED, Story, freeze, sign

TODAY = OPENED.date()
MOST_DAYS = 90


def told(story: Story, until: date | None, by: str = "practitioner") -> None:
    take_advice(story.session, story.plan, until=until, by=story.member(by), at=story.tick(), most_days=MOST_DAYS)


def test_the_newest_day_counts(story: Story) -> None:
    told(story, TODAY + timedelta(days=3))
    told(story, TODAY + timedelta(days=9))
    assert taking_advice(story.session, story.plan, TODAY) == {Party.PRACTITIONER: TODAY + timedelta(days=9)}


def test_the_organisation_cannot_shorten_the_practitioners_time(story: Story) -> None:
    told(story, TODAY + timedelta(days=9))
    told(story, TODAY + timedelta(days=1), by="editor")
    told(story, None, by="signatory")
    assert taking_advice(story.session, story.plan, TODAY) == {Party.PRACTITIONER: TODAY + timedelta(days=9)}


def test_the_time_ends_after_its_last_day_or_when_the_party_is_ready(story: Story) -> None:
    told(story, TODAY)
    assert taking_advice(story.session, story.plan, TODAY)
    assert not taking_advice(story.session, story.plan, TODAY + timedelta(days=1))
    told(story, None)
    assert not taking_advice(story.session, story.plan, TODAY)


@pytest.mark.parametrize("days", [-1, MOST_DAYS + 1])
def test_a_day_that_cannot_be_meant_is_refused(story: Story, days: int) -> None:
    with pytest.raises(Refused) as refused:
        told(story, TODAY + timedelta(days=days))
    assert refused.value.field == "until"


def test_the_day_is_the_one_in_the_united_kingdom(story: Story) -> None:
    past_midnight = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    today, facts = date(2026, 7, 2), {"by": story.member("practitioner"), "at": past_midnight, "most_days": MOST_DAYS}
    assert london_day(past_midnight) == today
    with pytest.raises(Refused):
        take_advice(story.session, story.plan, until=date(2026, 7, 1), **facts)
    take_advice(story.session, story.plan, until=today + timedelta(days=MOST_DAYS), **facts)


@pytest.mark.parametrize("role", ["representative", "adviser", "reviewer", "observer"])
def test_only_a_party_says_how_long_it_needs(story: Story, role: str) -> None:
    with pytest.raises(Refused, match=r"^Only the parties themselves say how long they need"):
        told(story, TODAY, by=role)


def test_the_time_ends_with_the_partys_signature(story: Story) -> None:
    frozen = freeze(story)
    told(story, TODAY + timedelta(days=9))
    told(story, TODAY + timedelta(days=9), by="editor")
    sign(story, frozen)
    assert taking_advice(story.session, story.plan, TODAY) == {Party.ORGANISATION: TODAY + timedelta(days=9)}
