"""What PSR has paused: comments of somebody where both parties read, until a day, and nothing else they do."""

from datetime import datetime

from portal.domain.base import Refused
from portal.domain.cases.case import Membership
from portal.domain.dates import day, london_day
from portal.domain.talk.thread import Audience

PAUSED = (
    "PSR has paused your comments where both parties read, until {until}. You can still ask questions, answer, suggest "
    "changes and sign, and write to your own side and to PSR."
)


def expect_may_comment(member: Membership, audience: Audience, at: datetime) -> None:
    """Refuse a comment for both parties while PSR has paused those of this member."""
    if audience is Audience.SHARED and member.quiet_until and member.is_quiet_on(london_day(at)):
        raise Refused(PAUSED.format(until=day(member.quiet_until)), "audience")
