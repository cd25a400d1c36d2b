"""Settings, read from the environment once and checked before anything starts."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from portal.environment import ConfigurationError, driver, lines, mail_server, number, providers, switch
from portal.limits import Limits
from portal.mail_server import MailServer
from portal.providers import Provider

DEMO_KEY = "demonstration-only-key-never-for-real-people"
SHORTEST_KEY, FEWEST_CHARACTERS = 32, 8  # how long a key is, and of how many different characters
REQUIRED, OFFERED = "required", "offered"
OPTIONAL = "optional"
TEAM, NAMED = "team", "named"
ANOTHER, ANYBODY = "another", "anybody"  # who of PSR's advisers confirms what one of them entered
MAY_BE_ZERO = {"proxy_count", "hsts_days", "page_cache_bytes", "notes_in_place", "ending_wait_working_days"}

BANK_HOLIDAYS = {"england-and-wales": "ENG", "northern-ireland": "NIR"}  # each as `holidays` calls it

SUPPORT_LINES = (
    ("Samaritans", "116 123", "Free, day and night, for anybody."),
    ("NHS 111, mental health option", "111", "Free, day and night, in England: urgent help for your mental health."),
    ("BMA counselling", "0330 123 1245", "Day and night, for all doctors and medical students, members or not."),
    ("NHS Practitioner Health", "0300 0303 300", "On working days: a confidential service for health professionals."),
)


@dataclass(frozen=True)
class Settings(Limits):
    """What the portal must be told; each field is read from the variable of the same name in capitals.

    Where nothing is said of the second factor, or of who confirms papers, the demonstration takes the laxer of the two.

    Raises `ConfigurationError` when a value cannot work.
    """

    database_url: str = "sqlite:///instance/portal.sqlite3"
    secret_keys: tuple[str, ...] = ()
    demo: bool = False
    public_url: str = ""
    outbox: Path = Path("instance/outbox")
    mail_server: MailServer | None = None
    mail_from: str = ""
    bank_holidays: str = "england-and-wales"
    session_idle_minutes: int = 30
    session_hours: int = 12
    reauth_minutes: int = 5
    second_factor: str = ""
    single_sign_on: tuple[Provider, ...] = ()
    papers_confirmed_by: str = ""
    feedback_second_reader: str = ""
    feedback_reviewer: str = ""
    proxy_count: int = 0
    hsts_days: int = 365
    web_concurrency: int = 2
    database_connections: int = 20
    least_free_bytes: int = 1_000_000_000
    most_seconds_off: int = 5
    metrics_bind: str = ""
    seal_p12: Path | None = None
    seal_p12_password: str = ""
    timestamp_url: str = ""
    support_lines: tuple[tuple[str, str, str], ...] = SUPPORT_LINES
    data_contact: str = ""

    def __post_init__(self) -> None:
        self._check_database()
        self._check_keys()
        self._check_public_url()
        self._check_mail()
        self._check_numbers()
        self._check_metrics()
        self._choose("second_factor", REQUIRED, OFFERED)
        self._choose("papers_confirmed_by", ANOTHER, ANYBODY)
        self._choose("feedback_second_reader", REQUIRED, OPTIONAL)
        self._choose("feedback_reviewer", TEAM, NAMED)
        self._check_single_sign_on()
        self._check_seal()

    @property
    def another_confirms_papers(self) -> bool:
        """Whether what one adviser entered of a paper is for another one to confirm."""
        return self.papers_confirmed_by == ANOTHER

    @property
    def holidays_of(self) -> str:
        """Which part of the country has our bank holidays, as `holidays` calls it."""
        return BANK_HOLIDAYS[self.bank_holidays]

    @property
    def feedback_alone(self) -> bool:
        """Whether a review of PSR’s may be issued that nobody has read second, as small teams do."""
        return self.feedback_second_reader == OPTIONAL

    @property
    def names_reviewer(self) -> bool:
        """Whether feedback says by name who of PSR reviewed; never who read second."""
        return self.feedback_reviewer == NAMED

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Self:
        """The settings of this process; `PORTAL_DEMO=1` turns the demonstration on, with its own public key."""
        demo = switch(environment, "PORTAL_DEMO")
        numbers = {
            field.name: number(environment, field.name.upper(), field.default)
            for field in fields(cls)
            if type(field.default) is int
        }
        return cls(
            database_url=driver(environment.get("DATABASE_URL") or cls.database_url),
            secret_keys=tuple(environment.get("SECRET_KEYS", "").split()) or ((DEMO_KEY,) if demo else ()),
            demo=demo,
            public_url=environment.get("PUBLIC_URL", "").strip(),
            outbox=Path(environment.get("OUTBOX") or cls.outbox),
            mail_server=mail_server(environment.get("MAIL_URL", "").strip()),
            mail_from=environment.get("MAIL_FROM", "").strip(),
            bank_holidays=environment.get("BANK_HOLIDAYS", "").strip() or cls.bank_holidays,
            second_factor=environment.get("SECOND_FACTOR", "").strip(),
            single_sign_on=providers(environment.get("SINGLE_SIGN_ON", ""), demo),
            papers_confirmed_by=environment.get("PAPERS_CONFIRMED_BY", "").strip(),
            feedback_second_reader=environment.get("FEEDBACK_SECOND_READER", "").strip() or REQUIRED,
            feedback_reviewer=environment.get("FEEDBACK_REVIEWER", "").strip() or TEAM,
            seal_p12=Path(environment["SEAL_P12"]) if environment.get("SEAL_P12") else None,
            seal_p12_password=environment.get("SEAL_P12_PASSWORD", ""),
            support_lines=lines(environment.get("SUPPORT_LINES", "")) or SUPPORT_LINES,
            timestamp_url=environment.get("TIMESTAMP_URL", ""),
            metrics_bind=environment.get("METRICS_BIND", "").strip(),
            data_contact=environment.get("DATA_CONTACT", "").strip(),
            **numbers,
        )

    def _check_database(self) -> None:
        if not self.database_url.startswith(("sqlite:///", "postgresql+psycopg://")):
            raise ConfigurationError(
                "DATABASE_URL must begin with sqlite:/// or postgresql://, "
                "for example postgresql://portal@localhost/portal."
            )

    def _check_keys(self) -> None:
        make_one = """python -c 'import secrets; print(secrets.token_urlsafe(48))'"""
        if not self.secret_keys:
            raise ConfigurationError(f"SECRET_KEYS is not set. Make a key with {make_one}, or set PORTAL_DEMO=1.")
        if any(len(key) < SHORTEST_KEY for key in self.secret_keys):
            raise ConfigurationError(
                f"SECRET_KEYS has a key under {SHORTEST_KEY} characters. Make one with {make_one}."
            )
        if not self.demo and any(len(set(key)) < FEWEST_CHARACTERS for key in self.secret_keys):
            raise ConfigurationError(f"SECRET_KEYS has a key that is easily guessed. Make one with {make_one}.")
        if DEMO_KEY in self.secret_keys and not self.demo:
            raise ConfigurationError(f"SECRET_KEYS holds the demonstration's public key. Make one with {make_one}.")

    def _check_public_url(self) -> None:
        if not (self.demo and not self.public_url) and not re.fullmatch(r"https?://[^/\s]+/?", self.public_url):
            raise ConfigurationError(
                "PUBLIC_URL must be the address at which people find the portal, for example https://plans.example.org."
            )

    def _check_mail(self) -> None:
        """Who e-mail comes from is made of PUBLIC_URL where nothing is said."""
        if not self.mail_from:
            host = urlsplit(self.public_url).hostname or "portal.invalid"
            object.__setattr__(self, "mail_from", f"no-reply@{host}")
        if not re.fullmatch(r"[!-?A-~]+@[!-?A-~]+", self.mail_from):
            raise ConfigurationError("MAIL_FROM must be an e-mail address, for example no-reply@plans.example.org.")
        if self.bank_holidays not in BANK_HOLIDAYS:
            raise ConfigurationError(f"BANK_HOLIDAYS must be {' or '.join(BANK_HOLIDAYS)}.")

    def _check_metrics(self) -> None:
        if self.metrics_bind and not re.fullmatch(r"[^\s:]+:\d{1,5}|\[[0-9a-f:]+\]:\d{1,5}", self.metrics_bind):
            raise ConfigurationError("METRICS_BIND must be an address and a port, for example 127.0.0.1:9464.")

    def _check_numbers(self) -> None:
        for field in fields(self):
            least = 0 if field.name in MAY_BE_ZERO else 1
            if type(field.default) is int and getattr(self, field.name) < least:
                raise ConfigurationError(f"{field.name.upper()} must be {least} or more.")

    def _choose(self, name: str, for_real_people: str, for_demonstration: str) -> None:
        """Where nothing was chosen, take what is meant for whom this portal is."""
        if not getattr(self, name):
            object.__setattr__(self, name, for_demonstration if self.demo else for_real_people)
        if getattr(self, name) not in {for_real_people, for_demonstration}:
            raise ConfigurationError(f"{name.upper()} must be {for_real_people} or {for_demonstration}.")

    def _check_single_sign_on(self) -> None:
        if self.single_sign_on and not self.public_url:
            raise ConfigurationError("PUBLIC_URL is not set. Providers of SINGLE_SIGN_ON send people back to it.")

    def _check_seal(self) -> None:
        if self.seal_p12 is None:
            return
        if not self.seal_p12.is_file():
            raise ConfigurationError("SEAL_P12 names no file. Give the path of the PKCS#12 file with the sealing key.")
        if not self.seal_p12_password:
            raise ConfigurationError("SEAL_P12_PASSWORD is not set. Give the password of the file in SEAL_P12.")
