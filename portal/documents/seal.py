"""The service's seal: one PAdES signature that certifies an agreed PDF and permits no change after it."""

import os
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Protocol, Self

from asn1crypto.x509 import Certificate
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import NoEncryption, load_der_private_key, pkcs12
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.sign.timestamps import HTTPTimeStamper

from portal.domain.base import Refused
from portal.environment import ConfigurationError

DEMONSTRATION = Path("instance/demonstration-seal.p12")
NO_SEAL = "This service has no seal yet, so no signed copy can be made. Your signatures are safe. Try again later."
UNUSABLE = "The seal of this service cannot be opened, so no signed copy can be made. Your signatures are safe."
EXPIRED = "The seal of this service has expired, so no signed copy can be made. Your signatures are safe."
_WARN_BELOW = 60
_FIELD = "Seal"


class NoSeal(Refused):
    """There is no key to seal with, or it can no longer be used."""


class SealSettings(Protocol):
    """What the seal must be told."""

    @property
    def demo(self) -> bool: ...
    @property
    def seal_p12(self) -> Path | None: ...
    @property
    def seal_p12_password(self) -> str: ...
    @property
    def timestamp_url(self) -> str: ...


class Sealer:
    """Seals PDFs with one key; with an address in `timestamp_url`, an authority confirms the time."""

    def __init__(self, pkcs12_file: bytes, password: str = "", timestamp_url: str = "") -> None:
        self._signer = _signer(pkcs12_file, password)
        self._timestamper = HTTPTimeStamper(timestamp_url) if timestamp_url else None

    @classmethod
    def from_settings(cls, settings: SealSettings) -> Self:
        """The seal in SEAL_P12, or the demonstration's own; raises NoSeal where there is neither."""
        if settings.seal_p12:
            return cls(_read(settings.seal_p12), settings.seal_p12_password, settings.timestamp_url)
        if settings.demo:
            return cls(_demonstration(), timestamp_url=settings.timestamp_url)
        raise NoSeal(NO_SEAL)

    @classmethod
    def expect_usable(cls, settings: SealSettings, now: datetime) -> str:
        """What the operator must do about the key in SEAL_P12; "" when there is nothing, or no such setting.

        Raises ConfigurationError when it cannot be opened.
        """
        if settings.seal_p12 is None:
            return ""
        try:
            return cls.from_settings(settings).warning(now)
        except NoSeal as fault:
            raise ConfigurationError(
                "SEAL_P12 cannot be opened. Give a PKCS#12 file that this process may read, with a key and its "
                "certificate, and its password in SEAL_P12_PASSWORD."
            ) from fault

    @property
    def certificate(self) -> Certificate:
        """What a file must be sealed with to be one of ours."""
        certificate: Certificate = self._signer.signing_cert
        return certificate

    def seal(self, pdf: bytes, at: datetime) -> bytes:
        """The same PDF, sealed at this time; raises NoSeal once the certificate has expired."""
        if at >= self._expiry:
            raise NoSeal(EXPIRED)
        how = PdfSignatureMetadata(
            field_name=_FIELD,
            md_algorithm="sha256",
            reason="Sealed as agreed by both parties",
            subfilter=SigSeedSubFilter.PADES,
            certify=True,
            docmdp_permissions=MDPPerm.NO_CHANGES,
            tight_size_estimates=True,
        )
        signer = _SignerAt(at, how, self._signer, timestamper=self._timestamper)
        sealed: bytes = signer.sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf))).getvalue()
        return sealed

    def expires_in_days(self, now: datetime) -> int:
        """Whole days until the certificate expires; negative once it has."""
        return (self._expiry - now).days

    def warning(self, now: datetime) -> str:
        """What the operator must do about a certificate that expires soon; "" while it has 60 days or more."""
        days = self.expires_in_days(now)
        if days >= _WARN_BELOW:
            return ""
        if now >= self._expiry:
            return "The sealing certificate has expired. Nothing can be sealed until SEAL_P12 holds a new one."
        when = "today" if days == 0 else "in 1 day" if days == 1 else f"in {days} days"
        return f"The sealing certificate expires {when}. Put a new one in SEAL_P12 before then."

    @property
    def _expiry(self) -> datetime:
        expiry: datetime = self.certificate.not_valid_after
        return expiry


class _SignerAt(PdfSigner):
    """A signer whose clock is an argument."""

    def __init__(
        self, at: datetime, how: PdfSignatureMetadata, signer: SimpleSigner, timestamper: HTTPTimeStamper | None
    ) -> None:
        super().__init__(how, signer, timestamper=timestamper)
        self._at = at

    def init_signing_session(self, pdf_out: BasePdfFileWriter, existing_fields_only: bool = False) -> PdfSigningSession:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self._at
        return session


class _KeptKey(SimpleSigner):
    """A signer that makes its key of RSA ready once, not for each signature: that takes longer than signing."""

    def __init__(self, opened: SimpleSigner) -> None:
        super().__init__(opened.signing_cert, opened.signing_key, opened.cert_registry)
        self._key = load_der_private_key(opened.signing_key.dump(), password=None)

    def sign_raw(self, data: bytes, digest_algorithm: str) -> bytes:
        if isinstance(self._key, rsa.RSAPrivateKey) and digest_algorithm == "sha256":
            return self._key.sign(data, padding.PKCS1v15(), SHA256())
        signed: bytes = super().sign_raw(data, digest_algorithm)
        return signed


@lru_cache(maxsize=4)
def _signer(pkcs12_file: bytes, password: str) -> SimpleSigner:
    """The key in this file, kept open, as opening it takes a tenth of a second."""
    try:
        opened: SimpleSigner = SimpleSigner.load_pkcs12_data(pkcs12_file, [], password.encode() or None)
    except ValueError as fault:
        raise NoSeal(UNUSABLE) from fault
    return _KeptKey(opened)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        raise NoSeal(UNUSABLE) from fault


def _demonstration() -> bytes:
    """The demonstration's key, made by whichever process asks first and kept for all the others."""
    if not DEMONSTRATION.exists():
        DEMONSTRATION.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=DEMONSTRATION.parent) as made:
            made.write(_new_key(datetime.now(UTC)))
            made.flush()
            _first_wins(Path(made.name))
    return _read(DEMONSTRATION)


def _first_wins(made: Path) -> None:
    try:
        os.link(made, DEMONSTRATION)
    except FileExistsError:
        return


def _new_key(now: datetime) -> bytes:
    key = rsa.generate_private_key(public_exponent=65537, key_size=3072)
    name = x509.Name(
        [
            x509.NameAttribute(x509.NameOID.ORGANIZATION_NAME, "Demonstration only"),
            x509.NameAttribute(x509.NameOID.COMMON_NAME, "Demonstration seal, not for real plans"),
        ]
    )
    signs_only = dict.fromkeys(
        ["key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign"]
        + ["encipher_only", "decipher_only"],
        False,
    )
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=3650))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(digital_signature=True, content_commitment=True, **signs_only), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, SHA256())
    )
    return pkcs12.serialize_key_and_certificates(b"seal", key, certificate, None, NoEncryption())
