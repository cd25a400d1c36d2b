"""The app and the recovery codes: what counts, and that it counts once."""

from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.base import Refused
from portal.domain.people import recovery, second_factor, second_step
from portal.domain.people.account_event import AccountChange, changes_of
from portal.domain.people.person import Person
from portal.domain.people.recovery import RecoveryCode
from portal.domain.people.sealing import Sealing
from portal.domain.people.second_factor import Authenticator, expect_shown_by, is_right, new_secret, sealing, use
from tests.factories import a_person

AT = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
STEP = timedelta(seconds=second_factor.STEP_SECONDS)
KEY, OLDER_KEY = "a-key-of-tests-" * 3, "an-older-key-" * 3
SEAL, OLDER_SEAL = sealing((KEY,)), sealing((OLDER_KEY,))
LATER = AT + 10 * STEP


@pytest.fixture
def person(session: Session) -> Person:
    return a_person(session, "editor")


def code(secret: str, at: datetime) -> str:
    return pyotp.TOTP(secret).at(at)


def set_up(session: Session, person: Person, seal: Sealing = SEAL) -> tuple[str, list[str]]:
    secret = new_secret()
    return secret, second_factor.set_up(session, person, secret, code(secret, AT), AT, seal)


def renew_codes(session: Session, person: Person, shown: str) -> list[str]:
    """By a code of the app."""
    return second_step.renew_codes(
        session, person, LATER, shown_by=lambda one: use(session, one, shown, LATER, SEAL, app_only=True)
    )


@pytest.mark.parametrize(("steps", "counts"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_phone_may_be_half_a_minute_ahead_or_behind(
    session: Session, person: Person, steps: int, counts: bool
) -> None:
    secret, _ = set_up(session, person)
    shown = code(secret, LATER + steps * STEP)
    assert is_right(session, person, shown, LATER, SEAL) is counts
    if counts:
        use(session, person, shown, LATER, SEAL)
    else:
        with pytest.raises(Refused, match="That code is wrong"):
            use(session, person, shown, LATER, SEAL)


def test_a_code_counts_once_and_so_does_each_before_it(session: Session, person: Person) -> None:
    secret, _ = set_up(session, person)
    use(session, person, code(secret, LATER), LATER, SEAL)
    for shown in (code(secret, LATER), code(secret, LATER - STEP)):
        assert not is_right(session, person, shown, LATER, SEAL)
        with pytest.raises(Refused):
            use(session, person, shown, LATER, SEAL)
    use(session, person, code(secret, LATER + STEP), LATER, SEAL)


def test_the_code_that_sets_it_up_does_not_sign_in(session: Session, person: Person) -> None:
    secret, _ = set_up(session, person)
    assert not is_right(session, person, code(secret, AT), AT, SEAL)


def test_ten_recovery_codes_each_count_once(session: Session, person: Person) -> None:
    _, codes = set_up(session, person)
    assert len(set(codes)) == recovery.left(session, person.id) == recovery.CODES
    for left, one in enumerate(reversed(codes)):
        assert is_right(session, person, one, LATER, SEAL)
        use(session, person, one, LATER, SEAL)
        assert not is_right(session, person, one, LATER, SEAL)
        assert recovery.left(session, person.id) == recovery.CODES - left - 1
    with pytest.raises(Refused):
        use(session, person, codes[0], LATER, SEAL)


@pytest.mark.parametrize("write", [" {} ", "{}\n"])
@pytest.mark.parametrize("between", ["", " ", "-", "–", "\u00a0"])
def test_a_code_is_read_however_it_is_grouped(session: Session, person: Person, write: str, between: str) -> None:
    secret, codes = set_up(session, person)
    shown = code(secret, LATER)
    assert is_right(session, person, write.format(f"{shown[:3]}{between}{shown[3:]}"), LATER, SEAL)
    fours = between.join(codes[0][at : at + 4] for at in range(0, recovery.DIGITS, 4))
    assert is_right(session, person, write.format(fours), LATER, SEAL)


@pytest.mark.parametrize("nonsense", ["", "abcdef", "٠١٢٣٤٥", "12345", "1234567", "²" * 6, "\0" * 6, "9" * 5000])
def test_nothing_else_is_a_code(session: Session, person: Person, nonsense: str) -> None:
    secret, _ = set_up(session, person)
    assert not is_right(session, person, nonsense, LATER, SEAL)
    with pytest.raises(Refused):
        expect_shown_by(secret, nonsense, LATER)


def test_nobody_elses_code_counts(session: Session, person: Person) -> None:
    other = a_person(session, "signatory")
    secret, codes = set_up(session, other)
    set_up(session, person)
    assert not is_right(session, person, code(secret, LATER), LATER, SEAL)
    assert not is_right(session, person, codes[0], LATER, SEAL)
    stranger = a_person(session, "stranger")
    assert not is_right(session, stranger, codes[0], LATER, SEAL)


def test_neither_the_secret_nor_a_code_is_kept_as_it_is(session: Session, person: Person) -> None:
    secret, codes = set_up(session, person)
    kept = session.scalars(select(Authenticator)).one().sealed_secret
    hashes = set(session.scalars(select(RecoveryCode.code_hash)))
    assert secret not in kept
    assert not hashes & set(codes)
    assert recovery.hash_of(person.id, codes[0]) in hashes


def test_keys_are_changed_without_setting_up_anew(session: Session, person: Person) -> None:
    secret, _ = set_up(session, person, OLDER_SEAL)
    assert not is_right(session, person, code(secret, LATER), LATER, SEAL)
    both = sealing((KEY, OLDER_KEY))
    use(session, person, code(secret, LATER), LATER, both)
    session.expire_all()
    assert is_right(session, person, code(secret, LATER + STEP), LATER + STEP, SEAL)


def test_all_are_sealed_anew_so_that_a_key_can_go(session: Session, person: Person) -> None:
    secret, _ = set_up(session, person, OLDER_SEAL)
    set_up(session, a_person(session, "signatory"), sealing(("gone" * 10,)))
    assert second_factor.seal_anew(session, sealing((KEY, OLDER_KEY))) == (1, 1)
    assert is_right(session, person, code(secret, LATER), LATER, SEAL)


def test_recovery_codes_count_also_where_the_secret_cannot_be_read(session: Session, person: Person) -> None:
    _, codes = set_up(session, person, OLDER_SEAL)
    use(session, person, codes[0], LATER, SEAL)


def test_who_has_an_app_changes_it_only_with_its_code_or_a_recovery_code(session: Session, person: Person) -> None:
    secret, codes = set_up(session, person)
    for other in (new_secret(), secret):
        with pytest.raises(Refused):
            second_factor.set_up(session, person, other, code(other, LATER), LATER, SEAL)
    third = new_secret()
    new = second_factor.set_up(session, person, third, code(third, LATER), LATER, SEAL, present_code=codes[0])
    assert not is_right(session, person, code(secret, LATER), LATER, SEAL)
    assert not any(is_right(session, person, one, LATER, SEAL) for one in codes)
    assert is_right(session, person, new[0], LATER, SEAL)
    assert recovery.left(session, person.id) == recovery.CODES


def test_recovery_codes_are_renewed_with_the_app_alone(session: Session, person: Person) -> None:
    secret, codes = set_up(session, person)
    with pytest.raises(Refused):
        renew_codes(session, person, codes[0])
    new = renew_codes(session, person, code(secret, LATER))
    assert not is_right(session, person, codes[1], LATER, SEAL)
    assert is_right(session, person, new[1], LATER, SEAL)


def test_every_change_is_kept(session: Session, person: Person) -> None:
    secret, _ = set_up(session, person)
    renew_codes(session, person, code(secret, LATER))
    second_step.remove(session, person, LATER + STEP, said="Checked by PSR: in person.")
    kept = changes_of(session, person.id)
    assert [one.change for one in kept][:3] == [
        AccountChange.FACTOR_REMOVED,
        AccountChange.CODES_RENEWED,
        AccountChange.FACTOR_SET_UP,
    ]
    assert [(one.by_id, one.said) for one in kept][:3] == [
        (None, "Checked by PSR: in person."),
        (person.id, ""),
        (person.id, ""),
    ]
    assert second_factor.of(session, person.id) is None
    assert recovery.left(session, person.id) == 0
    with pytest.raises(Refused, match="has no second step"):
        second_step.remove(session, person, LATER, said="")
