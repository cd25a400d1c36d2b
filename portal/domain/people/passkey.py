"""Passkeys: keys that somebody's device or browser keeps, and shows as the second step of signing in (WebAuthn).

The password comes first, so a passkey need not be found by the device alone, and nobody is asked to unlock it: that it
is there is enough. What a device says is checked by the `webauthn` package.
"""

import uuid
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple, TypeVar

import webauthn
from sqlalchemy import BigInteger, ForeignKey, LargeBinary, String, delete, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column
from webauthn.authentication.verify_authentication_response import VerifiedAuthentication
from webauthn.helpers import (
    base64url_to_bytes,
    bytes_to_base64url,
    options_to_json,
    parse_authentication_credential_json,
)
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from portal.domain.base import Base, Identified, Refused
from portal.domain.people.account_event import AccountChange, note
from portal.domain.people.challenge import FIELD, HOLDS, expect_unspent, insert, spend
from portal.domain.people.person import Person, line

CALLED = "Agree an action plan"
LONGEST_NAME, LONGEST_KEY_ID = 60, 1364  # the id of a key has 1,023 bytes at most

NO_NAME = "Give this passkey a name by which you know it again, such as “My phone”."
TOO_MANY = "You have {most} passkeys already, which is as many as an account may have. Take one off first."
NOT_MADE = "Your device made no passkey that we can use. Try again, or use another device."
WRONG = "That passkey does not open this account here. Try again, or use a code."
COPIED = "This passkey does not count, as somebody may have a copy of it. Use a code, take it off, and add a new one."
THERE_ALREADY = "This passkey is set up already."

Checked = TypeVar("Checked")


class Site(NamedTuple):
    """For whom keys are made, a host such as plans.example.org, and from whose pages they are asked for, an origin."""

    host: str
    origin: str


class Passkey(Identified, Base):
    """One key of a person. `sign_count` is how often it was used, as far as its device counts that at all."""

    __tablename__ = "passkey"

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"), index=True)
    key_id: Mapped[str] = mapped_column(String(LONGEST_KEY_ID), unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(BigInteger)
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    added_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


def of(session: Session, person_id: uuid.UUID) -> Sequence[Passkey]:
    """The passkeys of this person, the oldest first."""
    theirs = select(Passkey).where(Passkey.person_id == person_id)
    return session.scalars(theirs.order_by(Passkey.added_at, Passkey.id)).all()


def options_to_make(session: Session, person: Person, challenge: bytes, site: Site) -> str:
    """What a browser is told that shall make a passkey, as JSON; a device that has one of theirs makes no other."""
    how = AuthenticatorSelectionCriteria(
        resident_key=ResidentKeyRequirement.DISCOURAGED, user_verification=UserVerificationRequirement.DISCOURAGED
    )
    options = webauthn.generate_registration_options(
        rp_id=site.host,
        rp_name=CALLED,
        user_name=person.email,
        user_id=person.id.bytes,
        user_display_name=person.name,
        challenge=challenge,
        timeout=_milliseconds(HOLDS),
        authenticator_selection=how,
        exclude_credentials=_described(of(session, person.id)),
    )
    return options_to_json(options)


def options_to_show(session: Session, person: Person, challenge: bytes, site: Site) -> str:
    """What a browser is told that shall show one of this person's passkeys, as JSON."""
    options = webauthn.generate_authentication_options(
        rp_id=site.host,
        challenge=challenge,
        timeout=_milliseconds(HOLDS),
        allow_credentials=_described(of(session, person.id)),
        user_verification=UserVerificationRequirement.DISCOURAGED,
    )
    return options_to_json(options)


def add(
    session: Session, person: Person, name: str, made: str, challenge: bytes, at: datetime, *, site: Site, most: int
) -> Passkey:
    """Keep the passkey that a device has just made; Refused where there are `most` already, or it is none."""
    name = name_of(name)
    if len(of(session, person.id)) >= most:
        raise Refused(TOO_MANY.format(most=most), "passkey_name")
    key = _checked(
        lambda: webauthn.verify_registration_response(
            credential=made,
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
        ),
        NOT_MADE,
    )
    spend(session, challenge, at)
    key_id = bytes_to_base64url(key.credential_id)
    if len(key_id) > LONGEST_KEY_ID:
        raise Refused(NOT_MADE, FIELD)
    passkey = Passkey(
        person_id=person.id,
        key_id=key_id,
        public_key=key.credential_public_key,
        sign_count=key.sign_count,
        name=name,
        added_at=at,
    )
    insert(session, passkey, THERE_ALREADY)
    note(session, person.id, AccountChange.PASSKEY_ADDED, at, by_id=person.id, said=name)
    return passkey


def name_of(name: str) -> str:
    """The name of a passkey as it is kept; Refused where there is none, or one that cannot be shown."""
    try:
        name = line(name, "name", LONGEST_NAME)
    except Refused as unfit:
        raise Refused(unfit.sentence, "passkey_name") from unfit
    if not name:
        raise Refused(NO_NAME, "passkey_name")
    return name


def expect_right(session: Session, person: Person, shown: str, challenge: bytes, site: Site) -> None:
    """Refuse what a device has shown unless it would count now; nothing is used up by it."""
    passkey, verified = _verified(session, person, shown, challenge, site)
    if not _has_gone_on(passkey.sign_count, verified.new_sign_count):
        raise Refused(COPIED, FIELD)
    expect_unspent(session, challenge)


def use(session: Session, person: Person, shown: str, challenge: bytes, at: datetime, site: Site) -> None:
    """Let what a device has shown count, which it does once; Refused for what does not, or no longer.

    A device that counts must count up: where it does not, there are two with the same key.
    """
    passkey, verified = _verified(session, person, shown, challenge, site)
    spend(session, challenge, at)
    new = verified.new_sign_count
    goes_on = Passkey.sign_count < new if new else Passkey.sign_count == 0
    used = update(Passkey).where(Passkey.id == passkey.id, goes_on).values(sign_count=new, used_at=at)
    if session.scalar(used.returning(Passkey.id)) is None:
        raise Refused(COPIED, FIELD)


def take_off(session: Session, person: Person, passkey: Passkey, at: datetime) -> None:
    """This passkey opens nothing any more."""
    note(session, person.id, AccountChange.PASSKEY_REMOVED, at, by_id=person.id, said=passkey.name)
    session.delete(passkey)
    session.flush()


def forget(session: Session, person_id: uuid.UUID) -> None:
    """None of their passkeys opens anything any more."""
    session.execute(delete(Passkey).where(Passkey.person_id == person_id))


def _verified(
    session: Session, person: Person, shown: str, challenge: bytes, site: Site
) -> tuple[Passkey, VerifiedAuthentication]:
    """The key and what its device says; Refused unless it is one of this person's, and signed this challenge."""
    credential = _checked(lambda: parse_authentication_credential_json(shown), WRONG)
    key_id = bytes_to_base64url(credential.raw_id)
    passkey = session.scalar(select(Passkey).where(Passkey.key_id == key_id, Passkey.person_id == person.id))
    if passkey is None:
        raise Refused(WRONG, FIELD)
    verified = _checked(
        lambda: webauthn.verify_authentication_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            credential_public_key=passkey.public_key,
            credential_current_sign_count=0,  # `_has_gone_on` looks at it, and says what it means
        ),
        WRONG,
    )
    return passkey, verified


def _has_gone_on(known: int, new: int) -> bool:
    """Whether a device has counted up since; one that counts nothing says 0 each time."""
    return new > known or new == known == 0


def _checked(check: Callable[[], Checked], otherwise: str) -> Checked:
    """What a check gives; Refused where it fails, be it by an answer that is not even readable."""
    try:
        return check()
    except Exception as wrong:
        raise Refused(otherwise, FIELD) from wrong


def _described(passkeys: Sequence[Passkey]) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=base64url_to_bytes(one.key_id)) for one in passkeys]


def _milliseconds(time: timedelta) -> int:
    return int(time.total_seconds() * 1000)
