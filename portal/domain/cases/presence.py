"""What is only possible with somebody who has a place on the case."""

from datetime import datetime

from portal.domain.base import Refused
from portal.domain.cases.case import Membership
from portal.domain.dates import london_day

GONE = "They are no longer on this case."


def expect_here(member: Membership, at: datetime) -> None:
    """Refuse what is only possible with somebody who has a place on the case."""
    if not member.holds(london_day(at)):
        raise Refused(GONE)
