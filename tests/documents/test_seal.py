import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader

from portal.config import Settings
from portal.documents.seal import DEMONSTRATION, NoSeal, Sealer
from tests.documents.test_pdf import an_agreed_plan

KEYS = ("a-key-of-tests-" * 3,)
URL = "https://plans.example.org"
DEMO = Settings(secret_keys=KEYS, demo=True)


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    return


def expiry(sealer: Sealer) -> datetime:
    moment: datetime = sealer.certificate.not_valid_after
    return moment


def test_a_seal_keeps_the_plan_and_says_when() -> None:
    at = datetime.now(UTC).replace(microsecond=0)
    plan = an_agreed_plan()
    sealed = Sealer.from_settings(DEMO).seal(plan, at)
    signature = PdfReader(io.BytesIO(sealed)).get_fields()["Seal"]["/V"]  # type: ignore[index]
    assert sealed.startswith(plan)
    assert signature["/SubFilter"] == "/ETSI.CAdES.detached"
    assert signature["/M"].startswith(f"D:{at:%Y%m%d%H%M%S}")


def test_the_demonstration_makes_its_key_once() -> None:
    first, second = Sealer.from_settings(DEMO), Sealer.from_settings(DEMO)
    assert first.certificate.dump() == second.certificate.dump()
    assert DEMONSTRATION.stat().st_mode & 0o077 == 0
    assert [path.name for path in DEMONSTRATION.parent.iterdir()] == [DEMONSTRATION.name]


def test_real_plans_need_a_real_seal() -> None:
    with pytest.raises(NoSeal, match="has no seal yet"):
        Sealer.from_settings(Settings(secret_keys=KEYS, public_url=URL))
    assert not DEMONSTRATION.exists()


def test_a_file_that_is_no_key_is_refused_in_plain_words(tmp_path: Path) -> None:
    path = tmp_path / "seal.p12"
    path.write_bytes(b"not a key")
    settings = Settings(secret_keys=KEYS, public_url=URL, seal_p12=path, seal_p12_password="secret")
    with pytest.raises(NoSeal, match="cannot be opened"):
        Sealer.from_settings(settings)
    path.unlink()
    with pytest.raises(NoSeal, match="cannot be opened"):
        Sealer.from_settings(settings)


def test_an_expired_certificate_seals_nothing() -> None:
    sealer = Sealer.from_settings(DEMO)
    with pytest.raises(NoSeal, match="has expired"):
        sealer.seal(an_agreed_plan(), expiry(sealer))


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (timedelta(days=60), ""),
        (timedelta(days=59, hours=5), "expires in 59 days"),
        (timedelta(days=1), "expires in 1 day."),
        (timedelta(hours=5), "expires today"),
        (timedelta(0), "has expired"),
    ],
)
def test_the_operator_is_warned_in_time(left: timedelta, words: str) -> None:
    sealer = Sealer.from_settings(DEMO)
    warning = sealer.warning(expiry(sealer) - left)
    assert words in warning
    assert bool(warning) == bool(words)
    assert sealer.expires_in_days(expiry(sealer) - left) == left.days


def test_the_key_is_made_ready_once_and_not_for_each_seal(monkeypatch: pytest.MonkeyPatch) -> None:
    sealer, plan = Sealer.from_settings(DEMO), an_agreed_plan()
    monkeypatch.setattr("pyhanko.sign.signers.pdf_cms.serialization.load_der_private_key", lambda *_, **__: 1 / 0)
    assert sealer.seal(plan, datetime.now(UTC)).startswith(plan)
