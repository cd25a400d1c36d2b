"""Every kind of event is decided: somebody hears of it, in words of its own, or nobody does, for a reason."""

import re

import pytest

import portal.domain  # noqa: F401 - every kind is known
from portal.domain.notices.heard import HEARD, Heard
from portal.domain.notices.not_heard import NOT_HEARD
from portal.domain.record import KINDS
from portal.web.message_places import OWN_PAGE

GIVEN = re.compile(r"{(\w*)}")


def test_of_every_kind_of_event_it_is_decided_who_hears_of_it() -> None:
    assert {kind.name for kind in HEARD | NOT_HEARD} == set(KINDS)
    assert not HEARD.keys() & NOT_HEARD.keys()
    assert all(NOT_HEARD.values())


@pytest.mark.parametrize("heard", HEARD.values(), ids=[kind.name for kind in HEARD])
def test_what_is_said_is_a_sentence_that_somebody_hears(heard: Heard) -> None:
    assert heard.ears
    assert set(GIVEN.findall(heard.words)) <= {"who", "whom"}
    assert set(GIVEN.findall(heard.several)) <= {"who", "count"}
    assert all(words.endswith(".") for words in (heard.words, heard.several) if words)


def test_what_is_about_something_leads_to_its_page() -> None:
    own_pages = {heard.about for heard in HEARD.values()} & OWN_PAGE.keys()
    assert own_pages == OWN_PAGE.keys()
    assert {heard.about.__name__ for heard in HEARD.values()} - {kind.__name__ for kind in OWN_PAGE} == {
        "Blocker",
        "FeedbackDocument",
        "Membership",
        "PartyView",
        "Remark",
    }
