from pathlib import Path

import pytest

from portal.config import DEMO_KEY, ConfigurationError, Settings

KEY, OLDER_KEY = "k" * 40, "o" * 40


def test_the_demonstration_needs_no_setting_but_its_switch() -> None:
    settings = Settings.from_environment({"PORTAL_DEMO": "1"})
    assert settings.demo
    assert settings.secret_keys == (DEMO_KEY,)
    assert settings.database_url == "sqlite:///instance/portal.sqlite3"


def test_the_first_key_signs_and_the_rest_still_verify() -> None:
    assert Settings.from_environment({"SECRET_KEYS": f"{KEY} {OLDER_KEY}"}).secret_keys == (KEY, OLDER_KEY)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_spelling_of_postgresql_means_the_same_driver(scheme: str) -> None:
    settings = Settings.from_environment({"SECRET_KEYS": KEY, "DATABASE_URL": f"{scheme}://portal@db/portal"})
    assert settings.database_url == "postgresql+psycopg://portal@db/portal"


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("SECRET_KEYS", ""),
        ("SECRET_KEYS", "short"),
        ("SECRET_KEYS", DEMO_KEY),
        ("PORTAL_DEMO", "yes"),
        ("DATABASE_URL", "mysql://portal@db/portal"),
        ("MAX_CLAUSES", "many"),
        ("MAX_CLAUSES", "0"),
        ("SESSION_IDLE_MINUTES", "-5"),
        ("SEAL_P12", "/nowhere/seal.p12"),
    ],
)
def test_a_wrong_setting_is_named_at_start_up(variable: str, value: str) -> None:
    with pytest.raises(ConfigurationError, match=variable):
        Settings.from_environment({"SECRET_KEYS": KEY} | {variable: value})


def test_a_seal_needs_its_password(tmp_path: Path) -> None:
    seal = tmp_path / "seal.p12"
    seal.touch()
    with pytest.raises(ConfigurationError, match="SEAL_P12_PASSWORD"):
        Settings.from_environment({"SECRET_KEYS": KEY, "SEAL_P12": str(seal)})


def test_no_proxy_is_a_number_of_proxies() -> None:
    assert Settings.from_environment({"SECRET_KEYS": KEY, "PROXY_COUNT": "0"}).proxy_count == 0
