"""A letter can be read by anybody who sees the mail of its reader: it names nobody, and says nothing of a plan."""

import inspect
import re
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest

from portal.domain.people.person import Person
from portal.web import letters
from portal.web.envelope import message_of
from portal.web.http import Portal
from portal.web.mailing import Letter
from portal.web.wording import Wording

PERSON = Person(id=uuid4(), email="reader@example.org", name="Zoë Harbour", job="Consultant")
GIVEN: dict[str, Any] = {
    "person": PERSON,
    "page": "https://portal.example.org/x",
    "at": datetime(2026, 1, 5, 9, tzinfo=UTC),
    "before": "before@example.org",
    "to": "reader@example.org",
    "last_day": "17 November 2026",
}
EVERY = {
    name: made
    for name, made in inspect.getmembers(letters, inspect.isfunction)
    if made.__module__ == letters.__name__ and not name.startswith("_") and inspect.signature(made).parameters
}
TELLS = re.compile(r"Zoë|Harbour|Consultant|\bplan|practitioner|remediation|Resolution|concern|case\b|\bAction", re.I)


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize("lent", ["sqlite"], indirect=True)
def test_no_letter_names_anybody_or_says_what_it_is_about(app: Portal, name: str) -> None:
    letter = EVERY[name](**{one: GIVEN[one] for one in inspect.signature(EVERY[name]).parameters})
    assert isinstance(letter, Letter)
    with app.app_context():
        message = message_of(Wording(letter, None), uuid4(), GIVEN["at"], app.settings)
    plain, page = (part.get_content() for part in message.iter_parts())
    said = "\n".join([str(message["From"]), letter.subject, plain, page])
    assert TELLS.findall(said) == []
    assert "020 7811 2600" in plain
