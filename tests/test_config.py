from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12

from portal import create_app
from portal.config import DEMO_KEY, SUPPORT_LINES, ConfigurationError, Settings
from portal.documents.seal import _new_key
from portal.mail_server import MailServer

KEY, OLDER_KEY = "a-key-of-tests-" * 3, "an-older-key-" * 3
URL = "https://plans.example.org"
REAL = {"SECRET_KEYS": KEY, "PUBLIC_URL": URL}


def test_the_demonstration_needs_no_setting_but_its_switch() -> None:
    settings = Settings.from_environment({"PORTAL_DEMO": "1"})
    assert settings.demo
    assert settings.secret_keys == (DEMO_KEY,)
    assert settings.database_url == "sqlite:///instance/portal.sqlite3"


def test_the_first_key_signs_and_the_rest_still_verify() -> None:
    assert Settings.from_environment(REAL | {"SECRET_KEYS": f"{KEY} {OLDER_KEY}"}).secret_keys == (KEY, OLDER_KEY)


def test_a_second_factor_is_required_unless_somebody_says_otherwise_or_it_is_a_demonstration() -> None:
    assert Settings.from_environment(REAL).second_factor == "required"
    assert Settings.from_environment(REAL | {"SECOND_FACTOR": "offered"}).second_factor == "offered"
    assert Settings.from_environment({"PORTAL_DEMO": "1"}).second_factor == "offered"
    assert Settings.from_environment({"PORTAL_DEMO": "1", "SECOND_FACTOR": "required"}).second_factor == "required"


def test_another_adviser_confirms_a_paper_unless_somebody_says_otherwise_or_it_is_a_demonstration() -> None:
    assert Settings.from_environment(REAL).another_confirms_papers
    assert not Settings.from_environment(REAL | {"PAPERS_CONFIRMED_BY": "anybody"}).another_confirms_papers
    assert not Settings.from_environment({"PORTAL_DEMO": "1"}).another_confirms_papers


def test_lines_of_support_are_read_in_their_order() -> None:
    given = "Samaritans | 116 123 | Day and night; NHS 111 | 111 | At any hour"
    settings = Settings.from_environment(REAL | {"SUPPORT_LINES": given})
    assert settings.support_lines == (("Samaritans", "116 123", "Day and night"), ("NHS 111", "111", "At any hour"))
    assert Settings.from_environment(REAL).support_lines == SUPPORT_LINES


def test_a_mail_server_is_read_from_its_address() -> None:
    def read(url: str) -> MailServer | None:
        return Settings.from_environment(REAL | {"MAIL_URL": url}).mail_server

    assert read("") is None
    assert read("smtp://a%40b:p%2Fw@mail.example.org") == MailServer(
        "mail.example.org", 587, tls=False, starttls=True, user="a@b", password="p/w"
    )
    assert read("smtps://mail.example.org/") == MailServer("mail.example.org", 465, tls=True, starttls=False)
    assert read("smtp://u:p@localhost:25?starttls=0") == MailServer("localhost", 25, False, False, "u", "p")
    assert "p/w" not in repr(read("smtp://u:p%2Fw@mail.example.org"))


def test_email_comes_from_the_host_of_the_portal_unless_somebody_says_otherwise() -> None:
    assert Settings.from_environment(REAL).mail_from == "no-reply@plans.example.org"
    assert Settings.from_environment(REAL | {"MAIL_FROM": "a@b.example"}).mail_from == "a@b.example"


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_spelling_of_postgresql_means_the_same_driver(scheme: str) -> None:
    settings = Settings.from_environment(REAL | {"DATABASE_URL": f"{scheme}://portal@db/portal"})
    assert settings.database_url == "postgresql+psycopg://portal@db/portal"


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("SECRET_KEYS", ""),
        ("SECRET_KEYS", "short"),
        ("MAIL_URL", "mail.example.org"),
        ("MAIL_URL", "http://mail.example.org"),
        ("MAIL_URL", "smtp://"),
        ("MAIL_URL", "smtp://mail.example.org:port"),
        ("MAIL_URL", "smtp://mail.example.org/inbox"),
        ("MAIL_URL", "smtp://user@mail.example.org"),
        ("MAIL_URL", "smtp://u:p@mail.example.org?starttls=0"),
        ("MAIL_URL", "smtp://mail.example.org?tls=1"),
        ("MAIL_FROM", "nobody"),
        ("SECRET_KEYS", "k" * 40),
        ("SECRET_KEYS", f"{KEY} {'0123' * 10}"),
        ("SECRET_KEYS", DEMO_KEY),
        ("PORTAL_DEMO", "yes"),
        ("DATABASE_URL", "mysql://portal@db/portal"),
        ("MAX_CLAUSES", "many"),
        ("MAX_CLAUSES", "0"),
        ("SUPPORT_LINES", "Samaritans | 116 123"),
        ("SUPPORT_LINES", "Samaritans | | Day and night"),
        ("SESSION_IDLE_MINUTES", "-5"),
        ("SECOND_FACTOR", "perhaps"),
        ("PAPERS_CONFIRMED_BY", "nobody"),
        ("SEAL_P12", "/nowhere/seal.p12"),
        ("DATABASE_CONNECTIONS", "0"),
        ("WEB_CONCURRENCY", "0"),
        ("PUBLIC_URL", ""),
        ("PUBLIC_URL", "plans.example.org"),
        ("PUBLIC_URL", "https://plans.example.org/path"),
    ],
)
def test_a_wrong_setting_is_named_at_start_up(variable: str, value: str) -> None:
    with pytest.raises(ConfigurationError, match=variable):
        Settings.from_environment(REAL | {variable: value})


def test_a_seal_needs_its_password(tmp_path: Path) -> None:
    seal = tmp_path / "seal.p12"
    seal.touch()
    with pytest.raises(ConfigurationError, match="SEAL_P12_PASSWORD"):
        Settings.from_environment(REAL | {"SEAL_P12": str(seal)})


def test_no_proxy_is_a_number_of_proxies() -> None:
    assert Settings.from_environment(REAL | {"PROXY_COUNT": "0"}).proxy_count == 0


def test_the_seal_is_opened_at_the_start(tmp_path: Path) -> None:
    seal = tmp_path / "seal.p12"
    seal.write_bytes(b"no key")
    settings = Settings("sqlite:///:memory:", (KEY,), public_url=URL, seal_p12=seal, seal_p12_password="right")
    with pytest.raises(ConfigurationError, match="SEAL_P12 cannot be opened"):
        create_app(settings)
    seal.write_bytes(_with_password(_new_key(datetime.now(UTC)), b"right"))
    assert create_app(settings)
    with pytest.raises(ConfigurationError, match="SEAL_P12_PASSWORD"):
        create_app(replace(settings, seal_p12_password="wrong"))


def _with_password(key: bytes, password: bytes) -> bytes:
    private, certificate, _ = pkcs12.load_key_and_certificates(key, None)
    assert private is not None
    return pkcs12.serialize_key_and_certificates(b"seal", private, certificate, None, BestAvailableEncryption(password))
