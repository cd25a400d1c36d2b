"""How settings are written in the environment, and what is said of one that cannot be read."""

from collections.abc import Mapping

from click import ClickException

from portal.mail_server import MailServer, mail_server_from
from portal.providers import Provider, providers_from


class ConfigurationError(ClickException, RuntimeError):
    """A setting is missing or wrong; the message names the variable and the remedy.

    `flask` prints the one and gunicorn the other as a sentence, without a traceback.
    """


def lines(value: str) -> tuple[tuple[str, str, str], ...]:
    """Lines of support, such as "Samaritans | 116 123 | Day and night; …": name, number, when and for whom."""
    found = [tuple(part.strip() for part in line.split("|")) for line in value.split(";") if line.strip()]
    if any(len(line) != 3 or not all(line) for line in found):
        raise ConfigurationError(
            "SUPPORT_LINES must have a name, a number and when it answers for each line of support, "
            "for example: Samaritans | 116 123 | Day and night; NHS 111 | 111 | Day and night."
        )
    return tuple((name, number, when) for name, number, when in found)


def providers(value: str, demo: bool) -> tuple[Provider, ...]:
    """Providers of single sign-on, as JSON; those on this machine in the demonstration only."""
    try:
        return providers_from(value, on_this_machine=demo)
    except ValueError as fault:
        raise ConfigurationError(f"SINGLE_SIGN_ON {fault}") from None


def mail_server(value: str) -> MailServer | None:
    """The server that takes e-mail; None where nothing is said."""
    try:
        return mail_server_from(value)
    except ValueError as fault:
        raise ConfigurationError(f"MAIL_URL {fault}") from None


def number(environment: Mapping[str, str], name: str, default: int) -> int:
    """A whole number of zero or more; `default` where nothing is said."""
    value = environment.get(name, "").strip()
    if not value:
        return default
    if not value.isascii() or not value.isdigit():
        raise ConfigurationError(f"{name} must be a whole number, for example {default}.")
    return int(value)


def switch(environment: Mapping[str, str], name: str) -> bool:
    """Whether something is on; off where nothing is said."""
    value = environment.get(name, "").strip()
    if value not in {"", "0", "1"}:
        raise ConfigurationError(f"{name} must be 1 (on) or 0 (off).")
    return value == "1"


def driver(url: str) -> str:
    """The address of a database, with the one driver that is used for PostgreSQL."""
    scheme, separator, rest = url.partition("://")
    return f"postgresql+psycopg{separator}{rest}" if scheme in {"postgres", "postgresql"} else url
