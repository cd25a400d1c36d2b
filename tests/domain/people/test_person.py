"""Accounts."""

import pytest
from sqlalchemy.orm import Session

from portal.domain.base import Refused
from portal.domain.people.person import Person, address_of, find, has_password
from tests.factories import OPENED, PASSWORD, a_person


def test_an_account_has_what_was_given(session: Session) -> None:
    facts = {"email": " New@Example.org", "name": "Dr New", "password": PASSWORD, "at": OPENED}
    person = Person.register(session, **facts, job="Surgeon", opens_cases=True)
    assert (person.email, person.name, person.job, person.opens_cases) == ("new@example.org", "Dr New", "Surgeon", True)
    assert (person.created_at, find(session, "NEW@example.org ")) == (OPENED, person)
    other = Person.register(session, **facts | {"email": "other@example.org"})
    assert (other.job, other.opens_cases) == ("", False)


DRAWN = "x9$Kq!mZ2#Lw"


@pytest.mark.parametrize(("length", "is_taken"), [(11, False), (12, True)])
def test_a_password_has_at_least_twelve_characters(session: Session, length: int, is_taken: bool) -> None:
    facts = {"email": "new@example.org", "name": "New", "at": OPENED}
    if is_taken:
        assert has_password(Person.register(session, password=DRAWN[:length], **facts), DRAWN[:length])
    else:
        with pytest.raises(Refused, match="at least 12"):
            Person.register(session, password=DRAWN[:length], **facts)


@pytest.mark.parametrize(
    ("email", "sentence"),
    [
        ("known", "known is not an e-mail address."),
        ("known@", "known@ is not an e-mail address."),
        (" Known@Example.org", " Known@Example.org has an account already."),
    ],
)
def test_an_address_that_is_none_or_has_an_account_is_refused(session: Session, email: str, sentence: str) -> None:
    a_person(session, "known")
    with pytest.raises(Refused) as refused:
        Person.register(session, email=email, name="New", password=PASSWORD, at=OPENED)
    assert (refused.value.field, refused.value.sentence) == ("email", sentence)


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"name": " "}, "name", "Give the name as it should stand under a signature."),
        ({"name": "Dr\nA"}, "name", "The name must be on one line."),
        ({"job": "J" * 201}, "job", "The job is 201 characters. The limit is 200."),
    ],
)
def test_a_name_or_a_job_that_cannot_be_shown_is_refused(
    session: Session, wrong: dict[str, str], field: str, sentence: str
) -> None:
    facts = {"email": "new@example.org", "name": "New", "password": PASSWORD, "at": OPENED} | wrong
    with pytest.raises(Refused) as refused:
        Person.register(session, **facts)
    assert (refused.value.field, refused.value.sentence) == (field, sentence)


def test_an_address_is_written_in_one_way() -> None:
    assert address_of(" A\0@Example.ORG ") == "a@example.org"
    assert len(address_of("a" * 300)) == 254
    assert address_of("a" * 253 + " b") == "a" * 253


def test_a_password_is_one_persons(session: Session) -> None:
    known = a_person(session, "known")
    assert find(session, " KNOWN@example.org") is known
    assert has_password(known, PASSWORD)
    assert not has_password(known, "another password")
    assert not has_password(None, PASSWORD)


def test_a_broken_hash_lets_nobody_in(session: Session) -> None:
    assert not has_password(a_person(session, "broken", password_hash="no hash"), "no hash")


@pytest.mark.parametrize("typed", ["KNOWN@EXAMPLE.ORG", "\u212aNOWN@example.org", "\0\u2003known@example.org\u00a0"])
def test_however_an_address_is_written_it_is_counted_as_one(typed: str) -> None:
    assert address_of(typed) == "known@example.org"
