"""Files from outside are examined by another process, which no file can keep busy for long."""

import time
from dataclasses import replace
from subprocess import SubprocessError
from threading import Thread

import pytest

from portal.config import DEMO_KEY, Settings
from portal.documents.examiner import BUSY, Examiner
from portal.documents.seal import Sealer
from portal.domain.base import Busy
from tests.documents.hostile_pdfs import with_fields
from tests.documents.test_pdf import an_agreed_plan
from tests.documents.test_verify import sealed, sealer

__all__ = ["sealed", "sealer"]
USUAL = Settings(secret_keys=(DEMO_KEY,), demo=True)


@pytest.fixture(scope="module")
def many_fields(sealed: bytes) -> bytes:
    return with_fields(sealed, 40_000, filled=False)


def kind_of(pdf: bytes, sealer: Sealer, **limits: int) -> str:
    found = Examiner(replace(USUAL, **limits)).examined(pdf, [sealer.certificate])
    return str(found["kind"])


def test_an_honest_file_is_examined_as_ever(sealed: bytes, sealer: Sealer) -> None:
    assert kind_of(sealed, sealer) == "sealed"
    assert kind_of(an_agreed_plan(), sealer) == "not ours"
    assert kind_of(b"hello", sealer) == "unreadable"


def test_eight_thousand_fields_that_share_one_signature_are_counted_no_further_than_five(
    sealed: bytes, sealer: Sealer
) -> None:
    flood = with_fields(sealed, 8_000, filled=True)
    assert kind_of(flood, sealer, max_examination_seconds=2) == "too many signatures"


def test_four_signatures_are_examined_and_five_are_not(sealed: bytes, sealer: Sealer) -> None:
    assert kind_of(with_fields(sealed, 3, filled=True), sealer) == "appended"
    assert kind_of(with_fields(sealed, 4, filled=True), sealer) == "too many signatures"


def test_a_file_that_takes_too_much_of_the_processor_is_given_up(many_fields: bytes, sealer: Sealer) -> None:
    begun = time.monotonic()
    assert kind_of(many_fields, sealer, max_examination_seconds=1) == "too much"
    assert time.monotonic() - begun < USUAL.max_examination_wait_seconds


def test_a_file_that_takes_too_much_memory_is_given_up(many_fields: bytes, sealer: Sealer) -> None:
    assert kind_of(many_fields, sealer, max_examination_memory=100_000_000) == "too much"


def test_a_file_that_takes_too_long_is_given_up(many_fields: bytes, sealer: Sealer) -> None:
    assert kind_of(many_fields, sealer, max_examination_wait_seconds=1, max_examination_seconds=60) == "too much"


def test_no_more_files_than_there_may_be_are_examined_at_once(sealed: bytes, sealer: Sealer) -> None:
    examiner, roots = Examiner(replace(USUAL, max_examinations_at_once=1)), [sealer.certificate]
    first = Thread(target=examiner.examined, args=(sealed, roots))
    first.start()
    while examiner._free._value:
        time.sleep(0.001)
    with pytest.raises(Busy, match=BUSY[:20]):
        examiner.examined(sealed, roots)
    first.join()
    assert examiner.examined(sealed, roots)["kind"] == "sealed"


def test_the_other_process_is_told_no_secrets(sealed: bytes, sealer: Sealer, monkeypatch: pytest.MonkeyPatch) -> None:
    told: dict[str, str] = {}

    def run(*_: object, env: dict[str, str], **__: object) -> None:
        told.update(env)
        raise SubprocessError

    monkeypatch.setenv("SECRET_KEYS", "a-key-of-tests-" * 3)
    monkeypatch.setattr("subprocess.run", run)
    assert kind_of(sealed, sealer) == "too much"
    assert "PATH" in told
    assert "SECRET_KEYS" not in told


def test_the_seal_of_another_service_is_counted_and_not_named(sealed: bytes) -> None:
    assert Examiner(USUAL).examined(sealed, []) == {"ours": 0, "others": 1, "kind": "not ours"}
