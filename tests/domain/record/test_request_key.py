"""A form's own key: the same form gets the first answer, another one with its key is refused."""

from unittest.mock import patch

import pytest
from sqlalchemy.orm import Session

from portal.domain.base import Refused
from portal.domain.record.request_key import RequestKey, SentTwice, body_digest, claim, keep_answer
from tests.factories import OPENED, a_person

FIELDS = [("text", "Words."), ("reason", "Clearer.")]


def test_what_a_form_says_does_not_depend_on_the_order_of_its_fields() -> None:
    digest = body_digest("/plans", FIELDS)
    assert digest == body_digest("/plans", FIELDS[::-1])
    assert len({digest, body_digest("/cases", FIELDS), body_digest("/plans", FIELDS[:1])}) == 3
    assert len(digest) == 64


def test_a_form_that_led_somewhere_is_known_again(session: Session) -> None:
    person = a_person(session, "known")
    first = claim(session, person.id, "key", "0" * 64, OPENED)
    assert (first.location, first.at, first.body_digest) == ("", OPENED, "0" * 64)
    keep_answer(session, first, "/plans/1")
    session.flush()
    session.expire_all()
    assert claim(session, person.id, "key", "0" * 64, OPENED).location == "/plans/1"


def test_a_form_that_led_nowhere_may_be_sent_again(session: Session) -> None:
    person = a_person(session, "known")
    keep_answer(session, claim(session, person.id, "key", "0" * 64, OPENED), "")
    session.flush()
    assert session.get(RequestKey, (person.id, "key")) is None
    assert claim(session, person.id, "key", "1" * 64, OPENED).location == ""


def test_a_form_that_came_twice_at_once_is_claimed_by_one(session: Session) -> None:
    person = a_person(session, "known")
    claim(session, person.id, "key", "0" * 64, OPENED)
    with patch.object(session, "get", lambda *_: None), pytest.raises(SentTwice), session.no_autoflush:
        session.expunge_all()
        claim(session, person.id, "key", "0" * 64, OPENED)
    session.rollback()


def test_a_key_that_was_used_for_other_words_is_refused(session: Session) -> None:
    person, other = a_person(session, "known"), a_person(session, "other")
    claim(session, person.id, "key", "0" * 64, OPENED)
    with pytest.raises(Refused, match=r"^This form was sent before with other words"):
        claim(session, person.id, "key", "1" * 64, OPENED)
    assert claim(session, other.id, "key", "1" * 64, OPENED).person_id == other.id
