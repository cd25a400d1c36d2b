"""What is counted to slow guessing down."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.people import guesses
from portal.domain.people.guesses import FailedSignIn, Limit, TooManyGuesses, count_guess, forgive_guess
from portal.domain.people.person import address_of
from tests.factories import OPENED, a_person


def guess(session: Session, *names: str, minute: int = 0) -> list[FailedSignIn]:
    limits = [Limit(name, 2, guesses.SLOW_DOWN) for name in names]
    return count_guess(session, limits, OPENED + timedelta(minutes=minute), minutes=15)


def test_guesses_are_counted_in_any_way_of_writing_and_forgotten_in_time(session: Session) -> None:
    guess(session, "known@example.org")
    guess(session, address_of(" KNOWN@example.org"), minute=14)
    with pytest.raises(TooManyGuesses, match="Wait 15 minutes") as refused:
        guess(session, "known@example.org", minute=14)
    assert refused.value.field == "password"
    guess(session, "known@example.org", minute=15)
    guess(session, "other@example.org", minute=14)


def test_a_guess_that_was_right_is_forgiven(session: Session) -> None:
    for _ in range(5):
        forgive_guess(session, guess(session, "known@example.org", "a source"))
    assert session.scalars(select(FailedSignIn)).all() == []


def test_a_guess_is_counted_under_each_of_its_names_or_under_none(session: Session) -> None:
    guess(session, "one@example.org", "a source")
    guess(session, "two@example.org", "a source")
    with pytest.raises(TooManyGuesses):
        guess(session, "three@example.org", "a source")
    assert len(session.scalars(select(FailedSignIn)).all()) == 4
    guess(session, "three@example.org", "another source")


def test_what_was_counted_is_kept_no_longer_than_it_counts(session: Session) -> None:
    guess(session, "known@example.org", "a source")
    guess(session, "known@example.org", "a source", minute=15)
    assert len(session.scalars(select(FailedSignIn)).all()) == 2


def test_nobody_can_keep_an_owner_from_giving_the_password_again(session: Session) -> None:
    known = a_person(session, "known")
    for typed in (known.email, str(known.id), known.given_again):
        for _ in range(2):
            guess(session, address_of(typed))
    guess(session, known.given_again)


def test_no_address_stands_for_what_all_are_counted_under() -> None:
    assert address_of(guesses.EVERYBODY) != guesses.EVERYBODY
