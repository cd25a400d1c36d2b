"""The server that takes e-mail, as the setting names it: an address such as smtp://user:password@mail.example.org."""

import re
from dataclasses import dataclass, field
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

PORTS = {"smtp": 587, "smtps": 465}
THIS_MACHINE = {"localhost", "127.0.0.1", "::1"}
FOR_EXAMPLE = "for example smtp://user:password@mail.example.org:587"


@dataclass(frozen=True)
class MailServer:
    """Where e-mail is handed over; `starttls` is whether the connection is made private once it stands.

    With `tls` it is private from its first byte. Without a `user` nobody signs in.
    """

    host: str
    port: int
    tls: bool
    starttls: bool
    user: str = ""
    password: str = field(default="", repr=False)


def mail_server_from(url: str) -> MailServer | None:
    """The server of this address; None for "".

    Over smtp:// the connection is made private by STARTTLS, unless it says ?starttls=0; a password is never sent over
    a network without either.
    Raises ValueError, with the remedy, for what cannot work; it never quotes a password.
    """
    if not url:
        return None
    parts, port, query = _parts(url)
    tls, starttls = parts.scheme == "smtps", parts.scheme == "smtp" and query.get("starttls", "1") == "1"
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    if bool(user) != bool(password):
        raise ValueError("must have both a user and a password, or neither. Write @, : and / in them as %40, %3A, %2F.")
    if password and not (tls or starttls) and parts.hostname not in THIS_MACHINE:
        raise ValueError("would send its password for all to read. Take ?starttls=0 away, or use smtps://.")
    return MailServer(parts.hostname or "", port, tls, starttls, user, password)


def _parts(url: str) -> tuple[SplitResult, int, dict[str, str]]:
    """The parts of an address, its port, and what stands after its question mark."""
    try:
        parts = urlsplit(url)
        port = parts.port or PORTS[parts.scheme]
    except (ValueError, KeyError):
        raise ValueError(f"must begin with smtp:// or smtps://, {FOR_EXAMPLE}.") from None
    if not re.fullmatch(r"[\w.:-]+", parts.hostname or "") or parts.path not in {"", "/"}:
        raise ValueError(f"must name a server, and nothing after it, {FOR_EXAMPLE}.")
    query = dict(parse_qsl(parts.query))
    if query.keys() - {"starttls"} or query.get("starttls", "1") not in {"0", "1"}:
        raise ValueError("may say nothing after its question mark but starttls=0 or starttls=1.")
    return parts, port, query
