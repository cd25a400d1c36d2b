"""Every place where words of people stand, and where in it those are that must not be kept."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import Column, Enum, String, Table, select
from sqlalchemy.orm import Session

from portal.domain.base import Base
from portal.domain.keeping.blank import Blank
from portal.domain.keeping.told_in import Whose, whose

# what the portal itself writes: hashes, keys, ids, names from closed lists
OURS = {
    "address_change.token_hash",
    "agreement.consequences",
    "agreement.digest",
    "agreement.kept",
    "agreement.standard_agreement",
    "amendment.clause_key",
    "amendment.clause_kind",
    "authenticator.sealed_secret",
    "checked_head.hash",
    "designation.consequences",
    "designation.standard_agreement",
    "dismissal.check_name",
    "dismissal.digest",
    "draft_line.above_key",
    "draft_version.about",
    "duration_change.stage_key",
    "event.body",
    "event.hash",
    "event.prev_hash",
    "event_value.name",
    "event_value.salt",
    "feedback_reading.fingerprint",
    "feedback_remark.clause_key",
    "feedback_request.fingerprint",
    "feedback_review.form_version",
    "feedback_review.issued_fingerprint",
    "invitation.token_hash",
    "last_look.seen",
    "mail.sealed",
    "mail_preference.sealed_phrase",
    "paper.digest",
    "passkey.key_id",
    "erasure.shared_head",
    "password_reset.token_hash",
    "person.password_hash",
    "proposal_version.digest",
    "provider_account.issuer",
    "provider_account.provider",
    "provider_account.subject",
    "recovery_code.code_hash",
    "request_key.body_digest",
    "request_key.key",
    "request_key.location",
    "revision.fingerprint",
    "sealed_document.record_head",
    "sealed_document.sha256",
    "sign_in.former_hash",
    "sign_in.token_hash",
    "showing.keys",
    "signature.digest",
    "signature.record_head",
    "spent_challenge.challenge_hash",
    "stage_amendment.stage_key",
    "stage_amendment.stage_part",
    "stage_change.stage_key",
    "staff_invitation.token_hash",
    "stored_file.sha256",
    "thread.clause_key",
}
# by these people are found: they are moved, not covered
ADDRESSES = {
    "person.email",
    "invitation.email",
    "handover.email",
    "staff_invitation.email",
    "failed_sign_in.email",
    "bounce.address",
    "mail.address",
}


class Place(NamedTuple):
    """A row of a table with the words in one of its columns, so many times; `whose` is None where it is of no case."""

    table: Table
    column: Column[Any]
    key: tuple[Any, ...]
    times: int
    covered: str
    whose: Whose | None

    @property
    def name(self) -> str:
        return f"{self.table.name}.{self.column.name}"


def columns_of_words(table: Table) -> list[Column[Any]]:
    """The columns of a table that hold what people wrote."""
    return [
        column
        for column in table.columns
        if isinstance(column.type, String)
        and not isinstance(column.type, Enum)
        and column.computed is None
        and f"{table.name}.{column.name}" not in OURS
    ]


def places(session: Session, blank: Blank) -> list[Place]:
    """Every place in the database where the words stand."""
    return [place for table in Base.metadata.sorted_tables for place in _in_table(session, table, blank)]


def _in_table(session: Session, table: Table, blank: Blank) -> Iterator[Place]:
    columns, keys = columns_of_words(table), list(table.primary_key.columns)
    rows = session.execute(select(*keys, *columns)).all() if columns else []
    for row in rows:
        key, texts = tuple(row[: len(keys)]), row[len(keys) :]
        for column, text in zip(columns, texts, strict=True):
            times = blank.count(text) if text else 0
            if times:
                yield Place(table, column, key, times, blank.covered(text), _whose(session, table, key))


def _whose(session: Session, table: Table, key: tuple[Any, ...]) -> Whose | None:
    found = select(table)
    for column, value in zip(table.primary_key.columns, key, strict=True):
        found = found.where(column == value)
    return whose(session, table, session.execute(found).one()._asdict())
