"""A mail server is spoken to in private, and told a password only there."""

import ssl
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import policy
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from portal.web.smtp import NotSent, connected
from tests.mail_servers import MailTaker, taking_mail

NAME = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "mail")])


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate for this machine, with its key."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    made = x509.CertificateBuilder(NAME, NAME, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    own = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    signed = made.add_extension(own, critical=False).sign(key, SHA256())
    file = tmp_path / "mail.pem"
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file.write_bytes(secret + signed.public_bytes(Encoding.PEM))
    return file


def let_in(_server: Any, _session: Any, _envelope: Any, _mechanism: str, given: LoginPassword) -> AuthResult:
    return AuthResult(success=(given.login, given.password) == (b"portal", b"kettles"))


@pytest.fixture
def strict(certificate: Path) -> Iterator[MailTaker]:
    """A server that takes nothing but in private, from who signs in."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with taking_mail(tls_context=context, require_starttls=True, auth_required=True, authenticator=let_in) as taker:
        taker.server = replace(taker.server, starttls=True, user="portal", password="kettles")
        yield taker


def sends(taker: MailTaker) -> None:
    message = EmailMessage(policy=policy.SMTP)
    message["From"], message["To"] = "Us <us@example.org>", "a@example.org"
    message.set_content("Hello.\n")
    with connected(taker.server, 5) as server:
        server.hand_over(message)


def test_a_server_that_is_known_and_lets_us_in_takes_it(
    strict: MailTaker, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    sends(strict)
    assert [one.get_content() for one in strict.taken] == ["Hello.\r\n"]


@pytest.mark.parametrize("wrong", [{"password": "teapots"}, {"starttls": False}, {"user": "", "password": ""}])
def test_what_is_wrong_is_said_without_the_password(
    strict: MailTaker, certificate: Path, monkeypatch: pytest.MonkeyPatch, wrong: dict[str, Any]
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    strict.server = replace(strict.server, **wrong)
    with pytest.raises(NotSent) as refused:
        sends(strict)
    assert strict.taken == []
    assert "kettles" not in refused.value.fault
    assert "teapots" not in refused.value.fault


def test_nothing_is_said_to_a_server_that_nobody_vouches_for(strict: MailTaker) -> None:
    with pytest.raises(NotSent, match="certificate"):
        sends(strict)
