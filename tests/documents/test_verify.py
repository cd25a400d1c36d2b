import io
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from asn1crypto.x509 import Certificate
from pyhanko.pdf_utils.generic import NameObject, TextStringObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from portal.config import Settings
from portal.documents.examination import examined
from portal.documents.seal import Sealer
from portal.documents.verify import Kind, Verdict, verify
from tests.documents.test_pdf import an_agreed_plan

AT = datetime(2026, 7, 1, 9, 30, tzinfo=UTC)
LATER = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Kept:
    agreed_at: datetime
    superseded_at: datetime | None = None
    is_feedback: bool = False


def a_sealer(directory: Path) -> Sealer:
    before = Path.cwd()
    os.chdir(directory)
    try:
        return Sealer.from_settings(Settings(secret_keys=("a-key-of-tests-" * 3,), demo=True))
    finally:
        os.chdir(before)


@pytest.fixture(scope="module")
def sealer(tmp_path_factory: pytest.TempPathFactory) -> Sealer:
    return a_sealer(tmp_path_factory.mktemp("ours"))


@pytest.fixture(scope="module")
def sealed(sealer: Sealer) -> bytes:
    return sealer.seal(an_agreed_plan(), datetime.now(UTC))


def appended_to(pdf: bytes) -> bytes:
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    writer.root[NameObject("/Added")] = TextStringObject("later")
    writer.update_root()
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def examine(pdf: bytes, roots: Iterable[Certificate]) -> dict[str, object]:
    return examined(pdf, list(roots), 4)


def checked(pdf: bytes, sealer: Sealer) -> Verdict:
    return verify(pdf, known=lambda _: None, roots=[sealer.certificate], examine=examine)


def test_a_file_that_we_keep_is_the_plan_as_signed(sealed: bytes, sealer: Sealer) -> None:
    kept = {sha256(sealed).hexdigest(): Kept(AT)}
    verdict = verify(sealed, known=kept.get, roots=[sealer.certificate], examine=examine)
    assert verdict.kind is Kind.CURRENT
    assert verdict.details[0] == "Both parties had signed on 1 July 2026, 10:30:00 BST."


def test_a_replaced_plan_says_since_when(sealed: bytes, sealer: Sealer) -> None:
    verdict = verify(sealed, known=lambda _: Kept(AT, LATER), roots=[sealer.certificate], examine=examine)
    assert verdict.kind is Kind.SUPERSEDED
    assert verdict.details[1] == "A newer plan was agreed on 1 December 2026, 09:30:00 GMT."


def test_our_seal_counts_on_a_file_that_we_do_not_keep(sealed: bytes, sealer: Sealer) -> None:
    verdict = checked(sealed, sealer)
    assert verdict.kind is Kind.SEALED
    assert "Demonstration seal, not for real plans" in verdict.details[0]


def test_one_changed_byte_breaks_the_seal(sealed: bytes, sealer: Sealer) -> None:
    at = sealed.index(b"stream\n") + 40
    changed = sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :]
    assert checked(changed, sealer).kind is Kind.CHANGED


def test_no_changed_byte_passes_unnoticed(sealed: bytes, sealer: Sealer) -> None:
    for at in range(11, len(sealed), len(sealed) // 25):
        changed = sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :]
        assert checked(changed, sealer).kind in {Kind.CHANGED, Kind.UNREADABLE, Kind.NOT_OURS}, at


def test_an_appended_update_is_found(sealed: bytes, sealer: Sealer) -> None:
    assert checked(appended_to(sealed), sealer).kind is Kind.APPENDED


def test_bytes_after_the_end_are_found(sealed: bytes, sealer: Sealer) -> None:
    assert checked(sealed + b"\n% more", sealer).kind in {Kind.APPENDED, Kind.UNREADABLE}


def test_a_seal_by_somebody_else_is_not_ours(sealed: bytes, tmp_path: Path) -> None:
    verdict = checked(sealed, a_sealer(tmp_path))
    assert verdict.kind is Kind.NOT_OURS
    assert verdict.details[0].startswith("It has 1 signature that is not ours.")
    assert "Demonstration" not in str(verdict)


def test_a_service_without_a_seal_has_sealed_nothing(sealed: bytes) -> None:
    assert verify(sealed, known=lambda _: None, roots=[], examine=examine).kind is Kind.NOT_OURS


def test_a_pdf_without_a_seal_is_not_ours(sealer: Sealer) -> None:
    verdict = checked(an_agreed_plan(), sealer)
    assert verdict.kind is Kind.NOT_OURS
    assert verdict.details[0] == "There is no seal or signature in it."


@pytest.mark.parametrize("file", [b"", b"hello", b"%PDF-1.7\n", b"%PDF-1.7\n%%EOF", b"\0" * 5000])
def test_what_is_not_a_pdf_cannot_be_read(file: bytes, sealer: Sealer) -> None:
    assert checked(file, sealer).kind is Kind.UNREADABLE
