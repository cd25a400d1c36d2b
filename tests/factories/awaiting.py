"""What a party waits for itself, in one line each."""

from datetime import datetime, timedelta

from portal.domain.negotiation import blocker
from portal.domain.negotiation.blocker import Blocker, Why
from tests.factories.story import Story

MOST_DAYS = 90


def name_blocker(
    story: Story,
    by: str = "practitioner",
    why: Why = Why.LEAVE,
    words: str = "",
    *,
    begins: int = 0,
    days: int = 9,
    today: datetime | None = None,
) -> Blocker:
    """A party waits from so many days after today for so many days more."""
    with story.acting() as session:
        plan, member, at = story.present_plan(session), story.member(by, session), today or story.tick()
        first = at.date() + timedelta(days=begins)
        facts = {"why": why, "words": words, "first": first, "until": first + timedelta(days=days)}
        return blocker.name_blocker(session, plan, **facts, by=member, at=at, most_days=MOST_DAYS)


def end_blocker(story: Story, named: Blocker, by: str = "practitioner", today: datetime | None = None) -> Blocker:
    """It is over."""
    with story.acting() as session:
        found = session.get_one(Blocker, named.id)
        blocker.end_blocker(session, found, by=story.member(by, session), at=today or story.tick())
        return found
