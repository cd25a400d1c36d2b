"""The setting that names providers of single sign-on: what is wrong is said at the start, and no secret with it."""

import json
from typing import Any

import pytest

from portal.config import ConfigurationError, Settings

KEY, URL, SECRET = "a-key-of-tests-" * 3, "https://plans.example.org", "the-secret-of-this-client"
GOOD: dict[str, Any] = {
    "key": "northtown",
    "name": "Northtown NHS Trust",
    "issuer": "https://login.northtown.nhs.uk",
    "client_id": "portal",
    "client_secret": SECRET,
    "domains": ["Northtown.nhs.uk"],
    "speaks_for": "Northtown NHS Trust",
}


def settings(given: object, **other: str) -> Settings:
    said = given if isinstance(given, str) else json.dumps(given)
    return Settings.from_environment({"SECRET_KEYS": KEY, "PUBLIC_URL": URL, "SINGLE_SIGN_ON": said} | other)


def test_none_is_the_default() -> None:
    assert Settings.from_environment({"SECRET_KEYS": KEY, "PUBLIC_URL": URL}).single_sign_on == ()


def test_providers_are_read_in_their_order() -> None:
    first, second = settings([GOOD, GOOD | {"key": "psr", "speaks_for": "PSR"}]).single_sign_on
    assert (first.key, first.speaks_for_psr, first.counts_as_second_step) == ("northtown", False, False)
    assert (second.key, second.speaks_for_psr) == ("psr", True)
    assert first.covers("a.b@northtown.nhs.uk")
    assert first.covers("A.B@NORTHTOWN.nhs.uk")
    assert not first.covers("a.b@sub.northtown.nhs.uk")


@pytest.mark.parametrize(
    ("given", "remedy"),
    [
        ("{", "a list of providers"),
        ({"key": "northtown"}, "a list of providers"),
        ([1], "a list of providers"),
        ([GOOD, GOOD], "two providers by one key"),
        ([{name: value for name, value in GOOD.items() if name != "issuer"}], "issuer is missing"),
        ([GOOD | {"isuer": "x"}], "isuer is no field"),
        ([GOOD | {"key": "North Town"}], "key may have"),
        ([GOOD | {"key": ""}], "key is not as it must be"),
        ([GOOD | {"name": "a\nb"}], "name is one line"),
        ([GOOD | {"issuer": "http://login.northtown.nhs.uk"}], "issuer must be the https address"),
        ([GOOD | {"issuer": "https://login.northtown.nhs.uk?x"}], "issuer must be the https address"),
        ([GOOD | {"issuer": "https://[x"}], "issuer must be the https address"),
        ([GOOD | {"issuer": "http://localhost:5050"}], "issuer must be the https address"),
        ([GOOD | {"domains": []}], "domains must be"),
        ([GOOD | {"domains": "northtown.nhs.uk"}], "domains is not as it must be"),
        ([GOOD | {"domains": ["@northtown.nhs.uk"]}], "domains must be"),
        ([GOOD | {"domains": [7]}], "domains must be"),
        ([GOOD | {"counts_as_second_step": "yes"}], "counts_as_second_step is not as it must be"),
        ([GOOD | {"speaks_for": " "}], "speaks_for is not as it must be"),
    ],
    ids=str,
)
def test_a_wrong_provider_is_named_with_its_remedy_and_without_its_secret(given: object, remedy: str) -> None:
    with pytest.raises(ConfigurationError, match=remedy) as wrong:
        settings(given)
    assert str(wrong.value).startswith("SINGLE_SIGN_ON ")
    assert SECRET not in str(wrong.value)


def test_only_in_the_demonstration_a_provider_may_be_on_this_machine_without_https() -> None:
    given = json.dumps([GOOD | {"issuer": "http://localhost:5050"}])
    environment = {"PORTAL_DEMO": "1", "PUBLIC_URL": "http://localhost:5000", "SINGLE_SIGN_ON": given}
    assert Settings.from_environment(environment).single_sign_on
    with pytest.raises(ConfigurationError, match="PUBLIC_URL"):
        Settings.from_environment({name: value for name, value in environment.items() if name != "PUBLIC_URL"})


def test_no_setting_that_is_printed_shows_a_secret() -> None:
    assert SECRET not in repr(settings([GOOD]))
