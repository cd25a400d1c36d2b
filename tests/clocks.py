"""A clock that stands, for what is done by command at a moment of its own."""

from collections.abc import Iterator
from datetime import datetime

import pytest

from portal.web import news, reminding, sending


class Clock(datetime):
    """What `datetime` is for whoever writes and sends e-mail: it is always `at`."""

    at: datetime

    @classmethod
    def now(cls, tz: object = None) -> datetime:
        return cls.at


def stopped_at(at: datetime, monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Clock]]:
    """The clock of whoever writes and sends e-mail, which a test sets on."""
    Clock.at = at
    for module in (news, reminding, sending):
        monkeypatch.setattr(module, "datetime", Clock)
    yield Clock
