"""Accounts, and a password given again before something that counts."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from portal.domain.base import Refused
from portal.domain.people.person import (
    Person,
    WrongPassword,
    address_of,
    count_failure,
    expect_password,
    find,
    is_throttled,
    sign_in,
)
from tests.factories import OPENED, PASSWORD, a_person


def ask(session: Session, person: Person, password: str, minute: int = 0) -> None:
    expect_password(session, person, password, at=OPENED + timedelta(minutes=minute), attempts=2, minutes=15)


def test_an_account_has_what_was_given(session: Session) -> None:
    facts = {"email": " New@Example.org", "name": "Dr New", "password": PASSWORD, "at": OPENED}
    person = Person.register(session, **facts, job="Surgeon", opens_cases=True)
    assert (person.email, person.name, person.job, person.opens_cases) == ("new@example.org", "Dr New", "Surgeon", True)
    assert (person.created_at, find(session, "NEW@example.org ")) == (OPENED, person)
    other = Person.register(session, **facts | {"email": "other@example.org"})
    assert (other.job, other.opens_cases) == ("", False)


@pytest.mark.parametrize(("length", "is_taken"), [(11, False), (12, True)])
def test_a_password_has_at_least_twelve_characters(session: Session, length: int, is_taken: bool) -> None:
    facts = {"email": "new@example.org", "name": "New", "at": OPENED}
    if is_taken:
        assert Person.register(session, password="x" * length, **facts).has_password("x" * length)
    else:
        with pytest.raises(Refused, match="at least 12"):
            Person.register(session, password="x" * length, **facts)


def test_an_address_is_written_in_one_way() -> None:
    assert address_of(" A\0@Example.ORG ") == "a@example.org"
    assert len(address_of("a" * 300)) == 254
    assert address_of("a" * 253 + " b") == "a" * 253


def test_the_right_address_and_password_are_one_persons(session: Session) -> None:
    known = a_person(session, "known")
    assert sign_in(session, email=" KNOWN@example.org", password=PASSWORD, at=OPENED) is known
    assert sign_in(session, email="known@example.org", password="another password", at=OPENED) is None
    assert sign_in(session, email="nobody@example.org", password=PASSWORD, at=OPENED) is None


def test_a_broken_hash_lets_nobody_in(session: Session) -> None:
    assert not a_person(session, "broken", password_hash="no hash").has_password("no hash")


def test_what_is_no_address_is_not_counted(session: Session) -> None:
    assert sign_in(session, email="no address", password=PASSWORD, at=OPENED) is None
    assert not is_throttled(session, email="no address", at=OPENED, attempts=1, minutes=15)


def test_the_right_password_given_again_goes_on(session: Session) -> None:
    ask(session, a_person(session, "known"), PASSWORD)


def test_a_wrong_password_given_again_is_counted_under_the_persons_id(session: Session) -> None:
    known = a_person(session, "known")
    with pytest.raises(WrongPassword, match="not your password") as wrong:
        ask(session, known, "another password")
    assert (wrong.value.email, wrong.value.field) == (str(known.id), "password")


def test_no_password_is_refused_and_not_counted(session: Session) -> None:
    with pytest.raises(Refused, match="Give your password again") as refused:
        ask(session, a_person(session, "known"), "")
    assert (isinstance(refused.value, WrongPassword), refused.value.field) == (False, "password")


def test_after_some_wrong_ones_the_right_one_waits(session: Session) -> None:
    known = a_person(session, "known")
    for _ in range(2):
        ask(session, known, PASSWORD)
        count_failure(session, str(known.id), OPENED)
    with pytest.raises(Refused, match="Wait 15 minutes") as refused:
        ask(session, known, PASSWORD, minute=14)
    assert refused.value.field == "password"
    ask(session, known, PASSWORD, minute=15)
    assert not is_throttled(session, email="known@example.org", at=OPENED, attempts=1, minutes=15)
